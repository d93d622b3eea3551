"""Makes SQLAlchemy's engines with time limits, so that users get answers while a database hangs."""

from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from persistence.private import private_database, private_folder

POOL = {"poolclass": QueuePool, "pool_size": 5, "max_overflow": 5, "pool_timeout": 5}
CONNECT_SECONDS = 2
STATEMENT_SECONDS = 5
SILENT_MILLISECONDS = 5_000
"""For how long PostgreSQL may leave what was sent unacknowledged."""


def engine(url: str, *, pooled: bool = True) -> Engine:
    """Return an engine for PostgreSQL or SQLite; nothing is connected yet. An SQLite file is made where there
    is none, with its folder; nobody else may read it.

    `pooled`: connections are kept, at most ten; else each use has one of its own, for what is rare.
    """
    at = make_url(url)
    options = POOL if pooled else {"poolclass": NullPool}
    if at.get_backend_name() != "sqlite":
        return sqlalchemy.create_engine(at, connect_args=_postgresql(), **options)
    if not at.database or at.database == ":memory:":
        return sqlalchemy.create_engine(at, poolclass=StaticPool, connect_args={"check_same_thread": False})
    private_folder(Path(at.database).parent)
    private_database(Path(at.database))
    # Connections may wander between threads: each is used by one at a time.
    sqlite = {"timeout": STATEMENT_SECONDS, "check_same_thread": False}
    made = sqlalchemy.create_engine(at, connect_args=sqlite, **options)
    sqlalchemy.event.listen(made, "connect", _write_ahead)
    return made


def _postgresql() -> dict[str, Any]:
    return {
        "connect_timeout": CONNECT_SECONDS,
        "tcp_user_timeout": SILENT_MILLISECONDS,
        "options": f"-c statement_timeout={STATEMENT_SECONDS}s",
    }


def _write_ahead(connection: Any, _: Any) -> None:
    """Append to a log, so that Rasa's events and the action server's tickets don't wait for each other.

    The log is written through to the disk when it is folded into the file, not at each commit: a killed process loses
    nothing, a power cut the last moments.
    """
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()

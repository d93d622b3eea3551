"""The tables of an SQLite database, which tests begin with by the hundred: the program makes them once in a process."""

import sqlite3
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from persistence.engine import engine
from persistence.migrations import upgrade


def upgrade_or_copy(at: Engine) -> None:
    """Bring the tables up to date; where there are none yet, take those that were made before.

    The migrations take a tenth of a second, whatever they find. They are tested in tests/persistence/migrations/.
    """
    if at.dialect.name == "sqlite":
        _copy(at)
    upgrade(at)


def _copy(at: Engine) -> None:
    statements = _made()
    with at.connect() as connection, connection.begin():
        # As in the migrations: of several that come at once, one makes the tables.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if not inspect(connection).get_table_names():
            for statement in statements:
                connection.exec_driver_sql(statement)


@lru_cache(maxsize=1)
def _made() -> Sequence[str]:
    """Return what makes the tables of a new database, with the step that they have reached."""
    with tempfile.TemporaryDirectory(prefix="tables-") as folder:
        file = Path(folder) / "made.db"
        at = engine(f"sqlite:///{file}", pooled=False)
        upgrade(at)
        at.dispose()
        connection = sqlite3.connect(file)
        statements = [one for one in connection.iterdump() if one not in ("BEGIN TRANSACTION;", "COMMIT;")]
        connection.close()
    return statements

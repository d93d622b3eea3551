"""Gives a transaction in which SQLite overwrites deleted rows, and empties its write-ahead log afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.engine import Engine

PATIENCE = 500
"""Milliseconds that others may wait while SQLite's log is emptied."""


@contextmanager
def erasing(at: Engine) -> Iterator[Any]:
    """Be in one transaction, which overwrites what it deletes where the database can: SQLite, in which it is also the
    only one that writes from the beginning. PostgreSQL's own vacuum frees the place soon after.
    """
    with at.connect() as connection, connection.begin():
        if at.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def erase_traces(at: Engine) -> None:
    """Empty SQLite's write-ahead log, which still holds what was there before; when others are reading it, as much is
    left to the next time as they need.
    """
    if at.dialect.name == "sqlite":
        with at.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()

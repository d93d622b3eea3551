"""The journal mode of the conversations' SQLite file."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path


def write_ahead(database: Path) -> None:
    """Make SQLite append to a log, so that Rasa's events and the action server's tickets don't wait for each other.

    The mode is kept in the file, so once is enough; a file that another process is just changing keeps its mode until
    the next start.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(database, timeout=5)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")

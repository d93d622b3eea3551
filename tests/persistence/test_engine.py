"""Waits end, and SQLite's processes don't wait for each other."""

import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from persistence import engine as engines
from persistence.engine import engine


def test_sqlite_is_written_ahead_in_a_folder_that_is_made(tmp_path: Path) -> None:
    file = tmp_path / "not/yet/there.db"
    with engine(f"sqlite:///{file}").begin() as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")
    other = sqlite3.connect(file)
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()


def test_a_database_in_memory_has_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with engine("sqlite://").begin() as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")
    assert list(tmp_path.iterdir()) == []


def test_a_locked_database_is_not_waited_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "STATEMENT_SECONDS", 0.1)
    made = engine(f"sqlite:///{tmp_path / 'c.db'}")
    with made.begin() as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")
    other = sqlite3.connect(tmp_path / "c.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    before = time.monotonic()
    with pytest.raises(OperationalError, match="locked"), made.begin() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
    assert time.monotonic() - before < 30
    other.close()

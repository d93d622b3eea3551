"""What holds what users said is its owner's alone."""

import sqlite3
import stat
from pathlib import Path
from unittest.mock import patch

import pytest

from persistence.engine import engine
from persistence.private import private_folder, tighten


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_database_with_what_stands_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "var/deeper/conversations.db"
    with engine(f"sqlite:///{file}").connect() as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")
        connection.execute("INSERT INTO t VALUES (1)")
        there = list(file.parent.iterdir())
        assert {one.name for one in there} == {file.name, f"{file.name}-wal", f"{file.name}-shm"}
        assert {mode(one) for one in there} == {0o600}
    assert mode(file.parent) == mode(tmp_path / "var") == 0o700


def test_one_of_an_earlier_version_is_closed_to_others(tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    earlier = sqlite3.connect(file)
    earlier.execute("PRAGMA journal_mode=WAL")
    earlier.execute("CREATE TABLE t (n INTEGER)")
    there = list(tmp_path.iterdir())
    assert len(there) == 3
    for one in there:
        one.chmod(0o664)
    tmp_path.chmod(0o755)
    engine(f"sqlite:///{file}")
    assert {mode(one) for one in there} == {0o600}
    assert mode(tmp_path) == 0o755, "a folder that was there may be everybody's"
    earlier.close()


def test_only_what_is_missing_is_made(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private_folder(tmp_path / "a/b")
    private_folder(tmp_path / "a/b")
    assert (mode(tmp_path), mode(tmp_path / "a"), mode(tmp_path / "a/b")) == (0o755, 0o700, 0o700)


def test_anothers_file_is_named_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "c.db"
    file.touch(0o644)
    with patch.object(Path, "chmod", side_effect=PermissionError):
        tighten([file, tmp_path / "none"])
    [message] = caplog.messages
    assert str(file) in message

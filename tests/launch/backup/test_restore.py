"""A backup is put back whole, into an empty place, or where it was asked to replace what is there."""

import io
import os
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from actions.tickets.store import TicketStore
from launch.backup import restore
from launch.backup.__main__ import main
from launch.backup.archive import write
from launch.backup.create import make
from launch.backup.databases import BackupFailed
from tests.actions.tickets.builders import a_ticket

Address = Callable[[str], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """Give the address of another empty database for each name."""
    if request.param == "sqlite":
        return lambda name: f"sqlite:///{tmp_path / name / 'var/conversations.db'}"
    server = request.getfixturevalue("postgres")
    made = {name: str(server.fresh()) for name in ("old", "new")}
    return made.__getitem__


def project(folder: Path, greeting: str = "您好") -> Path:
    for name, text in {"domain.yml": greeting, "data/source/faq.txt": "1 问\n", "var/session.key": "k" * 64}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def conversations(url: str) -> list[str]:
    return [ticket["conversation"] for ticket in TicketStore(url).all()]


def test_all_is_there_on_another_machine(address: Address, tmp_path: Path) -> None:
    old, new, archive = project(tmp_path / "old"), tmp_path / "new", tmp_path / "a.tar.gz"
    for number in range(3):
        TicketStore(address("old")).open(a_ticket(f"user-{number}"), tell=True)
    make(old, address("old"), archive)
    assert archive.stat().st_mode & 0o777 == 0o600
    new.mkdir()
    assert restore.restore(new, address("new"), archive, overwrite=False) is None
    assert sorted(conversations(address("new"))) == [f"user-{number}" for number in range(3)]
    assert TicketStore(address("new")).waiting() == (3, 0)
    assert (new / "domain.yml").read_text(encoding="utf-8") == "您好"
    assert (new / "var/session.key").stat().st_mode & 0o777 == 0o600
    assert (new / "var").stat().st_mode & 0o777 == 0o700
    # Nothing of the work is left behind.
    assert {path.name for path in (new / "var").iterdir()} <= {"session.key", "conversations.db"}


def test_what_is_there_is_replaced_only_when_asked_and_kept(address: Address, tmp_path: Path) -> None:
    old, archive = project(tmp_path / "old"), tmp_path / "a.tar.gz"
    TicketStore(address("old")).open(a_ticket("kept"), tell=False)
    make(old, address("old"), archive)
    new = project(tmp_path / "new", "改过的")
    TicketStore(address("new")).open(a_ticket("there"), tell=False)
    with pytest.raises(BackupFailed, match=r"数据库、domain\.yml。没有改动；确定要覆盖，请加 OVERWRITE=yes"):
        restore.restore(new, address("new"), archive, overwrite=False)
    assert conversations(address("new")) == ["there"]
    assert (new / "domain.yml").read_text(encoding="utf-8") == "改过的"
    before = restore.restore(new, address("new"), archive, overwrite=True)
    assert conversations(address("new")) == ["kept"]
    assert (new / "domain.yml").read_text(encoding="utf-8") == "您好"
    assert before
    restore.restore(new, address("new"), before, overwrite=True)
    assert conversations(address("new")) == ["there"]
    assert (new / "domain.yml").read_text(encoding="utf-8") == "改过的"


def sqlite_at(folder: Path) -> str:
    return f"sqlite:///{folder / 'var/conversations.db'}"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    old = project(tmp_path / "old")
    TicketStore(sqlite_at(old)).open(a_ticket(), tell=False)
    make(old, sqlite_at(old), tmp_path / "a.tar.gz")
    return tmp_path / "a.tar.gz"


@pytest.mark.parametrize("left", [0, 1, 100, -1, -20])
def test_an_archive_that_was_cut_off_restores_nothing(archive: Path, tmp_path: Path, left: int) -> None:
    archive.write_bytes(archive.read_bytes()[:left])
    new = tmp_path / "new"
    with pytest.raises(BackupFailed, match="不完整"):
        restore.restore(new, sqlite_at(new), archive, overwrite=True)
    assert [path for path in new.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside-of-it", "launch/__main__.py", "Makefile"])
def test_what_does_not_belong_there_is_put_nowhere(tmp_path: Path, name: str) -> None:
    strange, file = tmp_path / "strange.tar.gz", tmp_path / "file"
    file.write_text("x")
    write(strange, {name: file}, {})
    new = tmp_path / "new"
    with pytest.raises(BackupFailed):
        restore.restore(new, sqlite_at(new), strange, overwrite=True)
    assert [path for path in new.rglob("*") if path.is_file()] == []


def test_a_link_in_an_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive, "w:gz") as tar:
        link = tarfile.TarInfo("config.yml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
        tar.addfile(tarfile.TarInfo("manifest.json"), io.BytesIO())
    with pytest.raises(BackupFailed):
        restore.restore(tmp_path / "new", sqlite_at(tmp_path / "new"), archive, overwrite=True)


def test_a_database_in_use_is_left_alone(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("launch.backup.databases.WAIT_SECONDS", 0.1)
    new = project(tmp_path / "new")
    TicketStore(sqlite_at(new)).open(a_ticket("there"), tell=False)
    used = sqlite3.connect(new / "var/conversations.db")
    used.execute("SELECT count(*) FROM tickets").fetchall()
    try:
        with pytest.raises(BackupFailed, match="请先停止助手"):
            restore.restore(new, sqlite_at(new), archive, overwrite=True)
    finally:
        used.close()
    assert conversations(sqlite_at(new)) == ["there"]


def test_the_wrong_kind_of_database(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="备份里是 SQLite 的数据，而 DATABASE_URL 是 PostgreSQL 的地址"):
        restore.restore(tmp_path / "new", "postgresql://x@127.0.0.1:1/x", archive, overwrite=False)


def test_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    old, here = project(tmp_path / "old"), os.getcwd()
    TicketStore(sqlite_at(old)).open(a_ticket("kept"), tell=False)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/conversations.db")
    monkeypatch.setenv("SESSION_SECRET", "9c1f7ab24e60d83b5a7e12f4c86d09b3")
    try:
        assert main(["make"], old) == 0
        [made] = (old / "var/backups").iterdir()
        output = capsys.readouterr().out
        assert f"已备份到 {made}" in output
        assert output.endswith("请另外保存：SESSION_SECRET。\n")
        assert main(["make", "--out", str(made)], old) == 1
        assert "已经存在，没有改动" in capsys.readouterr().err
        new = tmp_path / "new"
        new.mkdir()
        assert main(["restore", "--from", str(made)], new) == 0
        assert conversations(sqlite_at(new)) == ["kept"]
        assert main(["restore", "--from", str(tmp_path / "none")], new) == 1
        assert "没有备份文件" in capsys.readouterr().err
        empty = tmp_path / "empty"
        empty.mkdir()
        assert main(["make"], empty) == 1
        assert "没有数据库" in capsys.readouterr().err
    finally:
        os.chdir(here)

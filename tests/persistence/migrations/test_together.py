"""Several processes that start at the same moment, a step that fails, a database that comes late."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from launch.ports import free_port
from persistence import engine as engines
from persistence.database import Database, upgrade_at_start
from persistence.engine import engine
from persistence.migrations import upgrade
from tests.persistence.migrations.looking import differences, filled, revision, rows
from tests.persistence.migrations.old_database import recreate
from tests.persistence.migrations.steps import add, copied
from tests.postgres import PostgresServer

PROCESSES = 6
SECONDS = 120


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def begin(url: str, folder: Path, together: Any) -> None:
    at = engine(url, pooled=False)
    together.wait(SECONDS)
    upgrade(at, folder)


def test_of_several_that_start_at_once_one_carries_it_out(url: str, folder: Path) -> None:
    at = recreate(url)
    before = rows(at)
    # Slowly, so that all others come while it goes on.
    add(folder, "r9001_count", "op.execute('CREATE TABLE counted (n INTEGER)')", "time.sleep(1)")
    add(folder, "r9002_count", "op.execute('INSERT INTO counted VALUES (1)')")
    at.dispose()
    fork = multiprocessing.get_context("fork")
    together = fork.Barrier(PROCESSES)
    processes = [fork.Process(target=begin, args=(url, folder, together)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(SECONDS)
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    assert filled(rows(at)) == {**before, "counted": [(("n", 1),)]}
    assert revision(at) == "r9002_count"


def test_a_step_that_fails_leaves_everything_as_it_was(url: str, folder: Path) -> None:
    at = recreate(url)
    before = rows(at)
    add(folder, "r9001_more", "op.execute('CREATE TABLE more (n INTEGER)')", "op.execute('DELETE FROM feedback')")
    add(folder, "r9002_fails", "raise RuntimeError")
    with pytest.raises(RuntimeError):
        upgrade(at, folder)
    assert (rows(at), revision(at)) == (before, None)
    upgrade(at)
    assert (filled(rows(at)), differences(at)) == (before, [])


def test_a_step_may_take_longer_than_a_statement_of_a_turn(
    postgres_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "STATEMENT_SECONDS", 1)
    at = recreate(postgres_url)
    add(folder, "r9001_slow", "op.execute('SELECT pg_sleep(1.5)')")
    upgrade(at, folder)
    assert revision(at) == "r9001_slow"


def test_one_that_is_away_at_the_start_is_brought_up_to_date_when_it_is_there(
    postgres: PostgresServer, postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    at = recreate(postgres_url)
    before = rows(at)
    database = Database(postgres_url)
    postgres.stop()
    try:
        upgrade_at_start(postgres_url)
        with pytest.raises(OperationalError), database.begin():
            pass
    finally:
        postgres.start()
    [message] = caplog.messages
    assert message == "The database does not answer (OperationalError): its tables are looked at later."
    with database.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM events")).scalar() == 21
    assert (filled(rows(at)), differences(at)) == (before, [])
    database.close()


def test_an_address_where_nothing_is_stops_no_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for nowhere in (
        f"sqlite:///{tmp_path}/file/x.db",
        f"sqlite:///{tmp_path}",
        f"postgresql://x@127.0.0.1:{free_port()}/x",
    ):
        upgrade_at_start(nowhere)

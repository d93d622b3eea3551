"""The PostgreSQL of the tests: databases of their own, what is committed outlives a stop, nothing is left behind."""

from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tests.postgres import PostgresServer, running_postgres


def test_each_test_has_a_database_of_its_own(postgres: PostgresServer, postgres_url: str) -> None:
    postgres.ask("CREATE TABLE mine (text TEXT)", postgres_url)
    other = postgres.fresh()
    assert postgres.ask("SELECT to_regclass('mine')", other) == [(None,)]
    postgres.drop(other)


def test_what_is_committed_outlives_a_stop_and_nothing_the_server(tmp_path: Path) -> None:
    with running_postgres(tmp_path) as server:
        url = server.fresh()
        server.ask("CREATE TABLE kept AS SELECT '学时' AS text", url)
        server.stop()
        with pytest.raises(OperationalError):
            server.ask("SELECT 1")
        server.start()
        assert server.ask("SELECT text FROM kept", url) == [("学时",)]
        pid = server.pid
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(OperationalError):
        server.ask("SELECT 1")

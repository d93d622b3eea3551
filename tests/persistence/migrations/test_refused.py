"""A database of a newer program, or one that must not be changed, is refused with one sentence by whoever opens it."""

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from launch.ports import free_port
from persistence.database import Database, upgrade_at_start
from persistence.engine import engine
from persistence.migrations import DatabaseRefused, upgrade
from tests.persistence.migrations.looking import revision, rows
from tests.persistence.migrations.old_database import recreate
from tests.postgres import PostgresServer
from tests.running import ROOT

NEWER = "r9999_newer"
OPENING = (
    ("launch", "actions", "--port", "0"),
    ("launch", "instance", "--port", "0", "--model", "/nowhere.tar.gz"),
    ("launch", "run", "--port", "0"),
    ("records", "expire"),
    ("records", "export", "web-a"),
    ("records", "delete", "web-a", "--yes"),
    ("channels.feedback",),
)


@pytest.fixture
def newer(url: str) -> str:
    """The address of a database that a later version has had."""
    at = recreate(url)
    upgrade(at)
    with at.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{NEWER}'"))
    return url


def test_it_is_not_touched(newer: str) -> None:
    at = engine(newer, pooled=False)
    before = rows(at)
    for refused in (lambda: upgrade_at_start(newer), lambda: Database(newer).begin().__enter__()):
        with pytest.raises(DatabaseRefused, match=f"数据库已由更新版本的程序升级（{NEWER}）"):
            refused()
    assert (rows(at), revision(at)) == (before, NEWER)


@pytest.mark.parametrize("command", OPENING, ids=lambda words: " ".join(words[:2]))
def test_every_program_says_so_and_ends(newer: str, command: Sequence[str]) -> None:
    words = [str(free_port()) if word == "0" else word for word in command]
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": newer}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    output = [line for line in (done.stdout + done.stderr).splitlines() if "数据库已由更新版本的程序升级" in line]
    assert output
    assert "Traceback" not in done.stderr
    if command[1:2] != ("run",):
        assert done.stderr.splitlines() == output


def test_who_may_not_make_tables_is_told_so(postgres: PostgresServer, postgres_url: str) -> None:
    recreate(postgres_url)
    name = make_url(postgres_url).database
    postgres.ask(f"CREATE USER {name}_reader PASSWORD 'word'")
    postgres.ask(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {name}_reader", postgres_url)
    reader = make_url(postgres_url).set(username=f"{name}_reader", password="word")
    try:
        with pytest.raises(DatabaseRefused, match="数据库用户有建表、改表的权限"):
            upgrade_at_start(reader.render_as_string(hide_password=False))
    finally:
        postgres.ask(f"DROP OWNED BY {name}_reader", postgres_url)
        postgres.ask(f"DROP USER {name}_reader")

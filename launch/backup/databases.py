"""Copies a database while the assistant goes on, and puts the copy back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from launch.cluster import tools
from persistence.engine import engine
from persistence.private import FILE, private_database, private_folder
from persistence.tables import metadata

NAME = {"sqlite": "database.sqlite", "postgresql": "database.pgdump"}
"""Of the copy in an archive, by SQLAlchemy's name of the kind of database."""

WAIT_SECONDS = 5.0


class BackupFailed(Exception):
    """Says in one sentence what could not be done, and what to do."""


def kind(url: str) -> str:
    """Return sqlite or postgresql."""
    return str(make_url(url).get_backend_name())


def dump(url: str, to: Path) -> None:
    """Write a copy as of one moment; raises BackupFailed, OSError and sqlite3.Error."""
    if kind(url) == "sqlite":
        file = Path(make_url(url).database or "")
        if not file.is_file():
            raise BackupFailed(f"没有数据库 {file}：助手还没有运行过，或 DATABASE_URL 指向别处。")
        with closing(_opened(file)) as source, closing(_opened(to)) as copy:
            source.backup(copy)
    else:
        _postgresql(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def is_filled(url: str) -> bool:
    """Say whether there is a database of ours already; raises BackupFailed when it does not answer."""
    at = make_url(url)
    if at.get_backend_name() == "sqlite" and not Path(at.database or "").is_file():
        return False
    database = engine(url, pooled=False)
    try:
        return not set(inspect(database).get_table_names()).isdisjoint(metadata.tables)
    except SQLAlchemyError as error:
        raise BackupFailed(f"数据库没有回答（{type(error).__name__}）：请检查 DATABASE_URL，先启动数据库。") from None
    finally:
        database.dispose()


def load(url: str, copy: Path) -> None:
    """Put a copy in the place of what is there; all of it or nothing."""
    if kind(url) == "sqlite":
        file = Path(make_url(url).database or "")
        private_folder(file.parent)
        private_database(file)
        with closing(_opened(copy)) as source, closing(_opened(file)) as target:
            _alone(target)
            source.backup(target)
    else:
        clean = ["--clean", "--if-exists"] if is_filled(url) else []
        _postgresql(url, "pg_restore", "--single-transaction", "--no-owner", "--no-privileges", *clean, str(copy))


def _opened(file: Path) -> sqlite3.Connection:
    if not file.exists():
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, FILE))
    return sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)


def _alone(target: sqlite3.Connection) -> None:
    """Raise BackupFailed while another process uses it: a server remembers conversations, and would go on with them."""
    try:
        target.execute("PRAGMA locking_mode=EXCLUSIVE")
        target.execute("BEGIN EXCLUSIVE")
        target.execute("COMMIT")
    except sqlite3.OperationalError:
        raise BackupFailed("数据库正在使用：请先停止助手（Ctrl-C，或 systemctl stop xueshi），再恢复。") from None


def _postgresql(url: str, program: str, *arguments: str) -> None:
    at = make_url(url)
    path = shutil.which(program, path=tools.search_path(os.environ.get("PATH", os.defpath)))
    if path is None:
        raise BackupFailed(f"缺少 {program}：请先安装（例如 apt-get install postgresql-client），再运行一次。")
    # Without the password, which everybody could read among the arguments.
    where = {"host": at.host, "port": at.port, "database": at.database, "query": at.query}
    address = URL.create("postgresql", at.username, **where).render_as_string()
    _run([path, f"--dbname={address}", *arguments], {**os.environ, "PGPASSWORD": str(at.password or "")}, program)


def _run(command: Sequence[str], environment: dict[str, str], program: str) -> None:
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        why = (done.stderr.strip().splitlines() or [f"代码 {done.returncode}"])[-1]
        raise BackupFailed(f"{program} 没有成功：{why}")

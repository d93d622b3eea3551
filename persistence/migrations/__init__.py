"""Upgrades a database's tables: Alembic runs the migrations of versions/, once, whichever process comes first.

A file there is one migration. Its name is its revision, and names decide the order. A migration only adds: during a
release the previous program still works with the same tables.

Public: `upgrade(engine)`, which raises `DatabaseRefused` for a database of a newer program.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import func, inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError

FOLDER = Path(__file__).parent
VERSION_TABLE = "alembic_version"

_LOCK = 0x78_75_65_73_68_69
"""The number of PostgreSQL's advisory lock."""


class DatabaseRefused(SQLAlchemyError):
    """The tables can't be brought to where this program needs them; says why in one sentence."""


def upgrade(at: Engine, folder: Path = FOLDER) -> None:
    """Bring the tables up to date, in one transaction that several processes enter one after the other.

    `folder`: where env.py and versions/ are. Blocks; raises DatabaseRefused, and SQLAlchemyError when the database does
    not answer or another process takes longer than a statement may.
    """
    steps = sorted(file.stem for file in folder.glob("versions/r*.py"))
    with at.connect() as connection:
        if _is_current(connection, steps):
            return
    try:
        with at.connect() as connection, connection.begin():
            _wait_for_others(connection)
            if not _is_current(connection, steps):
                _carry_out(connection, folder)
    except ProgrammingError as error:
        kind = type(error.orig).__name__
        raise DatabaseRefused(f"数据库没有升级成功（{kind}）：请让数据库用户有建表、改表的权限，再启动。") from None


def _is_current(connection: Any, steps: list[str]) -> bool:
    """Say whether the last step was carried out; raises DatabaseRefused when a step is not known here."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return False
    version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if version is not None and version not in steps:
        raise DatabaseRefused(
            f"数据库已由更新版本的程序升级（{version}），这个版本的程序不能使用它：请改用更新的版本，"
            "或者把 DATABASE_URL 指向升级之前的备份。"
        )
    return bool(version == steps[-1])


def _wait_for_others(connection: Any) -> None:
    """Be the only one that goes on, until the transaction ends; from here on a statement may take its time."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    connection.execute(text("SET LOCAL statement_timeout = 0"))


def _carry_out(connection: Any, folder: Path) -> None:
    # Needed once in a database's life, and takes a tenth of a second.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

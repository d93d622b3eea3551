"""Starts a PostgreSQL of the cluster's own, on the loopback address."""

import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import sqlalchemy
from sqlalchemy.exc import SQLAlchemyError

from launch.cluster.program import NotStarted, Program
from launch.environment import LOOPBACK

USER = "postgres"
"""Of the database, and of the system when root starts it: PostgreSQL refuses to run as root."""
TEMPORARY = "xueshi-postgresql-"


def database_url(port: int, password: str) -> str:
    return f"postgresql://{USER}:{password}@{LOOPBACK}:{port}/{USER}"


def new_password() -> str:
    return secrets.token_hex(16)


def data_folder(folder: Path) -> Path:
    """Return where the data goes: under `folder`, or a new temporary folder when the system's user can't get there."""
    own = folder / "postgresql"
    if os.geteuid() != 0:
        own.mkdir(parents=True, exist_ok=True)
        return own
    if _can_be_reached(folder):
        own.mkdir(exist_ok=True)
    else:
        own = Path(tempfile.mkdtemp(prefix=TEMPORARY))
    shutil.chown(own, USER, USER)
    return own


def is_temporary(data: Path) -> bool:
    return data.name.startswith(TEMPORARY)


def remove(data: Path) -> None:
    shutil.rmtree(data, ignore_errors=True)


def create(initdb: str, data: Path, password: str, environment: Mapping[str, str]) -> None:
    """Make an empty database server in `data`, unless there is one; raises NotStarted with what initdb says."""
    if (data / "PG_VERSION").exists():
        return
    user = _system_user()
    with tempfile.NamedTemporaryFile("w", encoding="ascii") as secret:
        secret.write(password)
        secret.flush()
        if user:
            shutil.chown(secret.name, user)
        made = subprocess.run(
            [initdb, "--pgdata", str(data), "--username", USER, "--auth", "scram-sha-256", "--encoding", "UTF8",
             "--locale", "C", "--no-sync", "--pwfile", secret.name],
            env={**environment}, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            **({"user": user, "group": user, "extra_groups": []} if user else {}),  # type: ignore[call-overload]
        )  # fmt: skip
    if made.returncode != 0:
        raise NotStarted(f"PostgreSQL 的数据文件夹没有建成：{made.stderr.strip()}")


def program(postgres: str, data: Path, port: int, url: str, environment: Mapping[str, str]) -> Program:
    """`url`: as whom to ask whether it is there."""
    settings = (f"listen_addresses={LOOPBACK}", f"port={port}", "unix_socket_directories=", "max_connections=200")
    options = [part for setting in settings for part in ("-c", setting)]
    return Program(
        "postgresql",
        port,
        (postgres, "-D", str(data), *options),
        lambda: _answers(url),
        environment,
        Path("/"),
        # "fast": ends the sessions there are. SIGTERM would wait for them.
        stop=signal.SIGINT,
        user=_system_user(),
    )


def _answers(url: str) -> bool:
    engine = sqlalchemy.create_engine(url, connect_args={"connect_timeout": 2}, poolclass=sqlalchemy.pool.NullPool)
    try:
        with engine.connect():
            return True
    except SQLAlchemyError:
        return False


def _system_user() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(USER).pw_name
    except KeyError:
        raise NotStarted(f"PostgreSQL 不能以 root 运行，而系统里没有用户 {USER}") from None


def _can_be_reached(folder: Path) -> bool:
    """Say whether every user may pass through the folder and those above it."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in (folder, *folder.parents))

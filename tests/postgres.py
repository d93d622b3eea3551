"""A PostgreSQL of the test's own, on a free port of this machine, stopped by its process id; it leaves nothing."""

import itertools
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from launch.ports import free_port

USER = "xueshi"
# It refuses to run as root; Debian's package makes this user.
UNPRIVILEGED = "postgres"
# Only the machine's failure would need what is written to be on the disk, and no test makes the machine fail.
SETTINGS = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=100")


class PostgresServer:
    """Its log is `folder`/postgresql.log; its data stand elsewhere, where the user it runs as may go."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "postgresql.log"
        self.port = free_port()
        self.password = secrets.token_hex(8)
        self._home = Path(tempfile.mkdtemp(prefix="postgresql-"))
        self._data = self._home / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._names = (f"database_{number}" for number in itertools.count(1))

    @property
    def url(self) -> str:
        """Address of a database that all who use this server share."""
        return self._url("postgres")

    @property
    def pid(self) -> int:
        """The process that the others are children of."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Return when it answers."""
        if not self._data.exists():
            self._initialise()
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        command = [_program("postgres"), "-D", str(self._data), "-p", str(self.port), *settings]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self._data, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **_as_user()
            )
        until = time.monotonic() + 60
        while True:
            try:
                self.ask("SELECT 1")
                return
            except OperationalError:
                assert self._process.poll() is None, self.log.read_text(encoding="utf-8")
                assert time.monotonic() < until
                time.sleep(0.05)

    def stop(self) -> None:
        """Cut all connections and end; what is committed is there again after the next start."""
        if self._process is None:
            return
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGINT)
        self._process.wait(timeout=60)
        self._process = None

    def fresh(self) -> str:
        """Return the address of a new, empty database."""
        name = next(self._names)
        self.ask(f"CREATE DATABASE {name}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Drop a database of `fresh`, whoever is connected to it."""
        self.ask(f"DROP DATABASE {sqlalchemy.engine.make_url(url).database} WITH (FORCE)")

    def ask(self, statement: str, url: str | None = None) -> list[Any]:
        """Return the rows of one statement, in the shared database or in that of `url`."""
        engine = sqlalchemy.create_engine(url or self.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            result = connection.execute(sqlalchemy.text(statement))
            return list(result.all()) if result.returns_rows else []

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self._home)

    def _url(self, database: str) -> str:
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def _initialise(self) -> None:
        word = self._home / "password"
        word.write_text(self.password, encoding="utf-8")
        if os.geteuid() == 0:
            for path in (self._home, word):
                shutil.chown(path, UNPRIVILEGED, UNPRIVILEGED)
        command = f"--username={USER} --pwfile={word} --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync"
        done = subprocess.run(
            [_program("initdb"), "-D", str(self._data), *command.split()],
            cwd=self._home, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, **_as_user(),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()


@contextmanager
def running_postgres(folder: Path) -> Iterator[PostgresServer]:
    server = PostgresServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.remove()


def _program(name: str) -> str:
    """Return where it is: Debian keeps the server's programs out of the PATH, by version."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    result = shutil.which(name) or next((str(at / name) for at in reversed(versions) if (at / name).exists()), None)
    assert result, f"{name} is not installed (Debian: postgresql)"
    return result


def _as_user() -> dict[str, Any]:
    root = os.geteuid() == 0
    return {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []} if root else {}

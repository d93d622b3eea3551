"""A running assistant for tests: the same command as `make run`, on free loopback ports, stopped by process id.

It serves the frozen content (tests/frozen/), which the owner does not edit.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launch.ports import free_port
from tests.frozen.project import frozen_project

ROOT = Path(__file__).resolve().parent.parent
START_TIMEOUT = 240
LIMIT = "100000 per 1 minute"
"""All tests are one address, and say more in a minute than an office of people."""


@dataclass(frozen=True)
class Running:
    """Where it listens, and where it keeps and says things."""

    url: str
    pid: int
    folder: Path

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")


@contextmanager
def running_assistant(
    folder: Path, more: Mapping[str, str] | None = None, project: Path | None = None
) -> Iterator[Running]:
    """Start the assistant with its data under `folder` and `more` environment variables; raises with its log when it
    does not come up. `project`: another one than the frozen one.
    """
    port = free_port()
    own = {"DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}", "WEBCHAT_ADDRESS_LIMIT": LIMIT}
    # Its port is one for all; tests of the desk name another.
    own |= {"CONSOLE": "off"}
    environment = {**os.environ, **own, **(more or {})}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "launch", "run", "--port", str(port)],
            cwd=project or frozen_project(), env=environment,
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    running = Running(f"http://127.0.0.1:{port}", process.pid, folder)
    try:
        try:
            wait_until_it_answers(f"{running.url}/", process)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{running.log}") from error
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return when `url` answers; raises AssertionError when the process ends first, or nothing comes for minutes."""
    wait_for_answer(url, process.poll)


def wait_for_answer(url: str, exit_code: Callable[[], int | None]) -> None:
    """The same for any process that says whether it has ended."""
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        code = exit_code()
        if code is not None:
            raise AssertionError(f"ended with {code}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"no answer within {START_TIMEOUT} s")

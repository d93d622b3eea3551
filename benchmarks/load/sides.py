"""Starts one of two sides, this assistant or the stock project: a server and an action server with SQLite."""

import asyncio
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load.mix import PLAIN
from benchmarks.load.processes import program
from benchmarks.load.stock import project
from benchmarks.load.users import answered
from benchmarks.stock_python import stock_python
from launch.ports import free_port
from tests.running import ROOT, START_TIMEOUT, wait_until_it_answers

OURS, STOCK = "this assistant", "stock project"
READY = 10.0
"""Seconds after the first answer: then the encoder's weights have been read as well."""


@dataclass(frozen=True)
class Side:
    """A running one; `start` is seconds from starting the server's process to the first answer."""

    name: str
    url: str
    server: int
    actions: int
    start: float


@contextmanager
def ours(
    folder: Path, checkout: Path = ROOT, python: str = sys.executable, more: Mapping[str, str] | None = None
) -> Iterator[Side]:
    """Serve a checkout, this one or an earlier one, with data under `folder`; the model must be trained.

    `more`: what its environment has beside this process's.
    """
    port, action_port = free_port(), free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}",
        # All users have one address here.
        "WEBCHAT_ADDRESS_LIMIT": "10000000 per 1 minute",
        **(more or {}),
    }
    launch = [python, "-m", "launch"]
    server = [*launch, "server", "--port", str(port), "--action-port", str(action_port)]
    actions = [*launch, "actions", "--port", str(action_port)]
    with _side(OURS, checkout, server, actions, environment, (port, action_port)) as side:
        yield side


@contextmanager
def stock(folder: Path) -> Iterator[Side]:
    """Serve the trained stock project in `folder`."""
    port, action_port = free_port(), free_port()
    environment = {**os.environ, **project.ENVIRONMENT}
    (folder / "conversations.db").unlink(missing_ok=True)
    rasa = [stock_python(), "-m", "rasa", "run"]
    server = [*rasa, "--interface", "127.0.0.1", "--port", str(port), "--model", project.MODEL]
    actions = [*rasa, "actions", "--port", str(action_port)]
    with _side(STOCK, folder, server, actions, environment, (port, action_port)) as side:
        yield side


@contextmanager
def _side(
    name: str, folder: Path, server: Sequence[str], actions: Sequence[str], environment: Mapping[str, str],
    ports: tuple[int, int],
) -> Iterator[Side]:  # fmt: skip
    own = {**environment, "ACTION_ENDPOINT_URL": f"http://127.0.0.1:{ports[1]}/webhook"}
    url = f"http://127.0.0.1:{ports[0]}"
    with program(actions, folder, own) as acting:
        wait_until_it_answers(f"http://127.0.0.1:{ports[1]}/health", acting)
        began = time.monotonic()
        with program(server, folder, own) as serving:
            asyncio.run(answered(url, PLAIN[0], START_TIMEOUT))
            yield Side(name, url, serving.pid, acting.pid, time.monotonic() - began)

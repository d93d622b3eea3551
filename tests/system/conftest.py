"""Parts of the assistant that a test can kill one by one, and an assistant with a desk behind it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launch.ports import free_port
from tests.desk_receiver import SECRET, Receiver
from tests.frozen.project import frozen_project
from tests.running import Running, running_assistant, wait_until_it_answers

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start parts of `python -m launch`, with conversations and logs in `tmp_path`; all are stopped by their ids."""
    started: list[subprocess.Popen[bytes]] = []
    action_port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'conversations.db'}",
        "ACTION_ENDPOINT_URL": f"http://127.0.0.1:{action_port}/webhook",
    }

    def run(part: str, port: int | None = None) -> "subprocess.Popen[bytes]":
        ports = ["--port", str(port or action_port)]
        more = ["--action-port", str(action_port)] if part == "server" else []
        with (tmp_path / f"{part}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "launch", part, *ports, *more],
                cwd=frozen_project(), env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        started.append(process)
        wait_until_it_answers(f"http://127.0.0.1:{port or action_port}/{'' if port else 'health'}", process)
        return process

    yield run
    for process in started:
        process.send_signal(signal.SIGTERM)
    for process in started:
        process.wait(timeout=60)


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    it = Receiver()
    yield it
    it.stop()


@pytest.fixture(scope="module")
def with_desk(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[Running]:
    """Serve the assistant with `receiver` as the desk's own system."""
    more = {"HANDOFF_WEBHOOK_URL": receiver.url, "HANDOFF_WEBHOOK_SECRET": SECRET.decode()}
    with running_assistant(tmp_path_factory.mktemp("with_desk"), more) as running:
        yield running

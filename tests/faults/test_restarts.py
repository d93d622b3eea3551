"""Everything but what was started by hand is killed once while users talk, and comes back by itself."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from launch.announce import answers
from launch.cluster.cluster import Cluster
from launch.cluster.process import Process, children
from launch.ports import free_port
from launch.serving import CONSOLE_READY, READY
from tests.cluster import Part, Site
from tests.faults.looking import compare, look
from tests.faults.watchers import QUESTIONS, User, present, talking
from tests.frozen.project import frozen_model, frozen_project
from tests.running import LIMIT, running_assistant, wait_until_it_answers

pytestmark = pytest.mark.asyncio

SECONDS_TO_COME_BACK = 60.0


@contextmanager
def kept_cluster(folder: Path) -> Iterator[Site]:
    """Run `make cluster` with the frozen content, its files in `folder`."""
    frozen_model()
    port = free_port()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "launch", "cluster", "--folder", str(folder), "--port", str(port)],
            cwd=frozen_project(), env={**os.environ, "WEBCHAT_ADDRESS_LIMIT": LIMIT},
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/", process)
        yield Site(Cluster(folder))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


async def back(there: Callable[[], bool]) -> None:
    """Return when it is there again, and a breath later."""

    async def wait() -> None:
        while not await asyncio.to_thread(there):
            await asyncio.sleep(0.2)

    await asyncio.wait_for(wait(), SECONDS_TO_COME_BACK)
    await asyncio.sleep(1.5)


async def test_each_part_of_a_cluster_is_killed(tmp_path: Path) -> None:
    with kept_cluster(tmp_path) as site:
        users = [User(f"kept{number}", site.url, number) for number in range(4)]
        parts = [site.actions, site.nginx, *site.instances, site.redis, site.postgresql]

        def answered(part: Part) -> Callable[[], bool]:
            return lambda: part.is_running and site.cluster.program(part.name).answers()

        async with present(users):
            async with talking(users):
                await asyncio.sleep(2)
                for part in parts:
                    # Its own process alone: what that has started itself is for the supervisor to find.
                    os.kill(part.pid, signal.SIGKILL)
                    await back(answered(part))
            assert await look(site, users, "each part of a cluster killed, started anew by itself") == {}
        log = (tmp_path / "log").read_text(encoding="utf-8")
        assert [name for name in (part.name for part in parts) if f"{name} 意外结束" not in log] == []


async def test_each_process_of_make_run_is_killed(tmp_path: Path) -> None:
    desk = free_port()
    with running_assistant(tmp_path, {"CONSOLE": "on", "CONSOLE_PORT": str(desk)}) as assistant:
        users = [User(f"run{number}", assistant.url, number % len(QUESTIONS)) for number in range(20)]
        port = int(assistant.url.rpartition(":")[2])

        def all_answer() -> bool:
            return answers(port, READY) and answers(desk, CONSOLE_READY)

        def replaced(before: Process) -> Callable[[], bool]:
            return lambda: before not in (now := children(assistant.pid)) and len(now) == 3 and all_answer()

        await back(all_answer)
        async with present(users):
            async with talking(users):
                await asyncio.sleep(2)
                for process in children(assistant.pid):
                    process.send(signal.SIGKILL)
                    await back(replaced(process))
            database = f"sqlite:///{tmp_path / 'conversations.db'}"
            name = "each process of make run killed, the desk as well, 20 users"
            assert await compare(database, [assistant.url], users, name) == {}
        assert assistant.log.count("意外结束（信号 9），0.5 秒后重新启动") == 3

"""The disk is full on a single machine with SQLite.

From outside a process its largest file can be set (RLIMIT_FSIZE): each write beyond fails as on a full disk, also for
root and without a file system of its own. SQLite's own limit, max_page_count, is one connection's alone: tests/records.
"""

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from actions.tickets.store import TicketStore
from tests.faults.hanging import children
from tests.faults.looking import compare, sorry, written
from tests.faults.watchers import User, present, talking
from tests.running import running_assistant
from tests.socket_client import client

pytestmark = pytest.mark.asyncio

# Less than a page: nothing can be added to the database or its log, wherever in them.
SMALL = 1024


@contextmanager
def full_disk(pid: int) -> Iterator[None]:
    """Let no process below this one write a file."""
    pids = [*descendants(pid)]
    _limit(pids, SMALL)
    try:
        yield
    finally:
        _limit(pids, resource.RLIM_INFINITY)


def descendants(pid: int) -> Iterator[int]:
    for child in children(pid):
        yield child
        yield from descendants(child)


def _limit(pids: list[int], size: int) -> None:
    for pid in pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


async def test_answers_go_on_and_everything_is_written_when_there_is_room(tmp_path: Path) -> None:
    users = [User(f"disk{number}", "", number) for number in range(4)]
    caller = User("caller", "")
    with running_assistant(tmp_path) as running:
        for user in (*users, caller):
            user.url = running.url
        database = f"sqlite:///{tmp_path / 'conversations.db'}"
        async with present([*users, caller]):
            async with talking(users):
                await asyncio.sleep(2)
                judged = await an_answer(caller)
                with full_disk(running.pid):
                    await caller.ask("转人工", 30)
                    assert "没能为您转接" in last(caller, 1)
                    assert await judge(running.url, caller, judged) == {"ok": False}
                    await asyncio.sleep(6)
                    assert caller.sender not in tickets(database)
                late = await written(database, [*users, caller])
                await asyncio.sleep(3)
            assert await compare(database, [running.url], [*users, caller], "disk full for 6 s (SQLite)", late) == {}
            assert await judge(running.url, caller, judged) == {"ok": True}
        for _ in range(100):
            if caller.sender in tickets(database):
                break
            await asyncio.sleep(0.1)
        assert tickets(database) == [caller.sender]
    assert not any(sorry(user) for user in (*users, caller))


def tickets(database: str) -> list[str]:
    return [ticket["conversation"] for ticket in TicketStore(database).all()]


def last(user: User, number: int) -> str:
    return str([*user.shown.values()][-number]["text"])


async def an_answer(user: User) -> str:
    await user.ask("证书怎么打印", 30)
    return [*user.shown][-1]


async def judge(url: str, user: User, message: str) -> object:
    async with client(url) as window:
        await window.session(user.session)
        return await window.socket.call("feedback", {"id": message, "helpful": True}, timeout=15)

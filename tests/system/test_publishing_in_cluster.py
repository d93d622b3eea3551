"""The owner publishes in a running cluster while users talk, and goes back: every answer is whole, none is missing."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from launch.cluster.state import read
from launch.ports import free_port
from tests.cluster import served_cluster
from tests.faults.views import said_in, stored
from tests.page_user import PAUSE, PageUser
from tests.running import LIMIT
from tests.system.publishing import QUESTION, Owner, changes, edition, library_owner

pytestmark = pytest.mark.asyncio

USERS = 6


async def ask_on_and_on(user: PageUser, editions: list[int], done: asyncio.Event) -> None:
    while not done.is_set():
        [answer] = await user.ask_surely(QUESTION)
        editions.append(edition(answer))
        await asyncio.sleep(PAUSE)


async def have_all(got: list[list[int]], number: int) -> None:
    """Return when each user has had the edition with this number last."""
    while not all(mine and mine[-1] == number for mine in got):
        await asyncio.sleep(0.1)


async def launch(owner: Owner, folder: Path, *command: str) -> str:
    code, output = await owner.launch(*command, "--folder", str(folder))
    assert code == 0, output
    return output


async def test_a_publication_and_the_way_back_lose_nothing(tmp_path: Path) -> None:
    folder, port = tmp_path / "cluster", free_port()
    more = {"WEBCHAT_ADDRESS_LIMIT": LIMIT}
    owner = await asyncio.to_thread(library_owner, tmp_path, more)
    async with AsyncExitStack() as leaving:
        cluster = served_cluster(folder, port, owner.project, owner.environment)
        await asyncio.to_thread(leaving.enter_context, cluster)
        before = read(folder)
        users = [PageUser(f"http://127.0.0.1:{port}") for _ in range(USERS)]
        got: list[list[int]] = [[] for _ in users]
        done = asyncio.Event()
        for user in users:
            leaving.push_async_callback(user.leave)
        talks = [asyncio.ensure_future(ask_on_and_on(*each, done)) for each in zip(users, got, strict=True)]
        await asyncio.wait_for(have_all(got, 0), 30)
        for number in (1, 2):
            owner.edit(number)
            output = await launch(owner, folder, "publish", "--yes", "--by", "王五")
            assert "改了答案 1 个" in output
            await asyncio.wait_for(have_all(got, number), 30)
        await launch(owner, folder, "rollback")
        await asyncio.wait_for(have_all(got, 1), 30)
        done.set()
        await asyncio.gather(*talks)
        for user, mine in zip(users, got, strict=True):
            assert changes(mine) == [0, 1, 2, 1], mine
            assert said_in(stored(read(folder).variables["DATABASE_URL"], user.sender)) == user.ids
        assert not set(before.serving) & set(read(folder).serving)
        table = await launch(owner, folder, "history")
        assert "王五" in table
        assert "退回第" in table

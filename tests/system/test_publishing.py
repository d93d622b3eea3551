"""The owner publishes while users talk: nobody waits, and every answer is of one version, words and title."""

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from launch.publish.running import running as followers
from owner.live import LOOK_AGAIN
from tests.rest_talking import rest_talk
from tests.running import Running, running_assistant
from tests.system.publishing import ID, QUESTION, TITLE, Owner, changes, edition, library_owner
from tests.talking import talking_to

pytestmark = pytest.mark.asyncio

USERS = 8
MOST_OF_A_CONVERSATION, PAUSE = 10, 0.7
"""Messages, and seconds between them on the page: more in a minute are refused. A program asks twice as often."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Owner]]:
    folder = tmp_path_factory.mktemp("published")
    more = {"DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}"}
    owner = library_owner(folder, more)
    with running_assistant(folder, {"CONTENT": str(owner.content), **more}, owner.project) as running:
        yield running, owner


async def answered(url: str) -> int:
    async with rest_talk(url) as talk:
        [message] = await talk.say(QUESTION)
        return edition(message)


@asynccontextmanager
async def users(url: str) -> AsyncIterator[list[list[int]]]:
    """Let users ask on and on, each waiting for the answer; yields which editions each of them got."""
    done = asyncio.Event()
    got: list[list[int]] = [[] for _ in range(USERS)]

    async def ask(talk: Any, mine: list[int], pause: float) -> None:
        [message] = await talk.say(QUESTION)
        mine.append(edition(message))
        await asyncio.sleep(pause)

    async def on_the_page(mine: list[int]) -> None:
        async with talking_to(url) as talk:
            while not done.is_set():
                await ask(talk, mine, PAUSE)

    async def by_a_program(mine: list[int]) -> None:
        while not done.is_set():
            async with rest_talk(url) as talk:
                for _ in range(MOST_OF_A_CONVERSATION):
                    await ask(talk, mine, PAUSE / 2)

    ways = (on_the_page, by_a_program) * (USERS // 2)
    asking = [asyncio.ensure_future(way(mine)) for way, mine in zip(ways, got, strict=True)]
    try:
        yield got
    finally:
        done.set()
        await asyncio.gather(*asking)


async def test_users_get_one_edition_after_the_other_and_every_answer_is_whole(served: tuple[Running, Owner]) -> None:
    running, owner = served
    async with talking_to(running.url) as talk:
        menu, *_ = await talk.say("/menu")
        [old] = await talk.press(menu["quick_replies"][0]["title"], menu)
        async with users(running.url) as got:
            owner.edit(1)
            output = await owner.publish()
            owner.edit(2)
            owner.add("\n40. 图书馆有咖啡厅吗\n回复：一楼大厅东侧有咖啡厅，开馆时营业。\n")
            output += await owner.publish()
            code, back = await owner.launch("rollback")
            assert code == 0, back
            assert "问候语、热线" in back
            await asyncio.sleep(1)
        assert "改了答案 1 个" in output
        assert "新增 1 个" in output
        for mine in got:
            assert changes(mine) == [0, 1, 2, 1], mine
        # A button of the first edition, under its title of then.
        [pressed] = await talk.press(f"{TITLE}0", old)
        assert edition(pressed) == 1
        [gone] = await talk.say("图书馆有咖啡厅吗")
        assert "咖啡厅，开馆时营业" not in gone["text"]


async def test_the_draft_stays_out_until_it_is_published(served: tuple[Running, Owner]) -> None:
    running, owner = served
    before = await answered(running.url)
    owner.edit(3)
    await owner.convert()
    [follower] = followers(owner.store)
    os.kill(follower.pid, signal.SIGKILL)
    # The server that takes its place serves what was served, and not what is being edited.
    await back(owner, follower.pid)
    assert await answered(running.url) == before


async def back(owner: Owner, old: int) -> None:
    for _ in range(300):
        if [follower for follower in followers(owner.store) if follower.pid != old]:
            # It has its model, and opens its port in a moment.
            await asyncio.sleep(2)
            return
        await asyncio.sleep(0.1)
    raise AssertionError("no server came back")


async def test_what_stops_changes_nothing(served: tuple[Running, Owner]) -> None:
    running, owner = served
    before, faq = await answered(running.url), owner.content / "source/faq.txt"
    good = faq.read_text(encoding="utf-8")
    faq.write_text(good.replace("# 借阅与续借", "借阅与续借"), encoding="utf-8")
    code, output = await owner.launch("publish", "--yes")
    faq.write_text(good, encoding="utf-8")
    assert code == 1
    assert "转换没有通过" in output
    with owner.store.publishing("李四，10:02 开始"):
        code, output = await owner.launch("publish", "--yes")
        assert (code, "另一次发布正在进行（李四，10:02 开始）" in output) == (1, True), output
    # Nobody is there to say yes.
    code, output = await owner.launch("publish")
    assert (code, "没有确认" in output) == (1, True), output
    assert await answered(running.url) == before


async def test_a_model_that_cannot_be_loaded_leaves_the_one_there_is(served: tuple[Running, Owner]) -> None:
    running, owner = served
    before, now = await answered(running.url), owner.store.served()
    bad = owner.store.folder / "99"
    shutil.copytree(owner.store.folder / str(now.version), bad)
    broken = next(bad.glob("*.tar.gz"))
    broken.unlink()
    broken.write_bytes(b"no model")
    serial = owner.store.serve(99, now.version, pinned=False).serial
    for _ in range(100):
        [follower] = followers(owner.store)
        if follower.seen == serial:
            break
        await asyncio.sleep(0.1)
    assert "模型载入失败" in follower.failed
    assert await answered(running.url) == before
    owner.store.serve(now.version, now.previous, pinned=now.pinned)
    shutil.rmtree(bad)


async def test_a_publisher_that_is_killed_leaves_one_version_whole(served: tuple[Running, Owner]) -> None:
    running, owner = served
    serial, before = owner.store.served().serial, await answered(running.url)
    owner.edit(4)
    publisher = await owner.start("launch", "publish", "--yes")
    while owner.store.served().serial == serial and publisher.returncode is None:
        await asyncio.sleep(0.01)
    publisher.kill()
    await publisher.wait()
    for _ in range(100):
        if await answered(running.url) == 4:
            break
        await asyncio.sleep(0.1)
    assert await answered(running.url) == 4
    code, output = await owner.launch("rollback")
    assert code == 0, output
    assert await answered(running.url) == before
    code, table = await owner.launch("history")
    assert code == 0
    assert [line.split()[0] for line in table.splitlines()].count("*") == 1
    assert "王五" in table
    assert "中断" in table
    assert "退回第" in table


WORD = "阿嚏豆"
"""Nothing but a synonym lets the assistant understand it."""


async def test_a_synonym_is_published_without_a_restart_and_taken_back(served: tuple[Running, Owner]) -> None:
    running, owner = served
    [before] = followers(owner.store)
    owner.mean(WORD, QUESTION)
    await owner.convert()
    # Longer than the files are looked at again.
    await asyncio.sleep(2 * LOOK_AGAIN)
    assert await answer_to(running.url, WORD) == ""
    await owner.publish()
    assert await answer_to(running.url, WORD) == ID
    code, output = await owner.launch("rollback")
    assert code == 0, output
    assert await answer_to(running.url, WORD) == ""
    assert [follower.pid for follower in followers(owner.store)] == [before.pid]


async def answer_to(url: str, text: str) -> str:
    """Return the id of the answer to the text, empty if it gets none."""
    async with rest_talk(url) as talk:
        message, *_ = await talk.say(text)
        return str(message["metadata"].get("faq_id", ""))

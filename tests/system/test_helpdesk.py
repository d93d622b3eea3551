"""The built-in helpdesk on a running assistant: what the user is told, compared with what is so."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import update

from channels.webchat.session_id import sender_id
from persistence.helpdesk.handovers import Claimed
from persistence.tables import events
from tests.desk_console import DeskConsole
from tests.frozen.project import frozen_project
from tests.persistence.helpdesk.desk import TestDesk
from tests.running import Running, running_assistant
from tests.socket_client import Client, client

pytestmark = pytest.mark.asyncio

KEY = "9c1f7ab24e60d83b5a7e12f4c86d09b3"
AGENT = "小王"
NOBODY = "现在没有人工客服能接入"
TURN = 30.0


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve an assistant whose profile a test may change."""
    folder = tmp_path_factory.mktemp("helpdesk")
    project = folder / "project"
    shutil.copytree(frozen_project(), project, symlinks=True)
    with running_assistant(folder, {"SESSION_SECRET": KEY}, project) as running:
        yield running


@pytest.fixture
def console(serving: Running) -> Iterator[DeskConsole]:
    """Give the desk with one agent, who is not there, and nobody who waits."""
    desk = TestDesk(f"sqlite:///{serving.folder / 'conversations.db'}")
    it = DeskConsole(desk, serving.url, KEY)
    with desk.database.begin() as connection:
        for table in ("tickets", "agents", "desk_outbox"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    desk.agent(AGENT, seen=0.0)
    yield it
    it.goes(AGENT, 1e6)


@dataclass
class Visitor:
    """A user on the page."""

    user: Client
    session: str

    @property
    def conversation(self) -> str:
        return sender_id(self.session)

    async def say(self, text: str, **more: Any) -> list[dict[str, Any]]:
        """Say something; returns what is answered, which may be nothing."""
        before, turns = len(self._heard("bot_uttered")), len(self._heard("bot_typing"))
        await self.user.say(text, **more)
        await self.user.wait("bot_typing", turns + 2, TURN)
        return self._heard("bot_uttered")[before:]

    async def press(self, title: str, message: dict[str, Any]) -> list[dict[str, Any]]:
        """Press the button called `title` under `message`."""
        payload = next(one["payload"] for one in message["quick_replies"] if one["title"] == title)
        return await self.say(payload, reply_to=message["id"], metadata={"title": title})

    async def told(self, text: str, seconds: float = 20.0) -> dict[str, Any]:
        """Wait until something with these words has been said; returns it."""
        count = 1
        while True:
            message: dict[str, Any] = (await self.user.wait("bot_uttered", count, seconds))[count - 1]
            if text in message["text"]:
                return message
            count += 1

    def _heard(self, event: str) -> list[Any]:
        return self.user.heard.get(event, [])


@asynccontextmanager
async def visiting(serving: Running, session: str | None = None) -> AsyncIterator[Visitor]:
    async with client(serving.url) as user:
        yield Visitor(user, await user.session(session))


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages]


async def served(visitor: Visitor, console: DeskConsole) -> str:
    """Ask for a person while the agent is there, who takes it; returns the ticket."""
    console.is_there(AGENT)
    await visitor.say("转人工")
    ticket = console.open_ticket(visitor.conversation)
    console.desk.handovers.claim(ticket, AGENT)
    assert await console.deliver() == [200]
    assert (await visitor.told("已接入"))["text"] == "客服小王已接入，请直接说您的问题。"
    return ticket


async def closed(visitor: Visitor, console: DeskConsole, ended: Any) -> str:
    """Ask for a person, who takes it and ends it so; returns the ticket."""
    ticket = await served(visitor, console)
    console.desk.handovers.close(ticket, AGENT, ended)
    assert await console.deliver() == [200]
    over = await visitor.told("人工接待已结束")
    assert over["metadata"]["from"] == "notice"
    return ticket


async def test_nobody_is_there(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as visitor:
        assert texts(await visitor.say("有人吗"))[0].startswith("现在没有人工客服能接入，具体服务时间没有公布。")
        [registered] = await visitor.say("转人工")
        assert registered["text"].startswith(f"{NOBODY}，您的请求已登记，编号 1。客服看到后会在这里回复您")
        [answer] = await visitor.say("证书怎么打印")
        assert answer["metadata"]["outcome"] == "answer", "the assistant goes on"
        for question in ("还要等多久", "有人吗", "人工几点上班"):
            assert "编号 1" in "".join(texts(await visitor.say(question)))
        console.is_there(AGENT, most=1)
        assert "现在有客服在线" in texts(await visitor.say("还要等多久"))[0]
        console.desk.handovers.claim(another := console.desk.asks("another"), AGENT)
        assert "客服现在都在忙" in texts(await visitor.say("客服在吗"))[0]
        console.desk.handovers.close(another, AGENT, "solved")
        assert len(console.desk.store.all()) == 2, "questions hand nothing over"
        [withdrawn] = await visitor.press("撤回请求", registered)
        assert withdrawn["text"].startswith("好的，编号 1 的请求已撤回。")
        assert withdrawn["metadata"]["ends_request"] is True
        [mine] = [one for one in console.desk.store.all() if one["conversation"] == visitor.conversation]
        assert mine["ended"] == "abandoned"
        assert "现在有人工客服在线" in texts(await visitor.say("客服几点上班"))[0]


async def test_a_request_that_an_agent_has_ended_can_be_withdrawn_no_more(
    serving: Running, console: DeskConsole
) -> None:
    async with visiting(serving) as visitor:
        *_, number = await visitor.say("转人工")
        [first] = console.desk.store.all()
        console.is_there(AGENT)
        console.desk.handovers.close(first["id"], AGENT, "solved")
        [reply] = await visitor.press("撤回请求", number)
        assert reply["text"].startswith("编号 1 的请求已经结束，不用再撤回。")
        assert console.desk.store.all()[0]["ended"] == "solved"


async def test_all_are_busy_and_the_queue_moves(serving: Running, console: DeskConsole) -> None:
    console.is_there(AGENT)
    before = console.desk.asks("another")
    async with visiting(serving) as visitor:
        promise, wait = await visitor.say("转人工")
        assert promise["text"] == "这边帮您转接人工坐席，请稍等......", "somebody has room"
        assert "前面还有 1 位" in wait["text"]
        assert [reply["title"] for reply in wait["quick_replies"]] == ["继续由助手回答"]
        assert texts(await visitor.say("我的密码忘了")) == ["您的消息已转给人工客服，请稍候。"]
        assert await visitor.say("单位是济南一中") == [], "said once"
        for question in ("有人吗", "前面还有几位", "我排第几个", "排到我了吗", "大概还要等多久"):
            assert texts(await visitor.say(question)) == ["您正在排队，前面还有 1 位，请稍候。"]
        console.desk.handovers.claim(before, AGENT)
        await console.post({"conversation": visitor.conversation, "event": "queue", "waiting": 0})
        assert await visitor.user.wait("queue") == [{"waiting": 0}]
        assert texts(await visitor.say("还要多久")) == ["您排在第一位，正在为您接入，请稍候。"]
    async with visiting(serving, visitor.session) as back:
        history = texts(await back.user.history())
        assert history[-1] == "您排在第一位，正在为您接入，请稍候。"
        assert await back.user.wait("queue") == [{"waiting": 0}], "a page that is opened anew knows where it stands"


async def test_all_have_as_many_as_they_can(serving: Running, console: DeskConsole) -> None:
    desk = console.desk
    desk.agent("小李", most=1)
    console.is_there("小李")
    first = desk.asks("another")
    desk.handovers.claim(first, "小李")
    async with visiting(serving) as visitor:
        for question in ("有人吗", "客服在吗", "人工在线吗", "现在有人工吗"):
            assert texts(await visitor.say(question))[0].startswith("人工客服现在都在忙")
        [wait] = texts(await visitor.say("转人工"))
        assert wait.startswith("人工客服现在都在忙，您排在第一位")
        assert texts(await visitor.say("还要多久"))[0].startswith("您排在第一位，客服现在都在忙")
        desk.handovers.close(first, "小李", "solved")
        assert texts(await visitor.say("还要多久")) == ["您排在第一位，正在为您接入，请稍候。"]


async def test_an_agent_answers_on_both_devices_each_message_once(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as visitor, visiting(serving, visitor.session) as other:
        ticket = await served(visitor, console)
        assert await visitor.say("我的密码忘了") == [], "the assistant is silent"
        assert texts(await visitor.say("有人吗")) == ["客服小王正在接待您，能看到您的消息，请稍候。"]
        console.writes(ticket, AGENT, "您好，请讲")
        assert await console.deliver(again=3) == [200] * 3
        for place in (visitor, other):
            said = await place.told("您好，请讲")
            assert (said["metadata"]["from"], said["metadata"]["agent"]) == ("person", "客服小王")
            assert texts(place.user.heard["bot_uttered"]).count("您好，请讲") == 1
        history = texts(await other.user.history())
        assert history.count("您好，请讲") == 1
        assert history[-3:] == ["有人吗", "客服小王正在接待您，能看到您的消息，请稍候。", "您好，请讲"]


@pytest.mark.parametrize(
    ("button", "told", "kept"), [("已解决", "感谢", "solved"), ("还没有", "再次转人工", "unsolved")]
)
async def test_the_end_asks_whether_it_was_solved(
    serving: Running, console: DeskConsole, button: str, told: str, kept: str
) -> None:
    async with visiting(serving) as visitor:
        ticket = await closed(visitor, console, "solved")
        question = await visitor.told("解决了吗")
        [thanks] = await visitor.press(button, question)
        assert told in thanks["text"]
        assert console.desk.row(ticket).ended == kept
        [answer] = await visitor.say("证书怎么打印")
        assert answer["metadata"]["outcome"] == "answer"


async def test_words_rate_as_well(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as visitor:
        ticket = await closed(visitor, console, "solved")
        await visitor.told("解决了吗")
        assert "再次转人工" in texts(await visitor.say("还没有"))[0]
        assert console.desk.row(ticket).ended == "unsolved"


async def test_the_assistant_gets_it_back(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as visitor:
        await closed(visitor, console, "assistant")
        [answer] = await visitor.say("证书怎么打印")
        assert answer["metadata"]["outcome"] == "answer"
        assert "解决了吗" not in str(texts(await visitor.user.history()))


async def test_an_agent_vanishes_and_another_is_there(serving: Running, console: DeskConsole) -> None:
    console.desk.agent("小李")
    console.is_there("小李")
    async with visiting(serving) as visitor:
        ticket = await served(visitor, console)
        console.goes(AGENT, 61)
        assert console.desk.handovers.lost(time.time()) == [ticket]
        await console.deliver()
        await visitor.told("客服暂时离开，已为您重新排队，您排在第一位。")
        console.desk.handovers.claim(ticket, "小李")
        await console.deliver()
        await visitor.told("客服小李已接入")


async def test_an_agent_chooses_to_be_offline(serving: Running, console: DeskConsole) -> None:
    desk = console.desk
    desk.agent("小李")
    console.is_there("小李")
    async with visiting(serving) as visitor:
        ticket = await served(visitor, console)
        console.is_there(AGENT, state="offline")
        assert desk.handovers.lost(time.time()) == [ticket]
        await console.deliver()
        await visitor.told("客服暂时离开，已为您重新排队，您排在第一位。")
        assert texts(await visitor.say("有人吗")) == ["您排在第一位，正在为您接入，请稍候。"]
        console.is_there("小李", state="offline")
        left = await visitor.told("人工客服暂时没能接入")
        assert [reply["title"] for reply in left["quick_replies"]] == ["撤回请求"]
        assert desk.row(ticket).state == "left"


async def test_an_agent_gives_it_back_and_it_has_the_place_it_had(serving: Running, console: DeskConsole) -> None:
    desk = console.desk
    desk.agent("小李")
    console.is_there("小李")
    async with visiting(serving) as visitor, visiting(serving) as later:
        ticket = await served(visitor, console)
        assert "正在为您接入" in texts(await later.say("转人工"))[-1]
        assert desk.handovers.give_back(ticket, AGENT)
        assert await console.deliver() == [200]
        queued = await visitor.told("已为您重新排队")
        assert queued["text"] == "已为您重新排队，您排在第一位，请稍候。", "nobody has left"
        assert texts(await later.say("还要多久")) == ["您正在排队，前面还有 1 位，请稍候。"]
        assert desk.handovers.next_for("小李") == Claimed(ticket)
        assert await console.deliver() == [200]
        await visitor.told("客服小李已接入")
        assert texts(await later.say("还要多久")) == ["您排在第一位，正在为您接入，请稍候。"]


async def test_the_last_agent_leaves_comes_back_and_leaves_again(serving: Running, console: DeskConsole) -> None:
    """No place is told of a queue to which nobody comes, the second time as little as the first."""
    console.desk.asks("another")
    async with visiting(serving) as visitor:
        for _ in range(2):
            console.is_there(AGENT)
            assert "前面还有 1 位" in texts(await visitor.say("转人工"))[-1]
            console.is_there(AGENT, state="offline")
            for question in ("前面还有几位", "还要等多久"):
                reply = "".join(texts(await visitor.say(question)))
                assert ("编号 2" in reply, "前面还有" in reply) == (True, False)
            assert console.desk.row(console.open_ticket(visitor.conversation)).state == "left"


async def test_what_is_said_of_the_assistant_goes_to_the_agent(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as visitor:
        ticket = await served(visitor, console)
        for text in ("助手回答得不对", "不用助手了", "刚才机器人说错了", "不想用助手", "别转回机器人"):
            told = texts(await visitor.say(text))
            assert told in ([], ["客服小王正在接待您，能看到您的消息，请稍候。"])
            assert console.desk.row(ticket).state == "active"
        [back] = await visitor.say("还是让助手回答吧")
        assert back["text"].startswith("好的，现在由我继续为您解答")
        assert console.desk.row(ticket).ended == "user"


async def test_only_who_is_busy_is_there(serving: Running, console: DeskConsole) -> None:
    """Who has a person keeps them; nobody new is promised one."""
    async with visiting(serving) as visitor, visiting(serving) as new:
        await served(visitor, console)
        console.is_there(AGENT, state="busy")
        assert texts(await new.say("有人吗"))[0].startswith("现在没有人工客服能接入")
        [registered] = texts(await new.say("转人工"))
        assert registered.startswith(f"{NOBODY}，您的请求已登记")
        assert texts(await visitor.say("有人吗")) == ["客服小王正在接待您，能看到您的消息，请稍候。"]


async def test_who_waits_beside_a_busy_agent_is_promised_nobody_at_once(serving: Running, console: DeskConsole) -> None:
    """忙碌 serves nobody, takes nobody new, and comes to those who wait."""
    console.is_there(AGENT)
    async with visiting(serving) as visitor:
        [_, wait] = await visitor.say("转人工")
        console.is_there(AGENT, state="busy")
        for question in ("转人工", "有人吗", "还要多久", "我排第几个"):
            assert texts(await visitor.say(question)) == ["您排在第一位，客服现在都在忙，空出来就会接入，请稍候。"]
        assert texts(await visitor.say("我的请求编号是多少"))[0] == "您的请求编号为 1。"
        # A button of before goes past the queue.
        assert texts(await visitor.press("继续由助手回答", wait))[0].startswith("好的，现在由我继续")
        [registered] = texts(await visitor.say("转人工"))
        assert registered.startswith(f"{NOBODY}，您的请求已登记，编号 2"), "anew: nobody new is taken"
        console.is_there(AGENT)
        assert "现在有客服在线" in texts(await visitor.say("还要多久"))[0]


async def test_a_registered_request_is_asked_about_and_given_up_in_words(
    serving: Running, console: DeskConsole
) -> None:
    async with visiting(serving) as visitor:
        await visitor.say("转人工")
        [told] = texts(await visitor.say("我的请求编号是多少"))
        assert told.startswith("编号 1 是您这次人工请求的登记号")
        [told] = texts(await visitor.say("到时候是打电话给我吗"))
        assert told.startswith("不会打电话联系您")
        for question in ("我的请求处理了吗", "登记的问题有人看了吗"):
            [told] = texts(await visitor.say(question))
            assert told.startswith("您的请求已登记，编号 1，客服看到后会在这里回复您")
        for vague in ("取消", "不用了", "算了"):
            [kept] = await visitor.say(vague)
            assert kept["text"].startswith("您登记的请求（编号 1）还在，没有撤回。")
            assert [reply["title"] for reply in kept["quick_replies"]] == ["撤回请求"]
        assert texts(await visitor.say("先别撤回请求"))[0].startswith("您登记的请求（编号 1）还在")
        assert console.desk.row(console.open_ticket(visitor.conversation)).state == "left"
        assert texts(await visitor.say("撤回"))[0].startswith("好的，编号 1 的请求已撤回。")
        await visitor.say("转人工")
        await visitor.say("证书怎么打印")
        [offer] = await visitor.say("撤回")
        assert [reply["title"] for reply in offer["quick_replies"]][-2:] == ["撤回请求", "以上都不是"]
        assert texts(await visitor.say("取消登记"))[0].startswith("好的，编号 2 的请求已撤回。")
        assert texts(await visitor.say("我的请求处理了吗"))[0].startswith("您最近一次的请求（编号 2）已经结束")
        assert texts(await visitor.say("取消")) == ["好的，那就先这样。之后有问题可以随时问我。"]
        await visitor.say("转人工")
        assert texts(await visitor.say("算了，不用人工了"))[0].startswith("好的，编号 3 的请求已撤回。")


async def test_cancelling_leaves_a_clarification_and_keeps_the_request(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as visitor:
        await visitor.say("转人工")
        [asks] = await visitor.say("怎么注册")
        assert asks["metadata"]["asks"] == "role"
        assert texts(await visitor.say("取消")) == ["好的，已取消。您有其他问题可以随时问我。"]
        assert texts(await visitor.say("取消"))[0].startswith("您登记的请求（编号 1）还在")


async def test_whose_registered_request_is_closed_is_told_at_once_and_on_return(
    serving: Running, console: DeskConsole
) -> None:
    async with visiting(serving) as visitor:
        await visitor.say("转人工")
        ticket = console.open_ticket(visitor.conversation)
        console.is_there(AGENT)
        console.desk.handovers.close(ticket, AGENT, "solved")
        assert await console.deliver() == [200]
        notice = await visitor.told("客服已结束您登记的请求（编号 1）")
        assert (notice["metadata"]["from"], notice["metadata"]["ends_request"]) == ("notice", True)
        [answer] = await visitor.say("证书怎么打印")
        assert answer["metadata"]["outcome"] == "answer"
        await visitor.say("转人工")
        later = console.open_ticket(visitor.conversation)
    console.is_there(AGENT, state="offline")
    console.desk.store.leave(visitor.conversation)
    console.desk.handovers.close(later, AGENT, "unsolved")
    assert await console.deliver() == [200]
    async with visiting(serving, visitor.session) as back:
        assert texts(await back.user.history())[-1].startswith("客服已结束您登记的请求（编号 2）")


async def test_who_clears_the_conversation_is_gone(serving: Running, console: DeskConsole) -> None:
    """The agent can write no more, nobody waits for them in the queue, and the next request is another one."""
    console.is_there(AGENT)
    async with visiting(serving) as visitor, visiting(serving) as waits:
        ticket = await served(visitor, console)
        assert "正在为您接入" in texts(await waits.say("转人工"))[-1]
        for one in (visitor, waits):
            assert await one.user.socket.call("end", timeout=20) == {"ok": True}
            assert await one.user.history() == []
        console.writes(ticket, AGENT, "您好，请讲")
        assert await console.deliver() == [409]
        assert await visitor.user.history() == []
        assert [one["ended"] for one in console.desk.store.all()] == ["user", "abandoned"]
        assert "正在为您接入" in texts(await visitor.say("转人工"))[-1], "nobody waits before"
        assert console.open_ticket(visitor.conversation) != ticket


async def test_a_conversation_is_passed_on(serving: Running, console: DeskConsole) -> None:
    desk = console.desk
    desk.agent("小李")
    console.is_there("小李")
    async with visiting(serving) as visitor:
        ticket = await served(visitor, console)
        desk.handovers.transfer(ticket, AGENT, "小李", "请接着看")
        console.writes(ticket, "小李", "您好，我接着帮您看")
        assert await console.deliver() == [200, 200]
        await visitor.told("客服小李已接入")
        assert (await visitor.told("您好，我接着帮您看"))["metadata"]["agent"] == "客服小李"
        assert texts(await visitor.say("有人吗")) == ["客服小李正在接待您，能看到您的消息，请稍候。"]
        assert "请接着看" not in str(texts(await visitor.user.history())), "the note is for the staff"


async def test_what_was_closed_is_asked_for_again(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as visitor:
        first = await closed(visitor, console, "solved")
        promise, wait = texts(await visitor.say("转人工"))
        assert (promise, wait[:10]) == ("这边帮您转接人工坐席，请稍等......", "正在为您接入人工客服")
        second = console.open_ticket(visitor.conversation)
        assert second != first
        console.desk.handovers.claim(second, AGENT)
        console.writes(second, AGENT, "又见面了")
        assert await console.deliver() == [200, 200]
        await visitor.told("又见面了")


async def test_the_console_is_down(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as waiting, visiting(serving) as talking:
        ticket = await served(talking, console)
        await waiting.say("转人工")
        console.goes(AGENT, 121)
        for visitor in (waiting, talking):
            left = await visitor.told("人工客服暂时没能接入")
            assert f"编号 {console.desk.row(console.open_ticket(visitor.conversation)).number}" in left["text"]
        assert console.desk.row(ticket).state == "left"
        [answer] = await talking.say("证书怎么打印")
        assert answer["metadata"]["outcome"] == "answer", "the assistant answers as before"
        assert "编号" in "".join(texts(await talking.say("有人吗")))
        assert "已经登记，现在还没有人工客服接入" in texts(await waiting.say("转人工"))[0]


async def test_who_comes_back_later_finds_the_answer_and_goes_on_with_the_agent(
    serving: Running, console: DeskConsole
) -> None:
    async with visiting(serving) as visitor:
        await visitor.say("转人工")
    desk = console.desk
    with desk.database.begin() as connection:
        # Two hours ago: the session has run out since.
        mine = events.c.sender_id == visitor.conversation
        for row in connection.execute(events.select().where(mine)).all():
            data = json.loads(row.data)
            data["timestamp"] -= 7200
            values = {"timestamp": row.timestamp - 7200, "data": json.dumps(data)}
            connection.execute(update(events).where(events.c.id == row.id).values(**values))
    console.is_there(AGENT)
    ticket = console.open_ticket(visitor.conversation)
    desk.handovers.claim(ticket, AGENT)
    console.writes(ticket, AGENT, "查到了，请说您的单位")
    assert await console.deliver() == [200, 200]
    async with visiting(serving, visitor.session) as back:
        assert texts(await back.user.history())[-2:] == ["客服小王已接入，请直接说您的问题。", "查到了，请说您的单位"]
        assert await back.say("济南一中") == [], "it goes to the agent"
        console.writes(ticket, AGENT, "好的")
        await console.deliver()
        await back.told("好的")
    assert desk.row(ticket).state == "active"


async def test_who_went_back_to_the_assistant_is_left_alone(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as visitor:
        ticket = await served(visitor, console)
        [back] = await visitor.say("继续由助手回答")
        assert back["text"].startswith("好的，现在由我继续为您解答")
        console.writes(ticket, AGENT, "在吗")
        assert await console.deliver() == [409]
        assert console.desk.row(ticket).ended == "user"
        assert "在吗" not in texts(await visitor.user.history())


async def test_a_program_is_told_the_number_only(serving: Running, console: DeskConsole) -> None:
    console.is_there(AGENT)
    url, body = f"{serving.url}/webhooks/rest/webhook", {"sender": "program", "message": "转人工"}
    async with aiohttp.ClientSession() as http, http.post(url, json=body) as response:
        data = texts(json.loads(await response.text()))
    assert data == [f"{NOBODY}，您可以联系平台右侧在线客服，也可以继续向我提问。", "您的请求已登记，编号 1。"]


async def test_the_hours_end_meanwhile(serving: Running, console: DeskConsole) -> None:
    file = Path(serving.folder) / "project/data/generated/profile.json"
    before = file.read_text(encoding="utf-8")
    data = json.loads(before)
    never: dict[str, list[str]] = {str(day): [] for day in range(1, 8)}
    data["staff"] = {"hours": "工作日 8:30-17:30", "desk": {"weekdays": never}}
    console.is_there(AGENT)
    async with visiting(serving) as visitor:
        await visitor.say("转人工")
        try:
            replace(file, json.dumps(data, ensure_ascii=False))
            left = await visitor.told("人工服务时间（工作日 8:30-17:30）已结束")
            assert "编号 1" in left["text"]
            await asyncio.sleep(1.5)
            [closed] = texts(await visitor.say("转人工"))
            assert closed.startswith("现在不在人工服务时间（工作日 8:30-17:30）")
        finally:
            replace(file, before)


def replace(file: Path, text: str) -> None:
    """Put the file in place as the converter does: whole, and another one."""
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)

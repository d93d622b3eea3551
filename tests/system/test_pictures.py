"""A picture on a running assistant: asked for by an answer, kept for the person, seen there, answered with one."""

from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from console.conversation.agent_outbox import AgentMessage, AgentOutbox
from console.conversation.conversations import Conversations
from console.conversation.files import ConversationFiles
from persistence.attachments.redrawing import RedrawnFile
from persistence.attachments.store import NewAttachment
from persistence.tables import events
from tests.desk_console import DeskConsole
from tests.persistence.attachments.pictures import picture
from tests.running import Running
from tests.system.test_helpdesk import AGENT, Visitor, served, texts, visiting
from tests.system.test_helpdesk import console as console
from tests.system.test_helpdesk import serving as serving

pytestmark = pytest.mark.asyncio


async def send(visitor: Visitor, url: str, key: str) -> Any:
    """Send a picture as the page does; returns what is answered, or why it is not taken."""
    pass_ = (await visitor.user.socket.call("picture_pass", timeout=10))["pass"]
    async with (
        aiohttp.ClientSession(url) as http,
        http.post("/pictures", data=picture(), headers={"X-Pass": pass_, "X-Key": key}) as answer,
    ):
        result = await answer.json()
    if "picture" not in result:
        return result["code"]
    return await visitor.say("[图片]", id=key, picture=result["picture"])


async def test_from_the_answer_to_the_person_and_back(serving: Running, console: DeskConsole) -> None:
    async with visiting(serving) as visitor:
        await visitor.say("您好")
        assert await send(visitor, serving.url, "a" * 32) == "nobody_asked"
        [answer] = await visitor.say("无法注册")
        assert answer["metadata"]["wants_picture"] is True
        [kept] = await send(visitor, serving.url, "b" * 32)
        assert kept["text"].startswith("已收到，并为人工客服保存。")
        assert [button["title"] for button in kept["quick_replies"]] == ["转人工"]
        ticket = await served(visitor, console)
        assert texts(await send(visitor, serving.url, "c" * 32)) == []
        result = Conversations(console.desk.database).open(ticket, 0)
        assert result
        ids = [message["attachment"]["id"] for message in result.messages if "attachment" in message]
        assert len(ids) == 2
        files = ConversationFiles(console.desk.database)
        seen = files.of(files.ticket(ticket), ids[1])
        assert seen
        assert seen.content.startswith(b"\xff\xd8")
        await answers_with_one(visitor, console, files, ticket)
        with console.desk.database.begin() as connection:
            stored = connection.execute(select(events.c.data)).scalars().all()
        assert max(len(data) for data in stored) < 20_000, "no event holds a picture"


async def answers_with_one(visitor: Visitor, console: DeskConsole, files: ConversationFiles, ticket: str) -> None:
    made = RedrawnFile("picture", "image/jpeg", picture("JPEG"), 60, 40)
    id_ = files.store.keep(NewAttachment(visitor.conversation, "agent", "d" * 32), made)
    assert isinstance(id_, str)
    who: Any = type("Who", (), {"id": AGENT, "title": f"客服{AGENT}"})
    AgentOutbox(console.desk.database).add(who, AgentMessage(ticket, "d" * 32, "[图片]", picture=id_), lambda *_: None)
    assert await console.deliver(again=2) == [200, 200]
    shown = await visitor.told("[图片]")
    assert shown["metadata"]["attachment"] == {"id": id_, "kind": "picture"}
    assert [message["text"] for message in await visitor.user.history()].count("[图片]") == 3

"""A conversation with a person behind it: the desk's own system is a receiver of the test's."""

import asyncio
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from actions.tickets.store import TicketStore
from actions.tickets.webhook import signature
from channels.webchat.session_id import sender_id
from tests.desk_receiver import SECRET, Receiver, signed
from tests.frozen.project import frozen_project
from tests.running import Running, running_assistant
from tests.system.test_helpdesk import visiting
from tests.system.test_pictures import send
from tests.talking import talking_to

CARD = "11010519491231002X"


async def test_over_to_a_person_and_back(with_desk: Running, receiver: Receiver) -> None:
    async with talking_to(with_desk.url) as talk:
        await talk.say("我是单位管理员，密码忘了")
        first, second = await talk.say("转人工")
        assert first["text"] == "这边帮您转接人工坐席，请稍等......"
        assert [button["title"] for button in second["quick_replies"]] == ["继续由助手回答"]
        hint, passed_on = await talk.say("我的手机13800138000，怎么注册")
        assert hint["metadata"]["reason"] == "personal"
        assert passed_on["metadata"]["outcome"] == "handoff"
        opened, message = receiver.wait(2)[-2:]
        assert (opened["event"], opened["role"], opened["faq_id"]) == ("opened", "unit", "password_recover")
        assert [line["text"] for line in opened["transcript"] if line["who"] == "user"][-1] == "转人工"
        assert (message["event"], message["text"]) == ("message", "我的手机【手机号】，怎么注册")

        assert (
            await from_desk(with_desk, {"conversation": opened["conversation"], "event": "message", "text": "在的"})
            == 200
        )
        [said] = await talk.heard_next(1)
        assert said["text"] == "在的"
        assert await from_desk(with_desk, {"conversation": opened["conversation"], "event": "closed"}) == 200
        [back] = await talk.heard_next(1)
        assert "由我继续" in back["text"]
        [answer] = await talk.say("怎么注册")
        assert answer["metadata"]["faq_id"] == "registration_how"
        assert receiver.wait(3)[-1]["event"] == "closed"


async def test_the_owners_address_is_passed_on_and_nobody_is_told_off(with_desk: Running, receiver: Receiver) -> None:
    text = "邮件发到sdzjkf@163.com了没回"
    async with talking_to(with_desk.url) as talk:
        assert "personal" not in [reply["metadata"].get("reason") for reply in await talk.say(text)]
        *_, waits = await talk.say("转人工")
        assert waits["metadata"]["outcome"] == "handoff"
        await talk.say(text)
    passed = receiver.first(event="message", text=text)
    [opened] = [one for one in receiver.heard if one["event"] == "opened" and one["ticket"] == passed["ticket"]]
    assert text in [line["text"] for line in opened["transcript"]]


async def test_the_user_may_go_back_as_well(with_desk: Running, receiver: Receiver) -> None:
    async with talking_to(with_desk.url) as talk:
        _, waiting = await talk.say("人工客服")
        [back] = await talk.press("继续由助手回答", waiting)
        assert back["metadata"]["outcome"] == "chat"
        [answer] = await talk.say("证书怎么打印")
        assert answer["metadata"]["faq_id"] == "certificate_print"


async def test_a_button_s_words_bring_one_back_too(with_desk: Running) -> None:
    async with talking_to(with_desk.url) as talk:
        await talk.say("转人工")
        [back] = await talk.say("继续由助手回答")
        assert back["metadata"]["outcome"] == "chat"


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[Running]:
    """Serve the assistant with a pause of six seconds."""
    folder = tmp_path_factory.mktemp("hasty")
    project = folder / "project"
    shutil.copytree(frozen_project(), project, symlinks=True)
    facts = project / "data/profile.yml"
    text = facts.read_text(encoding="utf-8").replace("pause_minutes: 30", "pause_minutes: 0.1")
    facts.write_text(text, encoding="utf-8")
    more = {"HANDOFF_WEBHOOK_URL": receiver.url, "HANDOFF_WEBHOOK_SECRET": SECRET.decode()}
    with running_assistant(folder, more, project) as running:
        yield running


async def test_the_end_of_a_pause_is_told_to_both(hasty: Running, receiver: Receiver) -> None:
    async with talking_to(hasty.url) as talk:
        await talk.say("转人工")
        conversation = sender_id(talk.session)
        receiver.first(event="opened", conversation=conversation)
        await asyncio.sleep(3)
        asked = time.monotonic()
        assert await from_desk(hasty, {"conversation": conversation, "event": "message", "text": "单位全称是？"}) == 200
        [question] = await talk.heard_next(1)
        assert question["metadata"]["from"] == "person"
        # Six seconds after the person's message, not after the user's; whole seconds are stored.
        [end] = await talk.heard_next(1)
        assert time.monotonic() - asked > 4
        assert "人工接待已结束" in end["text"]
        closed = receiver.first(event="closed", conversation=conversation)
        assert closed["reason"] == "idle"
        [answer] = await talk.say("证书怎么打印")
        assert answer["metadata"]["faq_id"] == "certificate_print"
        assert await from_desk(hasty, {"conversation": conversation, "event": "message", "text": "还在吗"}) == 409


async def test_the_end_of_a_pause_finds_a_conversation_by_its_digest(hasty: Running, receiver: Receiver) -> None:
    await ask_by_rest(hasty, "转人工")
    conversation = receiver.first(event="opened", name=CARD)["conversation"]
    closed = receiver.first(event="closed", conversation=conversation)
    assert (closed["reason"], CARD in json.dumps(closed)) == ("idle", False)
    [answer] = await ask_by_rest(hasty, "证书怎么打印")
    assert (answer["recipient_id"], answer["metadata"]["faq_id"]) == (CARD, "certificate_print")


async def ask_by_rest(server: Running, text: str) -> list[dict[str, Any]]:
    url = f"{server.url}/webhooks/rest/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, json={"sender": CARD, "message": text}) as response:
        answers: list[dict[str, Any]] = json.loads(await response.text())
        return answers


async def from_desk(with_desk: Running, packet: dict[str, str]) -> int:
    body, headers = signed(packet)
    url = f"{with_desk.url}/webhooks/desk/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
        return response.status


async def test_the_desk_reads_who_it_is_and_no_file_does(with_desk: Running, receiver: Receiver) -> None:
    answers = await ask_by_rest(with_desk, "转人工")
    assert {answer["recipient_id"] for answer in answers} == {CARD}
    assert answers[0]["text"] == "这边帮您转接人工坐席，请稍等......"
    opened = receiver.first(event="opened", name=CARD)
    assert opened["conversation"] != CARD
    files = [file for file in with_desk.folder.rglob("*") if file.is_file()]
    assert any(opened["conversation"].encode() in file.read_bytes() for file in files)
    assert not [file for file in files if CARD.encode() in file.read_bytes()]


async def test_a_ticket_is_kept_where_no_desk_is_connected(assistant: Running) -> None:
    async with talking_to(assistant.url) as talk:
        await talk.say("我在济南，为什么不能申报学时")
        await talk.say("转人工")
        [answer] = await talk.say("证书怎么打印")
        assert answer["metadata"]["outcome"] == "answer", "nobody is there, so the assistant goes on"
    store = TicketStore(f"sqlite:///{Path(assistant.folder) / 'conversations.db'}")
    ticket = [found for found in store.all() if found["faq_id"] == "declaration_unavailable"][-1]
    assert (ticket["reason"], ticket["city"], ticket["channel"]) == ("asked", "济南", "socketio")


async def test_a_picture_reaches_the_desk_by_its_address(with_desk: Running, receiver: Receiver) -> None:
    async with visiting(with_desk) as visitor:
        await visitor.say("转人工")
        await send(visitor, with_desk.url, "e" * 32)
    path = receiver.first(event="message", text="[图片]")["attachment"]["path"]
    now = int(time.time())
    headers = {"X-Timestamp": str(now), "X-Signature": f"sha256={signature(SECRET, now, path.encode())}"}
    async with aiohttp.ClientSession(with_desk.url) as http:
        async with http.get(path, headers=headers) as answer:
            assert (answer.status, (await answer.read())[:2]) == (200, b"\xff\xd8")
        async with http.get(path) as answer:
            assert answer.status == 403

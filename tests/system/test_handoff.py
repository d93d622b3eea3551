"""A conversation with a person behind it: the desk's own system is a receiver of the test's."""

import json
from pathlib import Path

import aiohttp

from actions.tickets.store import TicketStore
from tests.desk_receiver import Receiver, signed
from tests.running import Running
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
        assert "personal" not in [said["metadata"].get("reason") for said in await talk.say(text)]
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


async def from_desk(with_desk: Running, packet: dict[str, str]) -> int:
    body, headers = signed(packet)
    url = f"{with_desk.url}/webhooks/desk/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
        return response.status


async def test_the_desk_reads_who_it_is_and_no_file_does(with_desk: Running, receiver: Receiver) -> None:
    url = f"{with_desk.url}/webhooks/rest/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, json={"sender": CARD, "message": "转人工"}) as response:
        answers = json.loads(await response.text())
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

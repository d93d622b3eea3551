"""The web chat's events over real sockets."""

import asyncio
import json
import logging
from typing import Any

import aiohttp
import pytest

from channels.guard.guard import Guard
from channels.one_turn import apology
from tests.channels.fake_rasa import ANSWER, GREETING, Running
from tests.socket_client import client

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_a_session_gets_its_answers(server: Running, transport: str) -> None:
    async with client(server.url, transports=[transport]) as user:
        await user.session()
        assert (await user.ask("怎么注册"))["text"] == "您说：怎么注册"


async def test_one_packet_for_a_response_with_blank_lines_and_metadata(server: Running) -> None:
    async with client(server.url) as user:
        await user.ask("/greet")
        answer = await user.ask('/ask{"faq_id": "registration_how"}')
        assert answer["text"] == ANSWER["text"]
        assert answer["metadata"] == ANSWER["metadata"]
        assert answer["id"]
        assert answer["timestamp"] > 0
        assert "quick_replies" not in answer
        assert await user.nothing("bot_uttered")


async def test_buttons_are_quick_replies(server: Running) -> None:
    async with client(server.url) as user:
        greeting = await user.ask("/greet")
        assert [reply["title"] for reply in greeting["quick_replies"]] == [b["title"] for b in GREETING["buttons"]]
        assert all(set(reply) == {"content_type", "title", "payload"} for reply in greeting["quick_replies"])


async def test_a_client_returns_to_its_session(server: Running) -> None:
    async with client(server.url) as user:
        session = await user.session()
        await user.ask("第一句")
    async with client(server.url) as user:
        assert await user.session(session) == session
        await user.ask("第二句")
    assert len({message.sender_id for message in server.agent.seen}) == 1


@pytest.mark.parametrize("claimed", ["victim", "", 7, None, ["a"], {"a": 1}, f"{'0' * 32}.{'0' * 64}", "０" * 97])
async def test_a_session_the_server_did_not_issue_is_replaced(server: Running, claimed: Any) -> None:
    async with client(server.url) as user:
        session = await user.session(claimed)
        assert session != claimed
        assert await user.session(session) == session


@pytest.mark.parametrize("packet", [(), ("text",), (None,), ({}, {}), ([],)])
async def test_any_session_request_is_confirmed(server: Running, packet: tuple[Any, ...]) -> None:
    async with client(server.url) as user:
        await user.socket.emit("session_request", packet)
        assert await user.wait("session_confirm")


async def test_nobody_reads_or_speaks_in_anothers_session(server: Running) -> None:
    async with client(server.url) as victim, client(server.url) as thief:
        session = await victim.session()
        await victim.ask("我的问题")
        sender = server.agent.seen[0].sender_id
        for claimed in (
            sender,
            sender.removeprefix("web-"),
            session[:-1] + ("0" if session[-1] != "0" else "1"),
        ):
            assert await thief.session(claimed) != session
            await thief.ask("偷听", session_id=session)
        assert await thief.history()
        assert all("我的问题" not in message["text"] for message in await thief.history())
        assert len(victim.heard["bot_uttered"]) == 1
        assert {message.sender_id for message in server.agent.seen[1:]}.isdisjoint({sender})


async def test_the_stored_name_is_not_the_credential(server: Running) -> None:
    async with client(server.url) as user:
        session = await user.session()
        await user.ask("您好")
    assert session not in server.agent.seen[0].sender_id
    assert session.partition(".")[2] not in server.agent.seen[0].sender_id


async def test_a_client_without_session_request_is_served_alone(server: Running) -> None:
    async with client(server.url) as one, client(server.url) as other:
        await asyncio.gather(one.ask("甲"), other.ask("乙", session_id="web-default"))
        assert len({message.sender_id for message in server.agent.seen}) == 2
        assert [answer["text"] for answer in one.heard["bot_uttered"]] == ["您说：甲"]


async def test_a_new_session_hears_nothing_until_it_speaks(server: Running) -> None:
    async with client(server.url) as user:
        await user.session()
        assert await user.nothing("bot_uttered")


async def test_two_windows_of_a_session_show_the_same(server: Running) -> None:
    async with client(server.url) as first, client(server.url) as second:
        await second.session(await first.session())
        await first.ask("怎么注册", id="0123456789abcdef")
        assert [answer["text"] for answer in await second.wait("bot_uttered")] == ["您说：怎么注册"]
        assert await second.wait("user_echo") == [{"sender": "user", "text": "怎么注册", "id": "0123456789abcdef"}]
        assert "user_echo" not in first.heard


async def test_a_client_that_changes_sessions_leaves_the_first(server: Running) -> None:
    async with client(server.url) as first, client(server.url) as second:
        session = await first.session()
        await second.session(session)
        await second.session()
        await first.ask("还在吗")
        assert await second.nothing("bot_uttered")


async def test_a_turn_that_waits_stays_in_the_conversation_it_was_asked_in(server: Running) -> None:
    server.agent.seconds = 0.3
    async with client(server.url) as user:
        await user.session()
        for text in "甲乙":
            await user.socket.call("user_uttered", {"message": text})
        await user.session()
        await user.ask("丙")
        while len(server.agent.seen) < 3:
            await asyncio.sleep(0.05)
    senders = {message.text: message.sender_id for message in server.agent.seen}
    assert senders["甲"] == senders["乙"] != senders["丙"]


@pytest.mark.parametrize(
    "packet",
    [
        ("text",),
        (),
        (None,),
        (7,),
        (["a"],),
        ({},),
        ({"message": None},),
        ({"message": 5},),
        ({"message": {"text": "a"}},),
        ({"message": b"bytes"},),
        ({"message": "  \n "},),
        ({"message": "\x00\u202e"},),
        ({"message": "a", "metadata": "{not json"},),
        ({"message": "a", "metadata": "[]"},),
        ({"message": "a", "metadata": 3},),
        ({"message": "a", "metadata": "[" * 20_000},),
    ],
)
async def test_a_malformed_packet_is_ignored(
    server: Running, packet: tuple[Any, ...], caplog: pytest.LogCaptureFixture
) -> None:
    async with client(server.url) as user:
        await user.socket.emit("user_uttered", packet)
        assert (await user.ask("还在吗"))["text"] == "您说：还在吗"
    assert len(server.agent.seen) == 1
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_surplus_arguments_do_no_harm(server: Running) -> None:
    async with client(server.url) as user:
        await user.socket.emit("user_uttered", ({"message": "您好"}, "surplus"))
        assert (await user.wait("bot_uttered"))[0]["text"] == "您说：您好"


async def test_a_long_text_is_declined_without_a_turn(server: Running) -> None:
    async with client(server.url) as user:
        declined = await user.ask("长" * 501)
        assert declined["text"] == "too_long：500"
        assert declined["metadata"] == {"outcome": "decline", "reason": "too_long"}
        assert not server.agent.seen
        assert (await user.ask("长" * 500))["metadata"] == {"outcome": "chat"}


async def test_an_error_is_answered_politely_and_logged_without_the_text(
    server: Running, caplog: pytest.LogCaptureFixture
) -> None:
    async with client(server.url) as user:
        answer = await user.ask("出错")
        assert answer["text"] == apology()
        assert answer["metadata"] == {"outcome": "decline", "reason": "error"}
        assert (await user.wait("bot_typing", 2))[-1] == {"on": False}
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == [
        "A turn failed: ValueError"
    ]
    assert "出错" not in caplog.text


async def test_silence_is_answered(server: Running) -> None:
    async with client(server.url) as user:
        await user.session()
        sorry = await user.ask("沉默")
        assert sorry["metadata"] == {"outcome": "decline", "reason": "silent"}
        said, again = await user.history()
        assert (said["text"], again["id"], again["text"]) == ("沉默", sorry["id"], apology())


async def test_what_is_not_yet_stored_is_not_yet_shown(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async with client(server.url) as user:
        shown: list[bool] = []
        save = server.agent.tracker_store.save

        async def slow_save(tracker: Any) -> None:
            shown.append(not await user.nothing("bot_uttered"))
            await save(tracker)

        monkeypatch.setattr(server.agent.tracker_store, "save", slow_save)
        assert (await user.ask("您好"))["text"]
        assert set(shown) == {False}


async def test_messages_keep_their_order_while_the_guard_looks_at_them(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter([0.3, 0.2, 0.1])

    async def late(*_: object, **__: object) -> None:
        await asyncio.sleep(next(seconds))

    monkeypatch.setattr(Guard, "too_fast", late)
    async with client(server.url) as user:
        for text in "甲乙丙":
            await user.say(text)
        answers = await user.wait("bot_uttered", 3)
    assert [answer["text"] for answer in answers] == ["您说：甲", "您说：乙", "您说：丙"]


async def test_a_person_who_has_taken_over_is_not_talked_over(server: Running) -> None:
    async with client(server.url) as user:
        await user.say("暂停")
        await user.wait("bot_typing", 2)
        assert await user.nothing("bot_uttered")


async def test_typing_is_shown_around_a_turn(server: Running) -> None:
    async with client(server.url) as user:
        await user.ask("您好")
        assert await user.wait("bot_typing", 2) == [{"on": True}, {"on": False}]


async def test_turns_of_a_session_come_in_order(server: Running) -> None:
    server.agent.seconds = 0.02
    texts = [str(number) for number in range(10)]
    async with client(server.url) as user:
        for text in texts:
            await user.say(text)
        answers = await user.wait("bot_uttered", len(texts))
    assert [answer["text"] for answer in answers] == [f"您说：{text}" for text in texts]


async def test_a_message_is_acknowledged_before_it_is_answered(server: Running) -> None:
    server.agent.seconds = 0.3
    async with client(server.url) as user:
        await user.socket.call("user_uttered", {"message": "您好"}, timeout=5)
        assert "bot_uttered" not in user.heard
        await user.wait("bot_uttered")


async def test_history_is_what_the_user_saw(server: Running) -> None:
    async with client(server.url) as user:
        await user.session()
        greeting = await user.ask("/greet")
        answer = await user.ask('/ask{"faq_id": "registration_how"}', metadata={"title": "怎么注册"})
        typed = await user.ask("/restart", id="0123456789abcdef")
        history = await user.history()
    assert [(message["sender"], message["text"]) for message in history] == [
        ("bot", GREETING["text"]),
        ("user", "怎么注册"),
        ("bot", ANSWER["text"]),
        ("user", "/restart"),
        ("bot", "您说：/restart"),
    ]
    assert [{**packet, "sender": "bot"} for packet in (greeting, answer, typed)] == [
        history[0],
        history[2],
        history[4],
    ]
    assert history[3]["id"] == "0123456789abcdef"


@pytest.mark.parametrize(
    "typed",
    ['/inform{"role":"unit"}', '/inform{"role": "unit"}', '/ask{"faq_id": "registration_how2"}', "/none_of_these"],
)
async def test_a_typed_payload_is_acknowledged_as_the_text_it_is(server: Running, typed: str) -> None:
    async with client(server.url) as user, client(server.url) as window:
        await window.session(await user.session())
        await user.ask("/greet")
        assert await user.socket.call("user_uttered", {"message": typed}, timeout=5) == {"shown": typed}
        assert (await window.wait("user_echo"))[-1]["text"] == typed
        assert (await user.wait("bot_uttered", 2))[-1]["text"] == f"您说：{typed}"
        assert ("user", typed) in [(message["sender"], message["text"]) for message in await user.history()]
    assert server.agent.seen[-1].text != typed


async def test_a_payload_of_a_button_that_was_offered_counts_however_it_comes(server: Running) -> None:
    async with client(server.url) as user:
        await user.ask("/greet")
        payload = '/ask{"faq_id": "registration_how"}'
        assert await user.socket.call("user_uttered", {"message": payload}, timeout=5) == {"shown": None}
        assert (await user.wait("bot_uttered", 2))[-1]["text"] == ANSWER["text"]


async def test_a_history_that_cannot_be_read_is_empty(server: Running, caplog: pytest.LogCaptureFixture) -> None:
    server.agent.tracker_store = None
    async with client(server.url) as user:
        assert await user.history() == []
    assert "A history could not be read: AttributeError" in caplog.text


async def test_nothing_a_user_says_is_logged(server: Running, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="channels"):
        async with client(server.url) as user:
            session = await user.session()
            await user.ask("我的身份证号", metadata={"title": "我的手机号"})
            await user.ask("出错")
            await user.ask("长" * 501)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("channels")]
    assert not [line for line in ours if "我的" in line or "出错" in line or "长" in line or session in line]


async def test_a_client_that_goes_at_once_does_no_harm(server: Running, caplog: pytest.LogCaptureFixture) -> None:
    events = ["user_uttered", "history_request", "session_request"]
    async with aiohttp.ClientSession(server.url) as http:
        address = "/socket.io/?EIO=4&transport=polling"
        async with http.get(address) as answer:
            address += f"&sid={json.loads((await answer.text())[1:])['sid']}"
        await http.post(address, data="40")
        # One body: the events, then the farewells of Socket.IO and of the connection beneath it.
        packets = [f'42["{event}",{{"message":"您好"}}]' for event in events]
        await http.post(address, data="\x1e".join([*packets, "41", "1"]))
    async with client(server.url) as user:
        assert await user.ask("还在吗")
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("event", ["connect", "disconnect"])
@pytest.mark.parametrize(
    "packet", [(), ("x",), ({},), ({"sanic.request": {"app": 1}},), ({}, {"token": "x"}, 1), (b"x",)]
)
async def test_an_event_that_only_the_server_makes_does_no_harm(
    server: Running, event: str, packet: tuple[Any, ...], caplog: pytest.LogCaptureFixture
) -> None:
    async with client(server.url) as user, client(server.url) as other:
        await user.socket.emit(event, packet)
        assert (await other.ask("在吗"))["text"] == "您说：在吗"
        if event == "connect":
            assert (await user.ask("还在吗"))["text"] == "您说：还在吗"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]

"""The guard in front of the web chat, and what its clients may rely on."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import jwt
import pytest
import pytest_asyncio
import socketio
from rasa.shared.core.domain import Domain

from channels.guard.guard import Guard
from channels.webchat.host_token import LEEWAY, HostKey, user_or_refusal
from channels.webchat.input import WebChatInput
from channels.webchat.packet import read_packet
from channels.webchat.turn_line import LONG, MOST_LONG_PENDING
from owner.live import using
from persistence.names import SEALED
from tests.channels.conftest import NAMES
from tests.channels.fake_rasa import ANSWER, FakeAgent, Running, running
from tests.owner.builders import ROLES, library
from tests.socket_client import Client, client

pytestmark = pytest.mark.asyncio

HOST_KEY = "host platform's key, 32 bytes or more"
ID = "0123456789abcdef"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'feedback.db'}")


@pytest_asyncio.fixture
async def with_host(credentials: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Running]:
    monkeypatch.setenv("WEBCHAT_JWT_KEY", HOST_KEY)
    async with running(WebChatInput.from_credentials({**credentials, "jwt_roles": {"1": "school"}})) as it:
        with using(library(roles=ROLES)):
            yield it


def token(subject: str, **claims: Any) -> dict[str, Any]:
    signed = jwt.encode({"sub": subject, "exp": time.time() + 60, **claims}, HOST_KEY, algorithm="HS256")
    return {"auth": {"token": signed}}


async def send(user: Client, **packet: Any) -> Any:
    """Return the acknowledgement."""
    return await user.socket.call("user_uttered", packet, timeout=5)


async def test_the_acknowledgement_shows_the_message_as_it_is_kept(server: Running) -> None:
    async with client(server.url) as user:
        assert await send(user, message="手机13800138000换了") == {"shown": "手机【手机号】换了"}
        hint, answer = await user.wait("bot_uttered", 2)
        assert hint["text"] == "personal："
        assert hint["metadata"] == {"outcome": "chat", "reason": "personal"}
        assert answer["text"] == "您说：手机【手机号】换了"
        assert await send(user, message="/greet") == {"shown": None}
    assert "13800138000" not in repr(server.agent.seen[0].__dict__)


async def test_who_sends_it_again_is_not_told_again_but_of_a_password(server: Running) -> None:
    async with client(server.url) as user:
        for text in ("手机13800138000换了", "身份证11010519491231002X", "密码是Abc123456"):
            await send(user, message=text)
        replies = await user.wait("bot_uttered", 5)
    assert [one["text"] for one in replies if one["metadata"].get("reason") == "personal"] == [
        "personal：",
        "password：",
    ]


async def test_a_window_of_the_same_conversation_is_told_the_masked_text(server: Running) -> None:
    async with client(server.url) as first, client(server.url) as second:
        await second.session(await first.session())
        await send(first, message="我的身份证11010519491231002X", id=ID)
        assert (await second.wait("user_echo"))[0]["text"] == "我的身份证【身份证号】"


async def test_personal_data_reaches_nothing_by_another_way(server: Running) -> None:
    async with client(server.url) as user:
        await user.ask("/greet", id="13800138000", metadata={"title": "13800138000", "more": "13800138000"})
        await user.ask('/ask{"faq_id": "13800138000"}')
    assert "13800138000" not in repr([message.__dict__ for message in server.agent.seen])


async def test_a_payload_nobody_was_shown_is_text(server: Running) -> None:
    payload = '/ask{"faq_id": "registration_how"}'
    async with client(server.url) as user:
        assert (await user.ask(payload))["text"] == f"您说：{payload}"
        await user.ask("/greet")
        assert (await user.ask(payload))["text"] == ANSWER["text"]


async def test_too_many_messages_are_declined_politely(
    credentials: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.webchat.visit.BETWEEN_REQUESTS_TO_WAIT", 3600.0)
    channel = WebChatInput.from_credentials({**credentials, "rate_limits": {"conversation": "3 per 1 minute"}})
    async with running(channel) as server, client(server.url) as user, client(server.url) as other:
        taken = [await send(user, message=str(number)) for number in range(5)]
        assert taken == [{"shown": "0"}, {"shown": "1"}, {"shown": "2"}, {"rejected": True}, {"rejected": True}]
        declined = [replies for replies in await user.wait("bot_uttered", 4) if replies["text"] == "too_fast："]
        assert [reply["metadata"] for reply in declined] == [{"outcome": "decline", "reason": "too_fast"}]
        assert await other.ask("您好")
        assert len(server.agent.seen) == 4


async def test_who_sends_too_fast_is_asked_to_wait_once_a_second(
    credentials: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = WebChatInput.from_credentials({**credentials, "rate_limits": {"conversation": "1 per 1 minute"}})
    async with running(channel) as server, client(server.url) as user:
        monkeypatch.setattr("channels.webchat.visit.BETWEEN_REQUESTS_TO_WAIT", 3600.0)
        for _ in range(20):
            await send(user, message="您好")
        monkeypatch.setattr("channels.webchat.visit.BETWEEN_REQUESTS_TO_WAIT", 0.0)
        monkeypatch.setattr("channels.webchat.visit.MOMENT", 0.0)
        await send(user, message="再见")
        assert [reply["text"] for reply in await user.wait("bot_uttered", 3)] == [
            "您说：您好",
            "too_fast：",
            "too_fast：",
        ]


async def test_a_flood_is_neither_read_nor_counted_but_what_was_taken_is_acknowledged(
    credentials: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.webchat.visit.MOMENT", 3600.0)
    channel = WebChatInput.from_credentials({**credentials, "rate_limits": {"conversation": "1 per 1 minute"}})
    async with running(channel) as server, client(server.url) as user:
        assert await send(user, message="您好", id="message-first") == {"shown": "您好"}
        assert await send(user, message="您好") == {"rejected": True}
        monkeypatch.setattr(Guard, "too_fast", None)
        assert [await send(user, message="您好") for _ in range(3)] == [{"rejected": True}] * 3
        assert channel.guard.counts == {"too_fast": 4}
        assert "rejected" not in await send(user, message="您好", id="message-first", again=True)


async def test_an_address_of_which_too_many_wait_is_asked_to_wait(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.webchat.input.SECONDS_TO_FINISH", 0.1)
    monkeypatch.setattr("channels.webchat.visit.MOMENT", 0.0)
    server.app.config.PROXIES_COUNT = 1
    server.agent.seconds = 60
    one, another = ({"X-Forwarded-For": address} for address in ("2001:db8::1", "2001:db8:0:1::1"))
    async with client(server.url, headers=one) as first, client(server.url, headers=another) as second:
        for number in range(MOST_LONG_PENDING):
            assert await send(first, message=f"{number}" * LONG) == {"shown": f"{number}" * LONG}
        assert await send(first, message="长" * LONG) == {"rejected": True}
        assert [reply["text"] for reply in await first.wait("bot_uttered")] == ["too_fast："]
        assert await send(first, message="短") == {"shown": "短"}
        assert await send(second, message="长" * LONG) == {"shown": "长" * LONG}


async def test_an_address_has_a_limit_over_its_conversations(credentials: dict[str, object]) -> None:
    channel = WebChatInput.from_credentials({**credentials, "rate_limits": {"address": "2 per 1 minute"}})
    async with running(channel) as server:
        answers = []
        for _ in range(3):
            async with client(server.url) as user:
                answers.append((await user.ask("您好"))["text"])
        assert answers == ["您说：您好", "您说：您好", "too_fast："]


async def test_a_message_that_comes_twice_is_one_turn(server: Running) -> None:
    server.agent.seconds = 0.2
    async with client(server.url) as first:
        session = await first.session()
        await send(first, message="您好", id=ID)
    async with client(server.url) as second:
        # The first connection was lost before the answer; the turn still runs.
        await second.session(session)
        assert await send(second, message="您好", id=ID, again=True) == {"shown": "您好"}
        await second.wait("bot_uttered")
        assert await second.nothing("bot_uttered", 0.5)
    assert len(server.agent.seen) == 1


async def test_a_message_that_two_sockets_bring_at_once_is_one_turn(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page lost its first socket while the guard looked at the message, and sends it again by the next one."""
    seconds = iter([0.3, 0.0])

    async def late(*_: object, **__: object) -> None:
        await asyncio.sleep(next(seconds, 0.0))

    monkeypatch.setattr(Guard, "too_fast", late)
    async with client(server.url) as first, client(server.url) as second:
        await second.session(await first.session())
        await first.say("您好", id=ID)
        assert await send(second, message="您好", id=ID, again=True) == {"shown": "您好"}
        await second.wait("bot_uttered")
        assert await second.nothing("bot_uttered", 0.5)
    assert len(server.agent.seen) == 1


async def test_a_message_an_earlier_server_had_is_no_second_turn(credentials: dict[str, object]) -> None:
    agent = FakeAgent()
    async with running(WebChatInput.from_credentials(credentials), agent=agent) as server, client(server.url) as user:
        session = await user.session()
        await user.ask("您好", id=ID)
    async with running(WebChatInput.from_credentials(credentials), agent=agent) as server, client(server.url) as user:
        await user.session(session)
        await send(user, message="您好", id=ID, again=True)
        assert await user.nothing("bot_uttered")
    assert len(agent.seen) == 1


async def test_a_message_that_was_declined_may_be_sent_again(credentials: dict[str, object]) -> None:
    channel = WebChatInput.from_credentials({**credentials, "rate_limits": {"conversation": "1 per 1 second"}})
    async with running(channel) as server, client(server.url) as user:
        await user.ask("您好")
        assert await send(user, message="还在吗", id=ID) == {"rejected": True}
        await asyncio.sleep(1.1)
        assert await send(user, message="还在吗", id=ID) == {"shown": "还在吗"}
        assert (await user.wait("bot_uttered", 3))[-1]["text"] == "您说：还在吗"


async def test_a_history_asked_for_during_a_turn_comes_again_after_it(server: Running) -> None:
    server.agent.seconds = 0.3
    async with client(server.url) as user:
        await send(user, message="您好")
        assert await user.history() == []
        after = (await user.wait("history", 2))[-1]
        assert [message["text"] for message in after] == ["您好", "您说：您好"]


async def test_malformed_packets_are_counted(credentials: dict[str, object]) -> None:
    channel = WebChatInput.from_credentials(credentials)
    async with running(channel) as server, client(server.url) as user:
        assert await send(user, message=5) == {"rejected": True}
        assert await user.socket.call("user_uttered", "text", timeout=5) == {"rejected": True}
        assert channel.guard.counts == {"malformed": 2}


async def test_feedback_is_kept_with_the_answer_and_shown_again(server: Running) -> None:
    async with client(server.url) as user, client(server.url) as other:
        await user.ask("/greet")
        answer = await user.ask('/ask{"faq_id": "registration_how"}')
        given = {"id": answer["id"], "helpful": False, "reason": "答非所问"}
        assert await user.socket.call("feedback", given, timeout=5) == {"ok": True}
        history = await user.history()
        assert history[-1]["feedback"] == {"helpful": False, "reason": "答非所问"}
        assert "feedback" not in history[0]
        assert await other.socket.call("feedback", given, timeout=5) == {"ok": False}
        for wrong in ({**given, "id": history[0]["id"]}, {**given, "reason": "我自己写的"}, "text", None):
            assert await user.socket.call("feedback", wrong, timeout=5) == {"ok": False}


async def test_a_token_names_the_conversation(with_host: Running) -> None:
    async with client(with_host.url, **token("user-7")) as user, client(with_host.url, **token("user-8")) as other:
        session = await user.session()
        await user.ask("您好")
        await other.ask("您好")
        # What is confirmed to a host's user opens nothing.
        async with client(with_host.url) as thief:
            await thief.session(session)
            assert await thief.history() == []
        # And nobody else's session moves them out of their own.
        async with client(with_host.url) as anonymous:
            await user.session(await anonymous.session())
        await user.ask("还在吗")
    stored = [NAMES.conversation(name) for name in ("user-7", "user-8", "user-7")]
    assert [message.sender_id for message in with_host.agent.seen] == stored


@pytest.mark.parametrize("subject", ["11010519491231002X", "13800138000", "4111111111111111"])
async def test_who_is_named_by_a_number_is_not_stored_by_it(with_host: Running, subject: str) -> None:
    async with client(with_host.url, **token(subject)) as user:
        await user.ask("您好")
        await user.ask("/greet", metadata={"title": "你好"})
    seen = with_host.agent.seen
    assert {message.sender_id for message in seen} == {NAMES.conversation(subject)}
    assert {NAMES.unseal(message.metadata[SEALED]) for message in seen} == {subject}
    assert subject not in repr([message.__dict__ for message in seen])


async def test_the_platform_s_user_gets_no_pass_to_end_the_conversation_later(with_host: Running) -> None:
    """Their conversation goes on when they sign in again, so a pass left behind would end it under their hands."""
    async with client(with_host.url, **token("user-7")) as user, client(with_host.url) as other:
        assert await user.socket.call("end_pass") == {}
        assert list(await other.socket.call("end_pass")) == ["pass"]


async def test_a_token_that_is_not_genuine_is_refused(with_host: Running) -> None:
    for wrong in ({"token": "a.b.c"}, {"token": jwt.encode({"sub": "u", "exp": time.time() + 60}, "o" * 32)}):
        with pytest.raises(socketio.exceptions.ConnectionError):
            async with client(with_host.url, auth=wrong):
                pass
    async with client(with_host.url, auth={"token": ""}) as user:
        assert await user.ask("您好")


async def test_a_token_nobody_can_check_is_nothing(server: Running) -> None:
    async with client(server.url, **token("user-7")) as user:
        await user.ask("您好")
    assert server.agent.seen[0].sender_id.startswith("web-")


@pytest.mark.parametrize(
    "metadata", [{"title": "1 " * 30_000}, json.dumps({"title": "a@" * 30_000}), {"x": "1 " * 30_000}]
)
async def test_of_a_packet_of_60_kb_nothing_large_is_kept(server: Running, metadata: Any) -> None:
    async with client(server.url) as user:
        await send(user, message="/menu", metadata=metadata)
        assert server.agent.seen[0].metadata == {}


async def test_what_is_sent_too_fast_is_not_read(
    credentials: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []

    def counting(packet: object, *more: Any) -> Any:
        read.append(packet)
        return read_packet(packet, *more)

    monkeypatch.setattr("channels.webchat.events.read_packet", counting)
    credentials = {**credentials, "rate_limits": {"conversation": "3 per 1 minute"}}
    async with running(WebChatInput.from_credentials(credentials)) as server, client(server.url) as user:
        for packet in ({"message": "甲", "id": ID}, {"message": 7}, {"message": "长" * 501}):
            await send(user, **packet)
        assert len(read) == 3
        assert await send(user, message="1 " * 200) == {"rejected": True}
        assert await send(user, message=7) == {"rejected": True}
        assert len(read) == 3
        # A message that has been taken may come again, and is acknowledged however often it does.
        answers = [await send(user, message="甲", id=ID) for _ in range(5)]
        assert answers == [{"shown": "甲"}] * 3 + [{"shown": None}] * 2
        assert len(read) == 6


async def test_sessions_are_not_given_out_without_end(credentials: dict[str, object]) -> None:
    credentials = {**credentials, "rate_limits": {"conversation": "3 per 1 minute"}}
    async with running(WebChatInput.from_credentials(credentials)) as server, client(server.url) as user:
        for _ in range(6):
            await user.socket.emit("session_request", {})
        assert len(await user.wait("session_confirm", 3)) == 3
        assert await user.nothing("session_confirm")


async def test_a_token_that_is_longer_than_any_is_not_decoded() -> None:
    assert user_or_refusal("a" * 60_000, HostKey(HOST_KEY)) == "it is no JSON Web Token"
    genuine = jwt.encode({"sub": "x", "exp": time.time() + 60, "more": "a" * 9000}, HOST_KEY, algorithm="HS256")
    assert user_or_refusal(genuine, HostKey(HOST_KEY)) == "it is no JSON Web Token"


EVENTS = ("user_uttered", "history_request", "session_request", "handle_request", "feedback", "end")


@pytest.mark.parametrize("event", EVENTS)
async def test_a_socket_does_not_outlive_its_token(
    with_host: Running, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    async with client(with_host.url, **token("user-9")) as user:
        await user.ask("怎么注册")
        # At once, as a clock that is set: each packet is looked at by itself.
        monkeypatch.setattr(time, "time", lambda now=time.time: now() + 61 + LEEWAY)
        await user.socket.emit(event, {"message": "还在吗", "id": ID}, callback=heard.append)
        await asyncio.wait_for(user.socket.wait(), 5)
        assert not user.socket.connected
        assert "history" not in user.heard
    # The page keeps a message that was not acknowledged, and sends it again.
    assert not heard
    assert [message.text for message in with_host.agent.seen] == ["怎么注册"]


async def test_a_socket_that_says_nothing_ends_with_its_token(with_host: Running) -> None:
    until = int(time.time()) + 3
    given, lasting = token("user-9", exp=until - LEEWAY), token("user-9")
    async with client(with_host.url, **given) as user, client(with_host.url, **lasting) as other:
        await user.ask("怎么注册")
        await asyncio.wait_for(user.socket.wait(), until + 3 - time.time())
        heard = len(user.heard["bot_uttered"])
        # As a person's desk speaks: to all windows of the conversation.
        await other.ask("还在吗")
        assert len(user.heard["bot_uttered"]) == heard
        assert other.socket.connected
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with client(with_host.url, **given):
            pass


async def test_the_page_is_told_whose_it_is(with_host: Running) -> None:
    async with client(with_host.url, **token("user-9")) as user, client(with_host.url) as nobody:
        await user.session()
        await nobody.session()
        assert user.heard["session_owner"] == [NAMES.conversation("user-9")]
        assert "session_owner" not in nobody.heard


async def test_without_a_token_nothing_runs_out(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async with client(server.url) as user:
        await user.ask("怎么注册")
        monkeypatch.setattr(time, "time", lambda now=time.time: now() + 24 * 3600)
        assert (await user.ask("还在吗"))["text"] == "您说：还在吗"


async def test_what_the_owner_has_made_public_is_no_personal_data(server: Running) -> None:
    answer = {"text": "请发送至邮箱（sdzjkf@163.com）", "metadata": {"outcome": "answer"}}
    server.agent.domain = Domain.from_dict({"responses": {"utter_faq/mail": [answer]}})
    text = "邮件发到sdzjkf@163.com了没回"
    async with client(server.url) as user:
        assert await send(user, message=text) == {"shown": text}
        assert (await user.wait("bot_uttered"))[0]["text"] == f"您说：{text}"
        assert await send(user, message="/greet", metadata={"title": "sdzjkf@163.com"}) == {"shown": "sdzjkf@163.com"}
        # A payload that nobody was shown is text, and the address in it stays.
        await user.ask('/ask{"faq_id": "sdzjkf@163.com"}')
        await user.wait("bot_uttered", 3)
        history = [message["text"] for message in await user.history() if message["sender"] == "user"]
    assert history == [text, "sdzjkf@163.com", '/ask{"faq_id": "sdzjkf@163.com"}']

"""What is broken or unsafe in Rasa's own socket channel, each fault tried on it and on ours.

A fault that Rasa's own class no longer shows fails here: then the reason for that part of ours is gone.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import jwt
import pytest
import socketio
from rasa.core.channels.channel import InputChannel
from rasa.core.channels.socketio import SocketIOInput
from rasa.shared.core.events import BotUttered

from channels.webchat.input import LARGEST_PACKET, WebChatInput
from tests.channels.fake_rasa import Running, running
from tests.socket_client import client

pytestmark = [
    # Rasa does not await `enter_room`, and raises in its handlers.
    pytest.mark.filterwarnings("ignore:coroutine 'AsyncServer.enter_room' was never awaited"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

Make = Callable[..., InputChannel]
Fault = Callable[[Make], Awaitable[bool]]

KEY = "9c1f7ab24e60d83b5a7e12f4c86d09b3"
SECONDS = 0.4
"""How long silence must last to be one."""


def own(**more: Any) -> SocketIOInput:
    """Return Rasa's own channel."""
    return SocketIOInput(**more)


@pytest.fixture
def ours(credentials: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return what makes our channel with the settings that say the same."""

    def make(jwt_key: str = "", **_: Any) -> WebChatInput:
        # Our sessions always persist.
        monkeypatch.setenv("WEBCHAT_JWT_KEY", jwt_key)
        return WebChatInput.from_credentials(credentials)

    return make


async def a_session_is_never_answered(make: Make) -> bool:
    async with running(make(session_persistence=True)) as server, client(server.url) as user:
        session = await user.session()
        await user.say("您好", session_id=session)
        await asyncio.wait_for(_turn_ended(server), 20)
        # What was sent before this is confirmed has come before it.
        await user.session(session)
        return "bot_uttered" not in user.heard


async def _turn_ended(server: Running) -> None:
    """Return when the bot's answer to a message is stored: it was sent before."""
    while True:
        for message in server.agent.seen:
            tracker = await server.agent.tracker_store.retrieve(message.sender_id)
            if tracker and any(isinstance(event, BotUttered) for event in tracker.events):
                return
        await asyncio.sleep(0.02)


async def a_client_speaks_as_another(make: Make) -> bool:
    async with running(make(session_persistence=True)) as server, client(server.url) as victim:
        session = await victim.session()
        await victim.say("您好", session_id=session)
        async with client(server.url) as thief:
            await thief.say("我是他", session_id=session)
            await thief.nothing("bot_uttered", SECONDS)
        return len({message.sender_id for message in server.agent.seen}) == 1


async def a_client_names_its_own_session(make: Make) -> bool:
    async with running(make(session_persistence=True)) as server, client(server.url) as user:
        return await user.session("mine") == "mine"


async def a_token_of_one_user_opens_the_session_of_another(make: Make) -> bool:
    def token(subject: str) -> dict[str, str]:
        return {"token": jwt.encode({"sub": subject, "exp": 4_000_000_000}, KEY)}

    async with running(make(session_persistence=True, jwt_key=KEY)) as server:
        async with client(server.url, auth=token("one")) as one:
            session = await one.session()
            await one.say("您好", session_id=session)
            await one.nothing("bot_uttered", SECONDS)
        async with client(server.url, auth=token("two")) as two:
            await two.say("我是他", session_id=session)
            await two.nothing("bot_uttered", SECONDS)
        return len({message.sender_id for message in server.agent.seen}) == 1


async def any_page_may_connect(make: Make) -> bool:
    async with running(make()) as server:
        try:
            async with client(server.url, headers={"Origin": "https://evil.example"}) as user:
                return bool(await user.ask("您好"))
        except socketio.exceptions.ConnectionError:
            return False


async def an_answer_is_split_at_blank_lines(make: Make) -> bool:
    async with running(make()) as server, client(server.url) as user:
        await _press(user)
        return len(user.heard["bot_uttered"][1:]) > 1


async def metadata_is_dropped(make: Make) -> bool:
    async with running(make()) as server, client(server.url) as user:
        await _press(user)
        return "faq_id" not in (await user.wait("bot_uttered", 2))[1].get("metadata", {})


async def _press(user: Any) -> None:
    """Have the greeting, then press the button whose answer has two paragraphs."""
    greeting = await user.ask("/greet")
    await user.say(greeting["quick_replies"][0]["payload"])
    await user.nothing("bot_uttered", SECONDS)


async def a_malformed_packet_raises(make: Make) -> bool:
    """A handler that raises acknowledges nothing."""
    async with running(make()) as server, client(server.url) as user:
        try:
            await user.socket.call("user_uttered", {"message": "您好", "metadata": "{no JSON"}, timeout=1)
        except socketio.exceptions.TimeoutError:
            return True
        return False


async def a_huge_message_is_processed(make: Make) -> bool:
    async with running(make()) as server, client(server.url) as user:
        await user.say("长" * LARGEST_PACKET)
        await user.nothing("bot_uttered", SECONDS)
        return bool(server.agent.seen)


async def a_typed_command_is_obeyed(make: Make) -> bool:
    async with running(make()) as server, client(server.url) as user:
        await user.ask("/restart")
        return bool(server.agent.seen[0].text == "/restart")


async def an_error_is_silence(make: Make) -> bool:
    async with running(make()) as server, client(server.url) as user:
        await user.say("出错")
        return await user.nothing("bot_uttered", SECONDS)


async def custom_json_chooses_its_room(make: Make) -> bool:
    """What an action sends as custom JSON becomes arguments of Socket.IO's `emit`."""
    channel: Any = make()
    async with running(channel) as server, client(server.url) as one, client(server.url) as two:
        await one.ask("您好")
        await two.ask("您好")
        to, other = (message.sender_id for message in server.agent.seen)
        payload = json.loads(json.dumps({"data": {"text": "给一个人"}, "room": other}))
        try:
            await channel.get_output_channel().send_custom_json(to, payload)
        except TypeError:
            # two rooms at once
            return True
        return not await two.nothing("bot_uttered", SECONDS)


FAULTS: list[Fault] = [
    a_session_is_never_answered,
    a_client_speaks_as_another,
    a_client_names_its_own_session,
    a_token_of_one_user_opens_the_session_of_another,
    any_page_may_connect,
    an_answer_is_split_at_blank_lines,
    metadata_is_dropped,
    a_malformed_packet_raises,
    a_huge_message_is_processed,
    a_typed_command_is_obeyed,
    an_error_is_silence,
    custom_json_chooses_its_room,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_rasas_own_channel_has_the_fault(fault: Fault) -> None:
    assert await fault(own)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_ours_has_not(fault: Fault, ours: Make) -> None:
    assert not await fault(ours)


def test_the_document_names_each_fault() -> None:
    document = Path("docs/design/web-chat.md").read_text(encoding="utf-8")
    assert all(fault.__name__ in document for fault in FAULTS)

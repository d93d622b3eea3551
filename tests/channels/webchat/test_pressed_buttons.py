"""The same button of the same message counts once, however it is pressed."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from channels.webchat.input import WebChatInput
from channels.webchat.packet import START, PageTurn, read_packet
from channels.webchat.pressed_buttons import was_pressed
from tests.channels.fake_rasa import GREETING, FakeAgent, Running, running
from tests.socket_client import client

ASK = '/ask{"faq_id": "registration_how"}'
BUTTONS = {"buttons": [{"title": "怎么注册", "payload": ASK}]}
FIRST, SECOND = "bot-1795878470318489", "bot-1795878470999999"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'feedback.db'}")


def pressed(reply_to: str | None) -> UserUttered:
    return UserUttered(ASK, metadata={"reply_to": reply_to} if reply_to else {})


@pytest.mark.parametrize(
    ("reply_to", "events", "expected"),
    [
        (FIRST, [BotUttered("", BUTTONS)], False),
        (FIRST, [BotUttered("", BUTTONS), pressed(FIRST)], True),
        (FIRST, [BotUttered("", BUTTONS), pressed(SECOND)], False),
        (FIRST, [BotUttered("", BUTTONS), pressed(FIRST), BotUttered("", BUTTONS)], True),
        (FIRST, [pressed(FIRST), BotUttered("", {}, {"metadata": {"reason": "silent"}})], False),
        (None, [BotUttered("", BUTTONS)], False),
        (None, [BotUttered("", BUTTONS), pressed(None)], True),
        (None, [BotUttered("", BUTTONS), pressed(FIRST)], True),
        (None, [BotUttered("", BUTTONS), pressed(None), BotUttered("", BUTTONS)], False),
    ],
)
def test_what_is_a_second_press(reply_to: str | None, events: list[Any], expected: bool) -> None:
    assert was_pressed(PageTurn(ASK, "怎么注册", reply_to=reply_to), events) is expected


@pytest.mark.parametrize("text", ["怎么注册", "/menu", "/handoff"])
def test_typed_texts_and_the_pages_own_buttons_may_come_again(text: str) -> None:
    assert not was_pressed(PageTurn(text, text), [UserUttered(text)])


@pytest.mark.parametrize(
    "given", [7, None, "bot-1", "bot-4111111111111111", "bot-6222021234567890", "13812345678", FIRST + "\n", "x" * 99]
)
def test_a_reply_to_that_is_none_is_not_kept(given: object) -> None:
    turn = read_packet({"message": ASK, "reply_to": given}, "metadata", {"ask"})
    assert isinstance(turn, PageTurn)
    assert turn.reply_to is None
    assert "reply_to" not in turn.metadata


@pytest.mark.asyncio
@pytest.mark.parametrize("named", [True, False], ids=["named", "unnamed"])
async def test_pressed_in_two_windows_at_once(server: Running, named: bool) -> None:
    server.agent.seconds = 0.2
    async with client(server.url) as one, client(server.url) as other:
        await other.session(await one.session())
        greeting = await one.ask("/greet")
        more = {"reply_to": greeting["id"]} if named else {}
        for number in range(3):
            await asyncio.gather(
                one.say(ASK, id=f"one-{number}-000", **more), other.say(ASK, id=f"two-{number}-000", **more)
            )
        await one.wait("bot_uttered", 2)
        assert await one.nothing("bot_uttered", 1.5)
        assert [message.text for message in server.agent.seen].count(ASK) == 1
        # The same payload under another message is another button.
        again = await one.ask("/greet")
        await one.ask(ASK, **({"reply_to": again["id"]} if named else {}))
        assert [message.text for message in server.agent.seen].count(ASK) == 2


@pytest.mark.asyncio
async def test_two_windows_that_open_at_once_are_greeted_once(server: Running) -> None:
    server.agent.seconds = 0.2
    async with client(server.url) as one, client(server.url) as other:
        await other.session(await one.session())
        windows = (one, other)
        await asyncio.gather(*(window.say("/greet", reply_to=START) for window in windows))
        for window in windows:
            await window.wait("bot_uttered", 1)
        assert await one.nothing("bot_uttered", 1.0)
        # After an end the same conversation is empty once more.
        assert await one.socket.call("end") == {"ok": True}
        assert (await one.ask("/greet", reply_to=START))["text"] == GREETING["text"]


@pytest.mark.asyncio
async def test_pressed_again_after_the_server_was_started_anew(credentials: dict[str, object]) -> None:
    agent = FakeAgent()
    async with running(WebChatInput.from_credentials(credentials), agent=agent) as server, client(server.url) as user:
        session = await user.session()
        greeting = await user.ask("/greet")
        await user.ask(ASK, reply_to=greeting["id"], title="怎么注册")
    async with running(WebChatInput.from_credentials(credentials), agent=agent) as server, client(server.url) as user:
        await user.session(session)
        await user.say(ASK, reply_to=greeting["id"], id="again-0001")
        until = await user.wait("bot_typing", 2)
        assert until[-1] == {"on": False, "id": "again-0001", "repeated": True}
        assert "bot_uttered" not in user.heard
    assert [message.text for message in agent.seen].count(ASK) == 1


@pytest.mark.asyncio
async def test_a_button_whose_turn_failed_may_be_pressed_again(server: Running) -> None:
    async with client(server.url) as user:
        await user.session()
        greeting = await user.ask("/greet")
        server.agent.__dict__["_responses"] = lambda text: []
        regret = await user.ask(ASK, reply_to=greeting["id"])
        assert regret["metadata"]["reason"] == "silent"
        del server.agent.__dict__["_responses"]
        answer = await user.ask(ASK, reply_to=greeting["id"])
        assert answer["metadata"]["outcome"] == "answer"

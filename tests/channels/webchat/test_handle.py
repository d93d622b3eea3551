"""A handle opens one conversation, for one origin, for a while."""

import asyncio

import pytest

from channels.webchat.handle import LASTS, issue, verified_conversation
from tests.channels.fake_rasa import Running
from tests.socket_client import client

KEY, OTHER = b"k" * 32, b"o" * 32
SENDER, ORIGIN = "web-" + "0f" * 16, "https://www.example.org"
NOW = 1_800_000_000.0


def test_it_leads_back_for_a_while() -> None:
    handle = issue(KEY, SENDER, ORIGIN, NOW)
    assert verified_conversation(KEY, handle, ORIGIN, NOW) == SENDER
    assert verified_conversation(KEY, handle, ORIGIN, NOW + LASTS - 1) == SENDER
    assert verified_conversation(KEY, handle, ORIGIN, NOW + LASTS) is None


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://www.example.org",
        "https://www.example.org:8443",
        "",
        None,
        7,
        "null",
        ORIGIN + "/",
    ],
)
def test_it_is_useless_elsewhere(origin: object) -> None:
    assert verified_conversation(KEY, issue(KEY, SENDER, ORIGIN, NOW), origin, NOW) is None


@pytest.mark.parametrize("at", range(0, 107, 5))
def test_an_altered_one_is_refused(at: int) -> None:
    handle = issue(KEY, SENDER, ORIGIN, NOW)
    assert handle
    changed = handle[:at] + ("0" if handle[at] != "0" else "1") + handle[at + 1 :]
    assert verified_conversation(KEY, changed, ORIGIN, NOW) is None


@pytest.mark.parametrize("claimed", [None, 7, "", "x" * 500, SENDER, "٣" * 32 + ".1800001200." + "a" * 64])
def test_what_is_none_is_refused(claimed: object) -> None:
    assert verified_conversation(KEY, claimed, ORIGIN, NOW) is None


def test_another_key_did_not_issue_it_and_other_channels_have_none() -> None:
    assert verified_conversation(OTHER, issue(KEY, SENDER, ORIGIN, NOW), ORIGIN, NOW) is None
    assert issue(KEY, "user-7", ORIGIN) is None
    assert issue(KEY, "wechat-1", ORIGIN) is None
    assert issue(KEY, SENDER, "javascript:alert(1)") is None


@pytest.mark.asyncio
async def test_a_handle_opens_the_conversation_and_is_no_session(server: Running) -> None:
    async with client(server.url) as one, client(server.url) as other, client(server.url) as third:
        session = await one.session()
        await one.ask("甲")
        handle = (await one.socket.call("handle_request", {"origin": ORIGIN}))["handle"]
        assert session not in handle
        await other.socket.emit("session_request", {"handle": handle, "origin": ORIGIN})
        await other.wait("session_handed")
        assert [message["text"] for message in await other.history()] == ["甲", "您说：甲"]
        assert (await other.socket.call("handle_request", {"origin": "https://evil.example"})) == {}
        assert (await other.socket.call("handle_request", {"origin": ORIGIN}))["handle"]
        assert await third.session(handle) != handle
        await third.socket.emit("session_request", {"handle": handle, "origin": "https://evil.example"})
        await third.wait("session_confirm", 2)
        assert await third.history() == []
        await asyncio.gather(*(third.socket.call("handle_request", asked) for asked in (None, 7, {}, {"origin": 7})))

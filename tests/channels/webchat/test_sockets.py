"""Malformed packets over real connections: each is counted, a few close the connection, the log stays short."""

import asyncio
import logging
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from channels.webchat import sockets
from channels.webchat.input import LARGEST_PACKET, WebChatInput
from channels.webchat.sockets import MOST_MALFORMED
from tests.channels.fake_rasa import Running, running
from tests.channels.webchat.malformed import ENGINE, SOCKET, TRANSPORTS, Raw, frames
from tests.socket_client import client

pytestmark = pytest.mark.asyncio

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
ALL = [*ENGINE, *SOCKET]


@pytest.fixture
def channel(credentials: dict[str, object]) -> WebChatInput:
    return WebChatInput.from_credentials(credentials)


@pytest_asyncio.fixture
async def server(channel: WebChatInput) -> AsyncIterator[Running]:
    async with running(channel) as it:
        yield it


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("session", [True, False])
async def test_a_few_of_any_kind_close_the_connection(
    server: Running, channel: WebChatInput, transport: str, session: bool, caplog: pytest.LogCaptureFixture
) -> None:
    # Over polling an empty body brings no frame at all.
    for frame in ALL if transport == "websocket" else filter(None, ALL):
        channel.guard.counts.clear()
        async with TRANSPORTS[transport](server.url, session) as raw:
            for _ in range(MOST_MALFORMED):
                await raw.send(frame)
            assert await raw.closed(), frame
        assert channel.guard.counts == {"malformed": MOST_MALFORMED}, frame
    [said] = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert said.getMessage() == "A connection was closed: its packets are malformed."
    assert not said.exc_info


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_many_of_many_kinds_are_one_line(
    server: Running, transport: str, caplog: pytest.LogCaptureFixture
) -> None:
    for seed in range(30):
        async with TRANSPORTS[transport](server.url, seed % 2 == 0) as raw:
            for frame in frames(seed, 40):
                await raw.send(frame)
            assert await raw.closed()
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1
    async with client(server.url) as user:
        assert await user.ask("您好")


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_fewer_leave_it_open(server: Running, transport: str) -> None:
    async with TRANSPORTS[transport](server.url, True) as raw:
        for frame in ("42[]", "x", "45", "40/none,")[: MOST_MALFORMED - 1]:
            await raw.send(frame)
        await raw.send('42["user_uttered",{"message":"您好"}]')
        await raw.send("42[]")
        assert await raw.closed()
    assert [message.text for message in server.agent.seen] == ["您好"]


async def test_they_count_for_their_address(credentials: dict[str, object]) -> None:
    allowed = {"conversation": "20 per 10 seconds", "address": "7 per 1 minute"}
    async with running(WebChatInput.from_credentials({**credentials, "rate_limits": allowed})) as server:
        for sent in (MOST_MALFORMED, 3):
            async with TRANSPORTS["websocket"](server.url, False) as raw:
                for _ in range(sent):
                    await raw.send("42[]")
                assert await raw.closed()
        async with client(server.url) as user:
            assert (await user.ask("您好"))["metadata"]["reason"] == "too_fast"


async def test_who_asks_and_does_not_read_is_cut_off(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "MOST_UNREAD", 10)
    async with TRANSPORTS["polling"](server.url, True) as raw:
        for number in range(11):
            assert await raw.send(f'42["user_uttered",{{"message":"{number}"}}]') == 200
        await asyncio.wait_for(_refused(raw), 10)


async def _refused(raw: Raw) -> None:
    while await raw.send('42["typing"]') == 200:
        await asyncio.sleep(0.05)


async def test_a_flood_of_one_connection_is_read_at_its_pace(server: Running) -> None:
    before = asyncio.all_tasks()
    large = '42["user_uttered",{"message":"/menu","metadata":{"title":"' + "1 " * 25_000 + '"}}]'
    async with TRANSPORTS["websocket"](server.url, True) as raw:
        flood = asyncio.ensure_future(_flooding(raw, large))
        most = 0
        for _ in range(60):
            await asyncio.sleep(0.05)
            most = max(most, len(asyncio.all_tasks() - before))
        flood.cancel()
        async with client(server.url) as user:
            assert (await user.ask("您好"))["text"]
    assert most < 300


async def _flooding(raw: Raw, frame: str) -> None:
    while True:
        await raw.send(frame)


async def test_an_upgrade_is_answered_once(server: Running, channel: WebChatInput) -> None:
    async with client(server.url, transports=["polling", "websocket"]) as user:
        assert await user.ask("您好")
        assert user.socket.transport() == "websocket"
    assert channel.guard.counts == {}


async def test_connecting_again_and_again_is_too_fast(server: Running, channel: WebChatInput) -> None:
    async with TRANSPORTS["websocket"](server.url, False) as raw:
        for _ in range(20 + MOST_MALFORMED):
            await raw.send("40")
            await raw.send("41")
        assert await raw.closed()
    assert channel.guard.counts == {"malformed": 1}


async def test_a_frame_that_is_too_large_leaves_nothing_behind(server: Running) -> None:
    before = asyncio.all_tasks()
    async with TRANSPORTS["websocket"](server.url, True) as raw:
        await raw.send('42["user_uttered",{"title":"' + "长" * LARGEST_PACKET + '"}]')
        assert await raw.closed()

    async def gone() -> None:
        while any("FrameAssembler" in repr(task) for task in asyncio.all_tasks() - before):
            await asyncio.sleep(0.05)

    await asyncio.wait_for(gone(), 10)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-WebSocket-Key": "x"},
        {"Sec-WebSocket-Key": KEY},
        {"Sec-WebSocket-Key": KEY, "Sec-WebSocket-Version": "9"},
    ],
)
async def test_a_handshake_that_is_none_is_a_bad_request(
    server: Running, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    sent = {"Upgrade": "websocket", "Connection": "Upgrade", **headers}
    address = f"{server.url}/socket.io/?EIO=4&transport=websocket"
    async with aiohttp.ClientSession() as http, http.get(address, headers=sent) as answer:
        assert answer.status == 400
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]

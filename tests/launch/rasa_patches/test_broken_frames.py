"""Frames of a WebSocket that are no text, or that nobody reads: the log is silent, and nothing of them stays."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from sanic.server.websockets.impl import WebsocketImplProtocol
from websockets.frames import Frame

from channels.webchat.input import WebChatInput
from launch.rasa_patches.broken_frames import end_with_the_connection
from tests.channels.fake_rasa import Running, running

pytestmark = pytest.mark.asyncio

OPENING = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
    b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
NO_MASK = b"\0\0\0\0"


@pytest_asyncio.fixture
async def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Running]:
    for name in ("process_events", "connection_lost"):
        monkeypatch.setattr(WebsocketImplProtocol, name, getattr(WebsocketImplProtocol, name))
    end_with_the_connection()
    monkeypatch.setenv("SESSION_SECRET", "9c1f7ab24e60d83b5a7e12f4c86d09b3")
    async with running(WebChatInput.from_credentials({"secret_file": str(tmp_path / "key")})) as it:
        yield it


async def answered(server: Running, *pieces: bytes) -> bytes:
    """Send each piece by itself, and return what comes back until the server has closed the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
    writer.write(OPENING)
    await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
    for piece in pieces:
        writer.write(piece)
        await asyncio.sleep(0)
    try:
        return await asyncio.wait_for(reader.read(), 20)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_no_text_closes_the_socket(server: Running, caplog: pytest.LogCaptureFixture) -> None:
    assert b"\x03\xef" in await answered(server, b"\x81\x82" + NO_MASK + b"\xff\xfe")
    gc.collect()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_what_nobody_reads_does_not_stay(server: Running) -> None:
    before = asyncio.all_tasks()
    for _ in range(5):
        await answered(server, *[(b"\x81\x81" + NO_MASK + b"x") * 50] * 50)

    async def gone() -> None:
        while any("async_data_received" in repr(task) for task in asyncio.all_tasks() - before):
            await asyncio.sleep(0.05)

    await asyncio.wait_for(gone(), 20)
    # The traceback of a cancelled task keeps them where the garbage collector does not look.
    assert sum(type(kept) is Frame and kept.data == b"x" for kept in gc.get_objects()) < 50

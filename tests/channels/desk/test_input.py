"""The way back from the desk, over real connections."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from channels.desk.input import DeskInput
from channels.rest.input import RestInput
from channels.watch.input import WatchInput
from channels.webchat.input import WebChatInput
from tests.channels.fake_rasa import Running, running
from tests.desk_receiver import SECRET, signed
from tests.socket_client import client

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def served(credentials: dict[str, object]) -> AsyncIterator[Running]:
    chat = WebChatInput.from_credentials(credentials)
    others = WatchInput.from_credentials({}), RestInput.from_credentials({})
    async with running(*others, chat, DeskInput(SECRET.decode())) as it:
        yield it


async def post(server: Running, body: bytes, headers: Mapping[str, str]) -> int:
    url = f"{server.url}/webhooks/desk/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
        await response.text()
        return response.status


async def test_what_a_person_writes_arrives_on_the_open_page_and_stays(served: Running) -> None:
    async with client(served.url) as user:
        await user.session()
        await user.ask("转人工")
        conversation = served.agent.seen[0].sender_id
        packet = {"conversation": conversation, "event": "message", "text": "您好，我是客服"}
        assert await post(served, *signed(packet)) == 200
        told: list[dict[str, Any]] = await user.wait("bot_uttered", 2)
        assert told[1]["text"] == "您好，我是客服"
        assert told[1]["metadata"] == {"outcome": "handoff", "from": "person"}
    tracker = await served.agent.tracker_store.retrieve(conversation)
    assert tracker
    assert tracker.events[-1].as_dict()["text"] == "您好，我是客服"


async def test_the_end_is_a_turn_of_its_own(served: Running) -> None:
    async with client(served.url) as user:
        await user.session()
        await user.ask("转人工")
        conversation = served.agent.seen[0].sender_id
        for _ in range(2):
            assert await post(served, *signed({"conversation": conversation, "event": "closed"})) == 200
        told = await user.wait("bot_uttered", 3)
        assert [message["text"] for message in told[1:]] == ["您说：/resume"] * 2
    assert served.agent.seen[-1].sender_id == conversation


async def test_only_the_desk_may_speak(served: Running) -> None:
    body, headers = signed({"conversation": "a", "event": "closed"})
    assert await post(served, body, {}) == 403
    assert await post(served, body + b" ", headers) == 403
    assert await post(served, *signed({"conversation": "a", "event": "closed"}, at=1.0)) == 403
    assert await post(served, b" " * 70_000, headers) == 413
    assert not served.agent.seen


@pytest.mark.parametrize(
    "header", ["X-Signature", "X-Timestamp", "X-Delivery", "X-Request-ID", "Origin", "Cookie", "Content-Type"]
)
@pytest.mark.parametrize("value", [b"sha256=\xff\xfe", b"\xff", "sha256=ü".encode(), "sha256=\u0661".encode()])
async def test_no_bytes_in_a_header_are_an_error(served: Running, header: str, value: bytes) -> None:
    _, headers = signed({}, time.time())
    lines = {**{name: text.encode() for name, text in headers.items()}, header: value}
    for path in ("/webhooks/desk/webhook", "/webhooks/rest/webhook", "/metrics"):
        assert await status_of(served, path, lines) in ((200,) if path == "/metrics" else (400, 403))


async def status_of(server: Running, path: str, headers: Mapping[str, bytes]) -> int:
    """Post nothing (read, where only that is allowed), with headers that a library would not send."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
    method = "GET" if path == "/metrics" else "POST"
    first = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n".encode()
    writer.write(first + b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers.items()) + b"\r\n")
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status


async def test_what_is_signed_may_still_be_wrong(served: Running) -> None:
    assert await post(served, *signed({"conversation": "nobody", "event": "closed"})) == 404
    assert await post(served, *signed(["closed"])) == 400


async def test_without_a_secret_there_is_no_way_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDOFF_WEBHOOK_SECRET", raising=False)
    async with running(DeskInput.from_credentials(None)) as server:
        assert await post(server, *signed({"conversation": "a", "event": "closed"}, secret=b"")) == 404

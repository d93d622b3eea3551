"""The chat page, as a browser gets it from the server."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from channels.chat_page import ChatPageInput
from channels.webchat.input import WebChatInput
from tests.channels.fake_rasa import Running, running

pytestmark = pytest.mark.asyncio

WEB = Path(__file__).parents[2] / "web"


@pytest_asyncio.fixture
async def page(credentials: dict[str, object]) -> AsyncIterator[Running]:
    channels = (
        WebChatInput.from_credentials(credentials),
        ChatPageInput.from_credentials({"folder": str(WEB)}),
    )
    async with running(*channels) as it:
        yield it


async def test_the_page_stands_in_place_of_rasas_greeting(page: Running) -> None:
    async with aiohttp.ClientSession(page.url) as http, http.get("/") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "<title>学时助手</title>" in await answer.text()


@pytest.mark.parametrize("path", ["/", "/web/chat.js", "/web/chat.css", "/web/icon.svg", "/web/socket.io.js"])
async def test_every_file_carries_the_security_headers(page: Running, path: str) -> None:
    async with aiohttp.ClientSession(page.url) as http, http.get(path) as answer:
        assert answer.status == 200
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Content-Type"].endswith("charset=utf-8")


async def test_a_browser_is_told_when_nothing_has_changed(page: Running) -> None:
    async with aiohttp.ClientSession(page.url) as http:
        async with http.get("/web/chat.js") as answer:
            tag = answer.headers["ETag"]
        async with http.get("/web/chat.js", headers={"If-None-Match": tag}) as answer:
            assert (answer.status, await answer.read()) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/web/",
        "/web/package.json",
        "/web/.npmrc",
        "/web/../credentials.yml",
        "/web/..%2fcredentials.yml",
        "/web/%2e%2e/credentials.yml",
        "/web/..%5ccredentials.yml",
        "/web//etc/passwd",
        "/web/%2fetc%2fpasswd",
        "/web/chat.js%00.html",
        "/web/node_modules/socket.io-client/package.json",
    ],
)
async def test_nothing_else_is_served(page: Running, path: str) -> None:
    # A socket, since an HTTP client tidies the path up.
    host, _, port = page.url.removeprefix("http://").partition(":")
    assert b" 404 " in await _status_line(host, int(port), path)


async def _status_line(host: str, port: int, path: str) -> bytes:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return line


async def test_rasas_other_addresses_stay(page: Running) -> None:
    async with aiohttp.ClientSession(page.url) as http:
        async with http.get("/webhooks/socketio/") as answer:
            assert answer.status == 200
        async with http.post("/") as answer:
            assert answer.status == 405
        async with http.get("/nowhere") as answer:
            assert answer.status == 404

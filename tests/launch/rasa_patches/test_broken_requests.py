"""Anybody may send what is no request, as often as they like: the log is silent, and the server goes on."""

import asyncio
import logging
from urllib.parse import urlsplit

import pytest
from sanic import headers
from sanic.http import Http

from channels.entrance.input import EntranceInput
from launch.rasa_patches.broken_requests import close_quietly, name_misdirected
from tests.channels.fake_rasa import running

pytestmark = pytest.mark.asyncio

HOST = b"Host: localhost\r\n"
BROKEN = (
    b"GET /\xff\xfe HTTP/1.1\r\n" + HOST,
    b"GET /?\xe5\x95 HTTP/1.1\r\n" + HOST,
    b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
    b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nx",
    b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n\r\nhello",
    b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\n",
    b"GET / HTTP/9\r\n" + HOST,
    b"\x16\x03\x01\x02\x00\x01\x00\xfc",
    b"GET / HTTP/1.1\r\n\xff\xfe: \xff\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"no colon\r\n",
)


async def sent(port: int, request: bytes) -> bytes:
    """Return the first line of what comes back until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request + b"Connection: close\r\n\r\n" if request.endswith(b"\r\n") else request + b"\r\n\r\n")
    writer.write_eof()
    line = await asyncio.wait_for(reader.readline(), 10)
    writer.close()
    return line


@pytest.fixture(autouse=True)
def _patched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Http, "http1", Http.http1)
    monkeypatch.setattr(Http, "error_response", Http.error_response)
    monkeypatch.setattr(headers, "_HTTP1_STATUSLINES", [*headers._HTTP1_STATUSLINES])
    close_quietly()
    name_misdirected()


async def test_the_log_is_silent_and_the_server_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    async with running(EntranceInput(())) as server:
        port = urlsplit(server.url).port or 0
        for request in BROKEN:
            assert b" 500 " not in await sent(port, request), request
            assert b" 200 " in await sent(port, b"GET / HTTP/1.1\r\n" + HOST)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.parametrize(
    "target", [b"/\xff", b"/?\xe5\x95", b"evil:443", b"x", b"http://", b"\xff", b"http://localhost"]
)
async def test_an_address_that_is_none_is_answered(target: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async with running(EntranceInput(())) as server:
        line = await sent(urlsplit(server.url).port or 0, b"GET " + target + b" HTTP/1.1\r\n" + HOST)
    assert line == b"HTTP/1.1 400 Bad Request\r\n"
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_foreign_host_is_misdirected() -> None:
    async with running(EntranceInput(())) as server:
        line = await sent(urlsplit(server.url).port or 0, b"GET / HTTP/1.1\r\nHost: evil.example\r\n")
    assert line == b"HTTP/1.1 421 Misdirected Request\r\n"

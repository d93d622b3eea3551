"""Anybody may send what is no request, as often as they like: the log is silent, and the server goes on."""

import asyncio
import logging
from urllib.parse import urlsplit

import pytest
from sanic.http import Http

from channels.entrance.input import EntranceInput
from launch.rasa_patches.broken_requests import close_quietly
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


async def test_the_log_is_silent_and_the_server_goes_on(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Http, "http1", Http.http1)
    close_quietly()
    async with running(EntranceInput(())) as server:
        port = urlsplit(server.url).port or 0
        for request in BROKEN:
            assert b" 500 " not in await sent(port, request), request
            assert b" 200 " in await sent(port, b"GET / HTTP/1.1\r\n" + HOST)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []

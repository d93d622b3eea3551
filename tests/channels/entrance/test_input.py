"""What every request is asked, over real connections."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from channels import http
from channels.desk.input import DeskInput
from channels.entrance.input import EntranceInput
from channels.rest.input import RestInput
from tests.channels.fake_rasa import Running, running

pytestmark = pytest.mark.asyncio

REST = "POST /webhooks/rest/webhook"
ROUTES = (REST, "POST /webhooks/desk/webhook", "POST /none", "GET /", "PUT /")


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    entrance = EntranceInput({"assistant.example.org"})
    async with running(entrance, RestInput.from_credentials({}), DeskInput.from_credentials(None)) as it:
        yield it


async def status(server: Running, route: str, *headers: str, body: bytes = b"", host: str = "localhost") -> int:
    """Return the status of the answer; a server that does not answer raises TimeoutError."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
    try:
        head = "\r\n".join([f"{route} HTTP/1.1", f"Host: {host}", *headers, "", ""])
        writer.write(head.encode("utf-8", "surrogateescape") + body)
        line = await asyncio.wait_for(reader.readline(), 5)
        return int(line.split()[1])
    finally:
        writer.close()


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "headers",
    [("Content-Length: abc",), ("Content-Length: -5",), ("Content-Length: +5",), ("Content-Length: ",),
     ("Content-Length: ５",), ("Content-Length: 1e3",), (f"Content-Length: {'9' * 5000}",),
     ("Content-Length: 5", "Content-Length: 6"),
     ("Content-Length: 0", "Content-Length: 0"), ("Content-Length: 5", "content-length: 5"),
     ("Transfer-Encoding: gzip",),
     ("Transfer-Encoding: chunked", "Content-Length: 5")],
)  # fmt: skip
async def test_a_length_that_is_none_is_refused_at_once(server: Running, route: str, headers: tuple[str, ...]) -> None:
    assert await status(server, route, *headers) == 400


@pytest.mark.parametrize("route", ROUTES)
async def test_a_body_of_100_mb_is_not_read(server: Running, route: str) -> None:
    assert await status(server, route, f"Content-Length: {100 * 1024 * 1024}") == 413


@pytest.mark.parametrize(("length", "answered"), [(1024 * 1024, 404), (1024 * 1024 + 1, 413)])
async def test_wechat_s_own_body_is_its_channel_s_to_judge(server: Running, length: int, answered: int) -> None:
    """No account is configured here, so that nothing stands behind the entrance."""
    route = "POST /webhooks/wechat/webhook"
    assert await status(server, route, f"Content-Length: {length}", body=b"a" * length) == answered


async def test_a_body_that_does_not_say_its_length_is_not_read_to_its_end(server: Running) -> None:
    chunk = b"1000\r\n" + b" " * 4096 + b"\r\n"
    assert await status(server, REST, "Transfer-Encoding: chunked", body=chunk * 33) == 413


LARGEST = "20000"
"""128 kB, as a chunk's length is written."""


@pytest.mark.parametrize("route", [REST, "POST /webhooks/desk/webhook", "GET /", "GET /none"])
@pytest.mark.parametrize("size", ["20001", "FFFFFFFFFF", "ffffffff;x=1", "7fffffffffffffff", "00000000000100000000"])
@pytest.mark.parametrize("before", [b"", b"5\r\nabcde\r\n", b"1\r\na\r\n" * 20])
async def test_a_chunk_that_says_it_is_too_large_is_refused_at_once(
    server: Running, route: str, size: str, before: bytes
) -> None:
    assert await status(server, route, "Transfer-Encoding: chunked", body=before + f"{size}\r\n".encode()) == 413


async def test_a_chunk_of_the_largest_size_is_read(server: Running) -> None:
    body = b'{"sender": "a", "message": "x"}'.ljust(int(LARGEST, 16))
    chunk = f"{LARGEST}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    # The channel's own limit is lower.
    assert await status(server, REST, "Transfer-Encoding: chunked", body=chunk) == 413
    small = b'{"sender": "a", "message": "x"}'.ljust(4096)
    chunk = b"1000\r\n" + small + b"\r\n0\r\n\r\n"
    assert await status(server, REST, "Transfer-Encoding: chunked", body=chunk) == 200


@pytest.mark.parametrize("route", [REST, "POST /webhooks/desk/webhook", "GET /"])
@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("Transfer-Encoding: chunked", b""),
        ("Transfer-Encoding: chunked", b"FFFFFFFFFF"),
        ("Transfer-Encoding: chunked", b"100\r\nabc"),
        ("Transfer-Encoding: chunked", b"3\r\nabc\r\n"),
        ("Content-Length: 100", b""),
        ("Content-Length: 100", b"abc"),
    ],
)
async def test_a_body_that_does_not_come_is_not_waited_for(
    server: Running, route: str, header: str, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "BODY_PAUSE", 0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
    writer.write(f"{route} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n".encode() + body)
    # Until the end: the connection is closed as well.
    answer = await asyncio.wait_for(reader.read(), 4)
    writer.close()
    assert answer.split()[1] == b"408"


async def test_a_body_that_fits_is_read(server: Running) -> None:
    body = b'{"sender": "a", "message": "x"}'
    assert await status(server, REST, f"Content-Length: {len(body)}", body=body) == 200
    chunk = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    assert await status(server, REST, "Transfer-Encoding: chunked", body=chunk) == 200


@pytest.mark.parametrize("route", ROUTES)
async def test_another_host_is_refused_with_one_line(
    server: Running, route: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        assert await status(server, route, host="evil.example") == 421
    [said] = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert "ALLOWED_HOSTS" in said.getMessage()
    assert "evil.example" in said.getMessage()


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "[::1]:5005", "assistant.example.org"])
async def test_our_hosts_are_served(server: Running, host: str) -> None:
    assert await status(server, "GET /", host=host) == 200


@pytest.mark.parametrize(
    ("request_line", "headers", "answered"),
    [
        ("GET / HTTP/1.1", ["localhost", "evil.example"], 400),
        ("GET / HTTP/1.1", ["localhost", "localhost"], 400),
        ("GET / HTTP/1.1", [], 400),
        ("GET / HTTP/1.1", [""], 421),
        ("GET / HTTP/1.0", [""], 421),
        ("GET / HTTP/1.0", [], 200),
        ("GET http://evil.example/ HTTP/1.1", ["localhost"], 421),
        ("GET http://localhost@evil.example/ HTTP/1.1", ["localhost"], 421),
        ("GET http://evil.example HTTP/1.0", [], 421),
        ("GET HTTPS://evil.example/ HTTP/1.1", ["localhost"], 421),
        ("GET ftp://localhost/ HTTP/1.1", ["localhost"], 421),
        ("GET http://assistant.example.org:80/ HTTP/1.1", ["localhost"], 200),
        ("GET http://localhost/ HTTP/1.1", ["evil.example"], 421),
        ("GET //evil.example/ HTTP/1.1", ["localhost"], 404),
    ],
)
async def test_all_that_a_request_names_must_be_ours(
    server: Running, request_line: str, headers: list[str], answered: int
) -> None:
    head = "".join(f"Host: {host}\r\n" for host in headers)
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
    writer.write(f"{request_line}\r\n{head}\r\n".encode())
    line = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    assert int(line.split()[1]) == answered, line

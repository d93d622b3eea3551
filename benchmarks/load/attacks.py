"""What somebody sends who wants to stop the others, each kind as fast as one connection or three allow."""

import asyncio
import itertools
import socket
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

import aiohttp

from tests.socket_client import client

HEADERS = {"X-Forwarded-For": "203.0.113.9"}
"""The attacker's own address, as a proxy tells it."""

PAUSE = 0.005
LARGE = 60_000

Attack = Callable[[str, str, float], Awaitable[None]]
"""Takes the addresses of the assistant and of the desk, and until when (`time.monotonic`)."""

PACKETS: Mapping[str, tuple[str, object]] = {
    "packets of 60 kB: a title": ("user_uttered", {"message": "/menu", "metadata": {"title": "1 " * (LARGE // 2)}}),
    "packets of 60 kB: a text": ("user_uttered", {"message": "a@" * (LARGE // 2), "id": "x" * 40}),
    "packets of 60 kB: a session": ("session_request", {"session_id": "x" * LARGE, "handle": "1 " * 100}),
    "500 characters that stand for 18 each": ("user_uttered", {"message": "\ufdfa" * 500}),
    "494 characters of names of roles": ("user_uttered", {"message": "老师用人单位" * 82}),
    "494 characters of digits and spaces": ("user_uttered", {"message": "1 " * 247}),
    "an event that only the server makes": ("connect", {"a": 1}),
    "sessions": ("session_request", {}),
    "histories": ("history_request", None),
    "packets that are none": ("user_uttered", [[["x"] * 50] * 50]),
}


def of_packets(event: str, packet: object) -> Attack:
    async def attack(url: str, _: str, until: float) -> None:
        while time.monotonic() < until:
            with suppress(Exception):
                async with client(url, headers=HEADERS) as visitor:
                    await visitor.session()
                    while time.monotonic() < until and visitor.socket.connected:
                        await visitor.socket.emit(event, packet)
                        await asyncio.sleep(PAUSE)
            await asyncio.sleep(PAUSE)

    return attack


def of_requests(head: bytes, more: bytes = b"", times: int = 0, *, desk: bool = False) -> Attack:
    """Send the same request again and again; `more` follows it so many times, or until nobody listens."""

    async def attack(url: str, desk_url: str, until: float) -> None:
        port = urlsplit(desk_url if desk else url).port or 0
        while time.monotonic() < until:
            await asyncio.to_thread(_send, port, head, more, times)
            await asyncio.sleep(PAUSE)

    return attack


def _send(port: int, head: bytes, more: bytes, times: int) -> None:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(head + b"\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n")
        for _ in range(times):
            connection.sendall(more)
        connection.recv(1024)


def posted(path: str, bodies: Iterator[object], *, desk: bool = False) -> Attack:
    async def attack(url: str, desk_url: str, until: float) -> None:
        async with aiohttp.ClientSession(headers=HEADERS) as http:
            while time.monotonic() < until:
                with suppress(aiohttp.ClientError, asyncio.TimeoutError):
                    async with http.post(f"{desk_url if desk else url}{path}", json=next(bodies)) as answer:
                        await answer.read()
                await asyncio.sleep(PAUSE)

    return attack


def _request(line: str, *headers: str) -> bytes:
    return "\r\n".join([f"{line} HTTP/1.1", *(headers or ("Host: 127.0.0.1",))]).encode("latin-1")


REST, SIGN_IN, HOST = "/webhooks/rest/webhook", "/api/sign-in", "Host: 127.0.0.1"
LENGTH = f"Content-Length: {100 * 1024 * 1024}"
PIECE = b"x" * 65_536

ATTACKS: Mapping[str, Attack] = {
    **{name: of_packets(*packet) for name, packet in PACKETS.items()},
    "lengths that are none": of_requests(_request(f"POST {REST}", HOST, "Content-Length: -5")),
    "bodies of 100 MB": of_requests(_request(f"POST {REST}", HOST, LENGTH), PIECE, 1600),
    "bodies of 100 MB without a length": of_requests(
        _request(f"POST {REST}", HOST, "Transfer-Encoding: chunked"), b"10000\r\n" + PIECE + b"\r\n", 1600
    ),
    "foreign hosts": of_requests(_request("GET /", "Host: evil.example")),
    "addresses that are no text": of_requests(_request("GET /\xff\xfe")),
    "signatures that are no text": of_requests(
        _request("POST /webhooks/desk/webhook", HOST, "X-Signature: sha256=\xff\xfe", "Content-Length: 0")
    ),
    "REST with 60 kB of metadata": posted(
        REST, itertools.repeat({"sender": "a", "message": "你好", "metadata": {"x": "1 " * (LARGE // 2)}})
    ),
    "the desk: passwords are guessed": posted(
        SIGN_IN, ({"name": f"name{number}", "password": "wrong word 12"} for number in itertools.count()), desk=True
    ),
    "the desk: bodies of 60 kB": posted(SIGN_IN, itertools.repeat({"name": "x" * LARGE, "password": "y"}), desk=True),
    "the desk: bodies of 100 MB": of_requests(_request(f"POST {SIGN_IN}", HOST, LENGTH), PIECE, 1600, desk=True),
}


async def _three(name: str, url: str, desk: str, seconds: float) -> None:
    until = time.monotonic() + seconds
    await asyncio.gather(*(ATTACKS[name](url, desk, until) for _ in range(3)))


def run(name: str, url: str, desk: str, seconds: float) -> None:
    """Attack for so long; for a process of its own."""
    asyncio.run(_three(name, url, desk, seconds))

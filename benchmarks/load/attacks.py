"""What somebody sends who wants to stop the others, each kind as fast as a few connections allow."""

import asyncio
import itertools
import socket
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

import aiohttp

from tests.socket_client import client

PAUSE = 0.005
LARGE = 60_000
MANY = 10

Sending = Callable[[str, str, float, str], Awaitable[None]]
"""Takes the URLs of the assistant and of the desk, until when (`time.monotonic`), and the sender's own address."""


class Attack(NamedTuple):
    """`addresses`: those of its connections, which send at once. `asked`: what users ask instead of the usual."""

    sending: Sending
    addresses: Sequence[str] = ("203.0.113.9",) * 3
    asked: Sequence[str] = ()


LONG_QUESTIONS = (
    "老师您好，我是县里一所中学的语文老师，今年的公需课和专业课都已经学完了，想问一下证书在哪个菜单里面打印，找了半天没有找到，麻烦您了",
    "您好，请问一年一共要修够多少学时才算达标，公需课和专业课分别是多少，我们学校要求月底之前必须完成，时间有点紧张，谢谢老师了",
)
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
# The costliest of docs/benchmarks/long-texts.md and of what reviewers found.
TEXTS: Mapping[str, str] = {
    "125 questions": "谁审核？" * 125,
    "27 characters that stand for 18 each": "\ufdfa" * 27,
    "482 characters like an address": "a." * 240 + "@b",
}
FORTY = tuple(f"203.0.113.{number}" for number in range(40))
PLAIN = "证书怎么打印"
VISITORS: Mapping[str, Sequence[str]] = {
    f"{MANY} visitors of an address": ("203.0.113.9",) * MANY,
    f"{MANY} addresses": tuple(f"203.0.113.{number}" for number in range(MANY)),
}


def of_packets(event: str, packet: object) -> Sending:
    async def send(url: str, _: str, until: float, address: str) -> None:
        while time.monotonic() < until:
            with suppress(Exception):
                async with client(url, headers=from_address(address)) as visitor:
                    await visitor.session()
                    while time.monotonic() < until and visitor.socket.connected:
                        await visitor.socket.emit(event, packet)
                        await asyncio.sleep(PAUSE)
            await asyncio.sleep(PAUSE)

    return send


def from_address(address: str) -> Mapping[str, str]:
    """Return the headers with which a proxy tells the sender's address."""
    return {"X-Forwarded-For": address}


def of_requests(head: bytes, more: bytes = b"", times: int = 0, *, desk: bool = False) -> Sending:
    """Send the same request again and again; `more` follows it so many times, or until nobody listens."""

    async def send(url: str, desk_url: str, until: float, address: str) -> None:
        port = urlsplit(desk_url if desk else url).port or 0
        whole = head + f"\r\nX-Forwarded-For: {address}\r\n\r\n".encode()
        while time.monotonic() < until:
            await asyncio.to_thread(_send, port, whole, more, times)
            await asyncio.sleep(PAUSE)

    return send


def _send(port: int, head: bytes, more: bytes, times: int) -> None:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(head)
        for _ in range(times):
            connection.sendall(more)
        connection.recv(1024)


def posted(path: str, bodies: Iterator[object], *, desk: bool = False) -> Sending:
    async def send(url: str, desk_url: str, until: float, address: str) -> None:
        async with aiohttp.ClientSession(headers=from_address(address)) as http:
            while time.monotonic() < until:
                with suppress(aiohttp.ClientError, asyncio.TimeoutError):
                    async with http.post(f"{desk_url if desk else url}{path}", json=next(bodies)) as answer:
                        await answer.read()
                await asyncio.sleep(PAUSE)

    return send


def _request(line: str, *headers: str) -> bytes:
    return "\r\n".join([f"{line} HTTP/1.1", *(headers or ("Host: 127.0.0.1",))]).encode("latin-1")


REST, SIGN_IN, HOST = "/webhooks/rest/webhook", "/api/sign-in", "Host: 127.0.0.1"
LENGTH = f"Content-Length: {100 * 1024 * 1024}"
PIECE = b"x" * 65_536

_FROM_THREE: Mapping[str, Sending] = {
    **{name: of_packets(*packet) for name, packet in PACKETS.items()},
    **{name: of_packets("user_uttered", {"message": text}) for name, text in TEXTS.items()},
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

ATTACKS: Mapping[str, Attack] = {
    **{name: Attack(sending) for name, sending in _FROM_THREE.items()},
    **{
        f"{name}, {who}": Attack(of_packets("user_uttered", {"message": text}), addresses)
        for name, text in TEXTS.items()
        for who, addresses in VISITORS.items()
    },
    "125 questions, 40 addresses": Attack(of_packets("user_uttered", {"message": TEXTS["125 questions"]}), FORTY),
    "125 questions, 40 addresses; users' questions are of 60 characters": Attack(
        of_packets("user_uttered", {"message": TEXTS["125 questions"]}), FORTY, LONG_QUESTIONS
    ),
    "a plain question, ten visitors of each of 5 addresses": Attack(
        of_packets("user_uttered", {"message": PLAIN}), FORTY[:5] * 10
    ),
}


async def _at_once(name: str, url: str, desk: str, seconds: float) -> None:
    until, attack = time.monotonic() + seconds, ATTACKS[name]
    await asyncio.gather(*(attack.sending(url, desk, until, address) for address in attack.addresses))


def run(name: str, url: str, desk: str, seconds: float) -> None:
    """Attack for so long; for a process of its own."""
    asyncio.run(_at_once(name, url, desk, seconds))

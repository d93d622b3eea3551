"""Whoever asks the desk, signed in or not, with anything in headers, addresses and bodies: no answer is a 500."""

import json
import random
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from console.answers import nearest
from console.app import app_of
from console.http.cookies import COOKIE, HEADER, csrf_of
from console.http.endpoint import Rule
from console.http.request import LARGEST_BODY
from console.pages import ConsolePages
from console.routes import RULES
from console.services import Installation, services_of
from persistence.database import Database
from tests.console.site import CHEAP, PASSWORD, Site

ODD = (
    "\0",
    "\ud800",
    "a\udfffb\0",
    "\ufdfa" * 40,
    "٣" * 30,
    "\u202e",
    "'; DROP TABLE agents; --",
    "%00%ff",
    "-1",
    "9" * 40,
    "",
)
NAMES = (
    "name",
    "password",
    "title",
    "text",
    "key",
    "seen",
    "to",
    "agent",
    "note",
    "ended",
    "state",
    "role",
    "faq_id",
    "\ud800",
)


SENT = (COOKIE, HEADER, "X-Request-ID", "X-Forwarded-For", "Content-Type", "Accept", "Origin")
BYTES = (*range(0x80, 0x100), *b'"; \\%')


def bodies(seed: int) -> Iterator[bytes]:
    """Yield bodies with odd values under the names that forms have, and some that are no JSON."""
    chance = random.Random(seed)
    for _ in range(8):
        values: list[object] = [*ODD, None, 1e308, [], {"a": []}, True, PASSWORD, "conversation-key"]
        yield json.dumps({name: chance.choice(values) for name in chance.sample(NAMES, 3)}).encode()
    yield from (b"\xff\xfe{}", b"[" * 60_000, b'{"name": NaN}', b'{"a":' * 5000)


def headers(seed: int) -> Iterator[dict[str, bytes]]:
    chance = random.Random(seed)
    for name in chance.sample(SENT, 3):
        value = bytes(chance.choices(BYTES, k=chance.randrange(1, 40)))
        yield {"Cookie": COOKIE.encode() + b"=" + value} if name == COOKIE else {name: value}


def address(rule: Rule, odd: str) -> str:
    """Return the rule's address with something odd in the place of each name."""
    shown = "".join(f"%{byte:02x}" for byte in odd.encode("utf-8", "surrogatepass")) or "x"
    if "{" in rule.path:
        return re.sub(r"{\w+}", shown, rule.path)
    return f"{rule.path}?q={shown}&box={shown}&after={shown}&before={shown}&days={shown}&from={shown}"


@pytest.mark.parametrize("signed", [False, True])
def test_no_request_is_a_500(site: Site, signed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "sentence_encoder", lambda: None)
    browser = site.signed_in("boss", role="admin") if signed else site.nobody()
    own = {"Cookie": f"{COOKIE}={browser.token}", HEADER: csrf_of(browser.token)} if signed else {}
    for seed, rule in enumerate(rule for rule in RULES if not rule.path.endswith(("/events", "/sign-out"))):
        plain = address(rule, "x")
        requests: list[tuple[str, dict[str, Any], bytes | None]] = [
            *((address(rule, odd), own, None) for odd in ODD[seed % 2 :: 2]),
            *((plain, {**own, **odd}, None) for odd in headers(seed)),
            *((plain, own, body) for body in bodies(seed) if rule.method != "GET"),
        ]
        for path, sent, body in requests:
            answer = site.client.request(rule.method, path, headers=sent, content=body)
            assert answer.status_code < 500, (rule, path, body and body[:80], answer.text)


@contextmanager
def listening(folder: Path) -> Iterator[int]:
    """Serve the desk on a port, as `make run` does; yields it."""
    services = services_of(
        Installation("http://127.0.0.1", False, 0), Database(f"sqlite:///{folder / 'desk.db'}"), CHEAP
    )
    server = uvicorn.Server(
        uvicorn.Config(app_of(services, ConsolePages(folder)), log_config=None, ws="none", http="h11")
    )
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield bound.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def said_to(port: int, head: bytes, more: bytes = b"", times: int = 0) -> bytes:
    """Return the first line of the answer to a request as it is; `more` is sent until nobody listens."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        try:
            connection.sendall(b"POST /api/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head + b"\r\n\r\n")
            for _ in range(times):
                connection.sendall(more)
        except OSError:
            pass
        return connection.recv(4096).partition(b"\r\n")[0]


def test_lengths_that_are_none_and_bodies_of_any_size(tmp_path: Path) -> None:
    lengths = (b"abc", b"-5", b"+5", b"1" * 40, b"0x10", b"\xb2", b"5, 6", b"5\r\nContent-Length: 6")
    piece = b"x" * LARGEST_BODY
    with listening(tmp_path) as port:
        for length in lengths:
            assert said_to(port, b"Content-Length: " + length).startswith(b"HTTP/1.1 400"), length
        for head, more in (
            (b"Content-Length: 104857600", piece),
            (b"Transfer-Encoding: chunked", b"%x\r\n%b\r\n" % (len(piece), piece)),
        ):
            assert said_to(port, head, more, 1600).startswith(b"HTTP/1.1 413"), head
        assert httpx.head(f"http://127.0.0.1:{port}/").status_code == 200


def test_only_the_desk_s_own_host_is_served(tmp_path: Path) -> None:
    requests = {
        b"GET / HTTP/1.1\r\n": 400,
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n": 400,
        b"GET / HTTP/1.1\r\nHost:\r\n": 421,
        b"GET / HTTP/1.0\r\n": 421,
        b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n": 404,
        b"GET /\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n": 400,
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n": 200,
        b"HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\n": 200,
    }
    with listening(tmp_path) as port:
        for request, answered in requests.items():
            with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
                connection.sendall(request + b"\r\n")
                assert connection.recv(4096).split()[1] == b"%d" % answered, request

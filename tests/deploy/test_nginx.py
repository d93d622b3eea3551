"""nginx.conf with real instances behind it: what is open, to whom it leads, and what it refuses."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from io import BytesIO
from unittest.mock import patch

import aiohttp
import pytest

from tests.cluster import Site, running_cluster
from tests.page_user import PageUser, said_by
from tests.socket_client import client

OPEN = ["/", "/demo", "/form", "/widget.js", "/web/page.json", "/socket.io/?EIO=4&transport=polling"]
CLOSED = [
    "/webhooks/rest/webhook", "/webhooks/rest/", "/webhooks/rest/webhook?stream=true", "/webhooks/desk/webhook",
    "/webhooks/desk/attachments/web-a/b",
    "/webhooks/desk/", "/webhooks/wechat/", "/webhooks/socketio/", "/webhooks", "/metrics", "/readyz", "/healthz",
    "/status", "/version", "/model", "/domain", "/conversations/a/tracker", "/model/parse", "/nginx.conf",
    "/web/../readyz", "/web/%2e%2e/readyz", "//readyz", "/socket.io/../metrics",
]  # fmt: skip
ADDRESS_LIMIT = 5
TRANSPORTS = [["websocket"], ["polling"], ["polling", "websocket"]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    more = {
        "WEBCHAT_ADDRESS_LIMIT": f"{ADDRESS_LIMIT} per 1 minute",
        "HANDOFF_WEBHOOK_SECRET": "9c1f7ab24e60d83b",
    }
    with running_cluster(tmp_path_factory.mktemp("cluster"), more) as running:
        yield running


@contextmanager
def from_address(address: str) -> Iterator[None]:
    """Have Socket.IO's clients connect from an address of this machine's own: all of 127.0.0.0/8 is."""
    with patch.object(aiohttp.client, "TCPConnector", partial(aiohttp.TCPConnector, local_addr=(address, 0))):
        yield


@asynccontextmanager
async def browser(site: Site, address: str = "127.0.0.1") -> AsyncIterator[aiohttp.ClientSession]:
    """Fetch pages from an address of this machine's own."""
    connector = aiohttp.TCPConnector(local_addr=(address, 0), limit=0)
    async with aiohttp.ClientSession(site.url, connector=connector) as session:
        yield session


def raw_status(site: Site, target: str, method: str = "GET") -> int:
    """Return the status for a path as it stands here: clients would tidy it up."""
    with socket.create_connection(("127.0.0.1", site.nginx.port), timeout=30) as connection:
        connection.sendall(f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        return int(connection.makefile("rb").readline().split()[1])


@pytest.mark.parametrize("path", OPEN)
def test_the_page_and_the_socket_are_open(site: Site, path: str) -> None:
    assert raw_status(site, path) == 200


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_else_exists(site: Site, path: str, method: str) -> None:
    assert raw_status(site, path, method) in (400, 404)


def test_a_picture_needs_a_pass(site: Site) -> None:
    assert raw_status(site, "/pictures/" + "0" * 32) == 401
    assert raw_status(site, "/pictures", "POST") == 401
    assert raw_status(site, "/pictures") == 403


def test_wechat_reaches_its_channel(site: Site) -> None:
    # Off without an account: the answer is the assistant's own 404.
    raw_status(site, "/webhooks/wechat/webhook")
    assert '"path":"/webhooks/wechat/webhook","status":404' in site.nginx.log
    line = next(line for line in site.nginx.log.splitlines() if '"/webhooks/wechat/webhook"' in line)
    assert '"upstream":"127.0.0.1:' in line


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_page_is_only_read(site: Site, method: str) -> None:
    assert raw_status(site, "/", method) == 403


async def test_the_pages_headers_arrive(site: Site) -> None:
    async with browser(site) as visitor, visitor.get("/") as page:
        headers = page.headers
        assert "default-src" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Server"] == "nginx"


async def test_the_desk_has_a_server_of_its_own(site: Site) -> None:
    async with aiohttp.ClientSession(site.desk_url) as desk:
        # Unsigned, hence refused by the channel itself.
        async with desk.post("/webhooks/desk/webhook", json={}) as answer:
            assert answer.status in (400, 401, 403)
        async with desk.get("/webhooks/desk/attachments/web-a/b") as answer:
            assert await answer.json() == {"error": "the signature is wrong, or too old"}
        for path in ("/", "/webhooks/rest/webhook", "/metrics"):
            async with desk.get(path) as answer:
                assert answer.status == 404


@pytest.mark.parametrize("transports", TRANSPORTS, ids=" ".join)
async def test_both_transports_over_both_instances(site: Site, transports: list[str]) -> None:
    users = [PageUser(site.url, transports=transports) for _ in range(8)]
    for number, user in enumerate(users):
        with from_address(f"127.0.{1 + TRANSPORTS.index(transports)}.{number + 1}"):
            [answer] = await user.ask("证书怎么打印")
        assert answer["metadata"]["faq_id"] == "certificate_print"
        assert said_by("user", await user.history()) == ["证书怎么打印"]
        assert user.connections == 1
    for user in users:
        await user.leave()


async def test_users_are_spread_over_the_instances(site: Site) -> None:
    asked = site.nginx.log.count('"path":"/socket.io/"')
    async with browser(site) as visitor:
        for number in range(40):
            async with visitor.get(f"/socket.io/?EIO=4&transport=polling&sess=window-{number}") as answer:
                assert answer.status == 200
    lines = [line for line in site.nginx.log.splitlines() if '"path":"/socket.io/"' in line][asked:]
    for instance in site.instances:
        assert sum(f'"upstream":"127.0.0.1:{instance.port}"' in line for line in lines) > 5


async def test_what_is_too_big_is_refused_at_the_door(site: Site) -> None:
    wechat = "/webhooks/wechat/webhook"
    for path, size, refused in (("/web/form", 70_000, True), (wechat, 1_000_000, False), (wechat, 1_100_000, True)):
        # A connection of its own: nginx may close one on which a body was not read to its end. The assistant, which
        # has no account, may do so too, and nginx then says 502 instead of handing its 404 on.
        async with browser(site) as visitor, visitor.post(path, data=BytesIO(b"x" * size)) as answer:
            assert answer.status in ((413,) if refused else (404, 502)), path


async def status(visitor: aiohttp.ClientSession, path: str = "/widget.js") -> int:
    async with visitor.get(path) as answer:
        await answer.read()
        return answer.status


async def test_a_flood_is_held_back_and_others_are_served(site: Site) -> None:
    async with browser(site, "127.0.0.66") as flooding, browser(site, "127.0.0.67") as other:
        result: set[int] = set()
        for _ in range(20):
            result |= set(await asyncio.gather(*(status(flooding) for _ in range(200))))
            if 429 in result:
                break
        assert result == {200, 429}
        assert await status(other) == 200
        await asyncio.sleep(1)
        assert await status(flooding) == 200


async def refused(site: Site, address: str, times: int, **headers: str) -> list[str | None]:
    """Say things from an address, each in a new conversation; return why each was refused, None for an answer."""
    found = []
    for _ in range(times):
        with from_address(address):
            async with client(site.url, headers=headers) as user:
                await user.session()
                found.append((await user.ask("证书怎么打印"))["metadata"].get("reason"))
    return found


async def test_the_guard_counts_by_the_users_own_address(site: Site) -> None:
    first = await refused(site, "127.0.0.11", ADDRESS_LIMIT + 1)
    assert first == [None] * ADDRESS_LIMIT + [first[-1]]
    assert first[-1] is not None
    assert await refused(site, "127.0.0.12", 1) == [None]
    # Whoever says to come from elsewhere is not believed.
    claims = {"X-Forwarded-For": "127.0.0.99", "X-Real-IP": "127.0.0.99", "Forwarded": "for=127.0.0.99"}
    assert await refused(site, "127.0.0.11", 1, **claims) == [first[-1]]
    # Nor does what they say count against somebody else.
    assert await refused(site, "127.0.0.99", 1) == [None]

"""The chat page, as a browser gets it from the server."""

import asyncio
import gzip
import re
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import aiohttp
import pytest
import pytest_asyncio
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException

from channels.chat_page import ChatPageInput
from channels.feedback.reasons import feedback_reasons
from channels.rasa_server import Processor
from channels.webchat.input import WebChatInput
from owner.live import using
from tests.channels.fake_rasa import ANSWERS, TITLES, Running, running
from tests.owner.builders import answer_title, library
from tests.suggest.builders import project

pytestmark = pytest.mark.asyncio

WEB = Path(__file__).parents[2] / "web"
HOST = "https://www.example.org"


def page_input(**settings: object) -> ChatPageInput:
    return ChatPageInput.from_credentials({"folder": str(WEB), **settings})


@pytest_asyncio.fixture
async def page(credentials: dict[str, object]) -> AsyncIterator[Running]:
    async with running(WebChatInput.from_credentials(credentials), page_input()) as it:
        yield it


async def names(page: Running) -> list[str]:
    """Return the addresses of the files that the page and the demonstration use."""
    async with aiohttp.ClientSession(page.url) as http:
        found = []
        for path in ("/", "/demo"):
            async with http.get(path) as answer:
                found += re.findall(r'(?:href|src)="((?:web/|widget)[^"]+)"', await answer.text())
    return [f"/{name}" for name in found]


async def test_the_page_stands_in_place_of_rasas_greeting(page: Running) -> None:
    async with aiohttp.ClientSession(page.url) as http, http.get("/") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "<title>借书证小助手</title>" in await answer.text()


async def test_every_file_carries_the_security_headers(page: Running) -> None:
    paths = ["/", "/demo", "/widget.js", "/web/page.json", *await names(page)]
    assert len(paths) > 8
    async with aiohttp.ClientSession(page.url) as http:
        for path in paths:
            async with http.get(path) as answer:
                assert answer.status == 200, path
                # The client never goes on with a connection whose large body nobody has read.
                await answer.read()
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "unsafe" not in policy
                assert "*" not in policy
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert answer.headers["Content-Type"].endswith("charset=utf-8")


async def test_nothing_in_the_pages_is_inline(page: Running) -> None:
    async with aiohttp.ClientSession(page.url) as http:
        for path in ("/", "/demo"):
            async with http.get(path) as answer:
                text = await answer.text()
                assert re.search(r"<style|style=|\son\w+=|<script(?![^>]*src=)|//[a-z]+\.", text) is None, path


async def test_who_may_frame_the_page(credentials: dict[str, object]) -> None:
    async def ancestors(channel: ChatPageInput, path: str = "/") -> str:
        async with running(channel) as it, aiohttp.ClientSession(it.url) as http, http.get(path) as answer:
            return answer.headers["Content-Security-Policy"].partition("frame-ancestors ")[2]

    assert await ancestors(page_input()) == "'self'"
    assert await ancestors(page_input(embed_origins=[HOST])) == f"'self' {HOST}"
    assert await ancestors(page_input(embed_origins=[HOST]), "/demo") == "'none'"


@pytest.mark.parametrize("value", ["https://a.example", ["*"], ["https://a.example/path"], ["a.example"], [1], {}])
async def test_what_is_no_list_of_origins_is_refused(value: object) -> None:
    with pytest.raises(RasaException, match="embed_origins"):
        page_input(embed_origins=value)


async def test_a_browser_is_told_when_nothing_has_changed(page: Running) -> None:
    async with aiohttp.ClientSession(page.url) as http:
        for path in ("/", "/widget.js", "/web/page.json"):
            async with http.get(path) as answer:
                tag = answer.headers["ETag"]
                assert answer.headers["Cache-Control"] == "no-cache"
            async with http.get(path, headers={"If-None-Match": tag}) as answer:
                assert (answer.status, await answer.read()) == (304, b"")


async def test_hashed_names_may_be_kept_and_bodies_are_compressed(page: Running) -> None:
    script = next(name for name in await names(page) if name.startswith("/web/main") and name.endswith(".js"))
    async with aiohttp.ClientSession(page.url, auto_decompress=False) as http:
        async with http.get(script, headers={"Accept-Encoding": "gzip"}) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Encoding"] == "gzip"
            assert answer.headers["Vary"] == "Accept-Encoding"
            compressed = await answer.read()
        async with http.get(script, headers={"Accept-Encoding": "identity"}) as answer:
            assert "Content-Encoding" not in answer.headers
            assert gzip.decompress(compressed) == await answer.read()


async def test_the_launcher_is_small(page: Running) -> None:
    async with aiohttp.ClientSession(page.url, auto_decompress=False) as http, http.get("/widget.js") as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(await answer.read()) < 50_000


async def test_the_page_is_told_of_the_loaded_model(page: Running) -> None:
    async with aiohttp.ClientSession(page.url) as http, http.get("/web/page.json") as answer:
        data = await answer.json()
    assert [title["title"] for title in data["titles"]] == list(TITLES)
    assert data["assistant"] == {"name": "借书证小助手", "platform": "云州图书馆"}
    assert data["reasons"] == feedback_reasons()
    assert data["embed_origins"] == []


async def test_the_page_is_told_what_the_model_was_taught(page: Running, tmp_path: Path) -> None:
    model = project(tmp_path) / "models/small.tar.gz"
    page.agent.processor = cast(Processor, SimpleNamespace(model_path=model))
    page.agent.domain = Domain.from_dict({"responses": {"utter_faq/certificate_print": [{"text": "点打印。"}]}})
    titles = {"certificate_print": answer_title("怎么打印")}
    async with aiohttp.ClientSession(page.url) as http:
        for _ in range(2):
            with using(library(), titles):
                answer = await http.get("/web/page.json")
                assert (await answer.json())["words"]["证书"] == [0]
            # It is read once.
            model.unlink(missing_ok=True)


async def test_a_changed_title_is_offered_at_once(page: Running) -> None:
    async with aiohttp.ClientSession(page.url) as http:
        with using(library(), {**ANSWERS, "title_0": answer_title("怎么办证"), "untrained": answer_title("没有")}):
            answer = await http.get("/web/page.json")
            titles = [one["title"] for one in (await answer.json())["titles"]]
    assert titles == ["怎么办证", *TITLES[1:]]


async def test_without_a_model_there_are_no_titles(page: Running) -> None:
    page.app.ctx.agent = None
    async with aiohttp.ClientSession(page.url) as http, http.get("/web/page.json") as answer:
        assert (await answer.json())["titles"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/web/",
        "/web/package.json",
        "/web/index.html",
        "/web/.stamp",
        "/web/.npmrc",
        "/web/../credentials.yml",
        "/web/..%2fcredentials.yml",
        "/web/%2e%2e/credentials.yml",
        "/web/..%5ccredentials.yml",
        "/web//etc/passwd",
        "/web/%2fetc%2fpasswd",
        "/web/icon.svg%00.html",
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


@pytest.mark.parametrize("value", [-1, "60", 1.5, True, None, 10_081])
async def test_a_number_of_idle_minutes_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(RasaException, match="idle_minutes"):
        ChatPageInput.from_credentials({"idle_minutes": value})


@pytest.mark.parametrize("name", ["widget.js", "web/page.json"])
async def test_what_every_page_may_read(page: Running, name: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{page.url}/{name}") as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["", "demo", "web/icon.svg", "?embed=https://a.example"])
async def test_what_other_pages_may_not_read(page: Running, name: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{page.url}/{name}") as answer:
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/demo", "/widget.js", "/favicon.ico", "/web/page.json", "/web/icon.svg"])
async def test_what_can_be_read_can_be_asked_for_without_its_body(page: Running, path: str) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.get(page.url + path) as whole:
            body = await whole.read()
        async with http.head(page.url + path) as head:
            assert await head.read() == b""
    assert (head.status, head.headers.get("content-type")) == (whole.status, whole.headers.get("content-type"))
    assert whole.status == (204 if path == "/favicon.ico" else 200)
    assert bool(body) == (whole.status == 200)

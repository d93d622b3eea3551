"""The page as the profile has it, as a browser gets it."""

import html
import json
import logging
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from channels.chat_page import ChatPageInput
from channels.page_assets import page_assets
from channels.page_look import ICON_COLOR, PageLook
from owner.folder import VARIABLE
from owner.live import using
from owner.logo import read_logo
from owner.profile import Profile
from tests.channels.fake_rasa import running
from tests.owner.builders import library
from tests.owner.test_logo import png, svg
from tests.running import ROOT

pytestmark = pytest.mark.asyncio

WEB = ROOT / "web"
RED = "#c8102e"
NAME = "<i>甲</i> & \"乙\" '丙' \u2028{{platform}}"


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    page = ChatPageInput.from_credentials({"folder": str(WEB)})
    async with running(page) as it, aiohttp.ClientSession(it.url) as session:
        yield session


async def text(http: aiohttp.ClientSession, path: str) -> str:
    async with http.get(path) as answer:
        assert answer.status == 200, path
        return await answer.text()


def colored(color: str = RED, logo: str = "") -> Profile:
    return library(page={"color": color, "logo": logo})


async def test_the_names_stand_in_both_pages(http: aiohttp.ClientSession) -> None:
    page, demo = await text(http, "/"), await text(http, "/demo")
    assert page.count("借书证小助手") == 4
    assert "<title>云州图书馆（示例）</title>" in demo
    assert "借书证小助手" in demo
    assert "{{" not in page + demo


async def test_a_name_is_never_markup(http: aiohttp.ClientSession) -> None:
    with using(library(assistant={"name": NAME, "platform": NAME})):
        for path in ("/", "/demo"):
            page = await text(http, path)
            assert "<i>" not in page
            assert html.escape(NAME) in page
        script = await text(http, "/widget.js")
    look = re.search(r"\}\)\((\{.*\})\);\n$", script)
    assert look
    assert json.loads(look[1])["name"] == NAME
    assert look[1].isascii()


async def test_the_launcher_is_handed_its_look(http: aiohttp.ClientSession) -> None:
    built = (WEB / "dist/widget.js").read_text(encoding="utf-8")
    assert (
        await text(http, "/widget.js")
        == f'(function(LOOK){{{built}}})({{"name":"\\u501f\\u4e66\\u8bc1\\u5c0f\\u52a9\\u624b"}});\n'
    )
    with using(colored()):
        assert f'"color":"{RED}"' in await text(http, "/widget.js")


async def test_without_a_colour_the_page_is_as_it_was_built(http: aiohttp.ClientSession) -> None:
    assert "colors-" not in await text(http, "/")
    assert f'fill="{ICON_COLOR}"' in await text(http, "/web/icon.svg")


@pytest.mark.parametrize(("name", "letter"), [("借书证小助手", "借"), ("《a》问答", "A"), ("<&>", "?")])
async def test_without_a_logo_the_icon_is_the_first_letter_of_the_name(
    http: aiohttp.ClientSession, tmp_path: Path, name: str, letter: str
) -> None:
    with using(library(assistant={"name": name, "platform": "云州"})):
        icon = await text(http, "/web/icon.svg")
    assert f">{letter}</text>" in icon
    (tmp_path / "icon.svg").write_text(icon, encoding="utf-8")
    assert read_logo(tmp_path, "icon.svg").kind == "svg"


async def test_a_colour_has_a_sheet_of_its_own_that_may_be_kept(http: aiohttp.ClientSession) -> None:
    with using(colored("#C8102E")):
        page = await text(http, "/")
        matches = re.findall(r'<link rel="stylesheet" href="(web/[\w-]+\.css)">', page)
        assert [name.partition("-")[0] for name in matches] == ["web/main", "web/colors"]
        async with http.get(f"/{matches[1]}") as answer:
            assert answer.status == 200
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
            assert f"--head:{RED}" in await answer.text()
        icon = await text(http, "/web/icon.svg")
        assert RED in icon
        assert ICON_COLOR not in icon


async def test_a_colour_that_only_another_instance_has_read_yet(http: aiohttp.ClientSession) -> None:
    async with http.get("/web/colors-c8102e-00000000.css") as answer:
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-cache"
        assert f"--head:{RED}" in await answer.text()
    for name in ("colors-c8102e.css", "colors-zz102e-00000000.css", "colors-c8102e-00000000.css.map"):
        async with http.get(f"/web/{name}") as answer:
            assert answer.status == 404


async def test_a_change_is_seen_at_the_next_request_and_only_then_sent_anew(http: aiohttp.ClientSession) -> None:
    async with http.get("/") as answer:
        tag = answer.headers["ETag"]
    async with http.get("/", headers={"If-None-Match": tag}) as answer:
        assert answer.status == 304
    with using(library(assistant={"name": "新名字", "platform": "新平台"})):
        async with http.get("/", headers={"If-None-Match": tag}) as answer:
            assert answer.status == 200
            assert "<title>新名字</title>" in await answer.text()
        assert "新平台" in await text(http, "/demo")
        assert json.dumps("新名字") in await text(http, "/widget.js")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the content that is served."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("body", "kind", "type_"), [(svg(), "svg", "image/svg+xml; charset=utf-8"), (png(), "png", "image/png")]
)
async def test_a_logo_is_the_icon(
    http: aiohttp.ClientSession, content: Path, body: bytes, kind: str, type_: str
) -> None:
    (content / "our logo").write_bytes(body)
    with using(colored(logo="our logo")):
        for path in ("/", "/demo"):
            assert f'<link rel="icon" href="web/logo.{kind}" type="{type_.partition(";")[0]}">' in await text(
                http, path
            )
        async with http.get(f"/web/logo.{kind}") as answer:
            assert (answer.status, answer.headers["Content-Type"]) == (200, type_)
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert await answer.read() == body


async def test_a_logo_that_is_replaced(content: Path, caplog: pytest.LogCaptureFixture) -> None:
    look = PageLook(page_assets(WEB))
    file = content / "logo.svg"
    with using(library(page={"color": "", "logo": "logo.svg"})), caplog.at_level(logging.WARNING):
        assert look.file("web/logo.svg") is None
        for body, shown in ((svg(), svg()), (svg("<g/>"), svg("<g/>")), (svg("<script/>"), svg("<g/>"))):
            file.with_suffix(".new").write_bytes(body)
            os.replace(file.with_suffix(".new"), file)
            for _ in range(2):
                result = look.file("web/logo.svg")
                assert result
                assert result.body == shown
    assert [record.message.partition(":")[0] for record in caplog.records] == ["The logo logo.svg is not shown"] * 2


async def test_a_profile_without_a_logo_any_more(http: aiohttp.ClientSession, content: Path) -> None:
    (content / "logo.svg").write_bytes(svg())
    with using(colored(logo="logo.svg")):
        await text(http, "/web/logo.svg")
    async with http.get("/web/logo.svg") as answer:
        assert answer.status == 404
    assert 'href="web/icon.svg"' in await text(http, "/")


async def test_the_launchers_first_script_stays_small() -> None:
    with using(colored()):
        result = PageLook(page_assets(WEB)).file("widget.js")
    assert result
    assert result.compressed
    assert len(result.compressed) < 1_500

"""The launcher, on the demonstration and on another site's pages."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import FrameLocator, Locator, Page, expect

from tests.channels.fake_rasa import GREETING, Running, running
from tests.web.axe import findings
from tests.web.host_page import HostSite, host_site
from tests.web.talking import Complaints, bubbles, field, say, state

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOSTILE_CSS = """
  html { font-size: 4px; writing-mode: vertical-rl; direction: rtl; }
  * { font-family: cursive !important; color: lime !important; letter-spacing: 9px; text-transform: uppercase; }
  body * { display: none !important; visibility: hidden !important; opacity: 0 !important; z-index: -1 !important; }
  body * { pointer-events: none !important; position: static !important; transform: scale(0.1) !important; }
  body * { width: 1px !important; }
  button, iframe, div, svg { all: unset !important; }
  body { filter: none; }
"""


def host_html(server: Running, attributes: str = "", css: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>平台</title>
      <meta name="viewport" content="width=device-width, initial-scale=1"><style>{css}</style>
      <script src="{server.url}/widget.js" {attributes} defer></script></head>
      <body><main><h1>平台</h1><button id="own">登录</button><p class="launcher window">文字</p></main></body></html>"""


@pytest_asyncio.fixture(loop_scope="module")
async def host(channels: Any) -> AsyncIterator[tuple[HostSite, Running]]:
    async with host_site() as site, running(*channels(embed_origins=[site.url])) as server:
        site.html = host_html(server)
        yield site, server


def launcher(page: Page) -> Locator:
    return page.locator("xueshi-assistant .launcher")


def window(page: Page) -> Locator:
    return page.locator("xueshi-assistant .window")


def frame(page: Page) -> FrameLocator:
    return page.frame_locator("xueshi-assistant iframe")


async def greeted(page: Page) -> FrameLocator:
    await expect(bubbles(frame(page), "bot").first).to_have_text(GREETING["text"])
    return frame(page)


async def test_the_page_is_loaded_when_it_is_first_opened(page: Page, server: Running) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server.url)))
    await page.goto(f"{server.url}/demo", wait_until="networkidle")
    await expect(launcher(page)).to_have_attribute("aria-expanded", "false")
    await expect(launcher(page)).to_have_accessible_name("打开学时助手")
    assert not any("main-" in path or "socket.io" in path for path in asked)
    await launcher(page).click()
    place = await greeted(page)
    await expect(launcher(page)).to_have_attribute("aria-expanded", "true")
    await expect(window(page)).to_have_role("dialog")
    await expect(field(place)).to_be_focused()
    await say(place, "在角落里")
    await expect(bubbles(place).last).to_have_text("您说：在角落里")


@pytest.mark.parametrize("how", ["by itself", "closed and opened"])
async def test_opened_without_a_network_it_comes_once_there_is_one(
    page: Page, server: Running, complaints: Complaints, how: str
) -> None:
    await page.goto(f"{server.url}/demo")
    await page.context.set_offline(True)
    await launcher(page).click()
    await expect(window(page)).to_contain_text("暂时打不开", timeout=15_000)
    if how != "by itself":
        await launcher(page).click()
    await page.context.set_offline(False)
    if how != "by itself":
        await launcher(page).click()
    await expect(bubbles(frame(page), "bot").first).to_have_text(GREETING["text"], timeout=15_000)
    complaints[:] = [text for text in complaints if "ERR_" not in text and "连接不到" not in text]


async def test_a_network_that_is_back_before_the_user_is_told_brings_it_as_well(
    page: Page, server: Running, complaints: Complaints
) -> None:
    await page.goto(f"{server.url}/demo")
    await page.context.set_offline(True)
    failed = page.wait_for_event("requestfailed", predicate=lambda request: request.is_navigation_request())
    await asyncio.gather(failed, launcher(page).click())
    await expect(window(page)).to_contain_text("正在打开")
    await page.context.set_offline(False)
    await expect(bubbles(frame(page), "bot").first).to_have_text(GREETING["text"], timeout=15_000)
    complaints[:] = [text for text in complaints if "ERR_" not in text]


async def test_escape_and_the_button_close_it_and_the_focus_comes_back(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/demo")
    await launcher(page).press("Enter")
    place = await greeted(page)
    await expect(field(place)).to_be_focused()
    # The list of titles is closed first.
    await field(place).fill("修改")
    await expect(place.get_by_role("listbox")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(place.get_by_role("listbox")).to_have_count(0)
    await expect(window(page)).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(window(page)).to_be_hidden()
    await expect(launcher(page)).to_be_focused()
    await launcher(page).press("Enter")
    await expect(field(place)).to_be_focused()
    await expect(field(place)).to_have_value("修改")
    await place.get_by_role("button", name="关闭对话窗口").click()
    await expect(launcher(page)).to_be_focused()
    await expect(launcher(page)).to_have_attribute("aria-expanded", "false")


async def test_a_message_that_comes_while_it_is_closed_leaves_a_dot(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/demo")
    await launcher(page).click()
    place = await greeted(page)
    dot = page.locator("xueshi-assistant .dot")
    server.agent.seconds = 1.0
    await say(place, "等一下")
    await expect(dot).to_be_hidden()
    await field(place).press("Escape")
    await expect(dot).to_be_visible()
    server.agent.seconds = 0.0
    await expect(launcher(page)).to_have_accessible_name("打开学时助手，有新消息")
    await launcher(page).click()
    await expect(dot).to_be_hidden()
    await expect(bubbles(place).last).to_have_text("您说：等一下")


async def test_a_hostile_style_sheet_does_not_reach_it(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    site.html = host_html(server, css=HOSTILE_CSS)
    await page.goto(site.url)
    await expect(page.locator("#own")).to_be_hidden()
    await expect(launcher(page)).to_be_visible()
    await expect(launcher(page)).to_be_in_viewport(ratio=1)
    look = await launcher(page).evaluate(
        "it => (({color, fontSize, letterSpacing, textTransform}) => [color, fontSize, letterSpacing, textTransform])"
        "(getComputedStyle(it))"
    )
    assert look == ["rgb(255, 255, 255)", "16px", "normal", "none"]
    box = await launcher(page).bounding_box()
    assert box is not None
    assert box["x"] + box["width"] == 980
    assert 100 < box["width"] < 220
    assert 50 <= box["height"] < 70
    await launcher(page).click()
    place = await greeted(page)
    inner = await window(page).bounding_box()
    assert inner is not None
    assert (inner["width"], inner["height"]) == (400, 640)
    await say(place, "看得见吗")
    await expect(bubbles(place).last).to_have_text("您说：看得见吗")


async def test_it_changes_nothing_of_the_host_page(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    seen = """() => [...document.querySelectorAll('html, body, main, main *')].map(
      it => JSON.stringify([it.getBoundingClientRect(), ...getComputedStyle(it)].map(
        name => typeof name === 'string' ? getComputedStyle(it)[name] : name)))"""
    known = "() => Object.keys(window).filter(name => name !== 'length').sort()"
    site.html = host_html(server).replace("/widget.js", "/web/nothing.js")
    await page.route("**/nothing.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    await page.goto(site.url)
    before, names = await page.evaluate(seen), await page.evaluate(known)
    site.html = host_html(server)
    await page.goto(site.url)
    await launcher(page).click()
    await greeted(page)
    assert await page.evaluate(seen) == before
    assert await page.evaluate("document.querySelectorAll('body > *').length") == 1
    # A window counts its frames by number only where they are in the page itself.
    assert [name for name in await page.evaluate(known) if not name.isdigit()] == [n for n in names if not n.isdigit()]


async def test_it_works_under_a_strict_policy_of_the_host(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    site.html = host_html(server)
    site.headers = {"Content-Security-Policy": f"default-src 'none'; script-src {server.url}; frame-src {server.url}"}
    site.html = site.html.replace("<style></style>", "")
    await page.goto(site.url)
    await launcher(page).click()
    await greeted(page)


async def test_a_site_that_is_not_listed_gets_no_conversation(
    page: Page, server: Running, complaints: Complaints
) -> None:
    async with host_site() as site:
        site.html = host_html(server)
        await page.goto(site.url)
        await launcher(page).click()
        await expect(window(page)).to_be_visible()
        await page.get_by_role("button", name="关闭", exact=True).click()
        await expect(window(page)).to_be_hidden()
        await expect(launcher(page)).to_be_focused()
    assert any("frame-ancestors" in complaint for complaint in complaints)
    complaints.clear()


async def test_on_a_phone_the_window_fills_the_screen(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    site.html = host_html(server)
    await page.set_viewport_size({"width": 320, "height": 568})
    await page.goto(site.url)
    await launcher(page).click()
    place = await greeted(page)
    assert await window(page).bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 568}
    for name in ("转人工", "关闭对话窗口", "发送"):
        await expect(place.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    await place.get_by_role("button", name="关闭对话窗口").click()
    await expect(window(page)).to_be_hidden()


async def test_attributes_of_the_script(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    site.html = host_html(server, 'data-position="left" data-title="学时小助手" data-open')
    await page.goto(site.url)
    place = await greeted(page)
    await expect(place.locator("h1")).to_have_text("学时小助手")
    await expect(window(page)).to_have_accessible_name("学时小助手")
    await expect(launcher(page)).to_have_text("学时小助手")
    box = await launcher(page).bounding_box()
    assert box is not None
    assert box["x"] == 20
    # What opens by itself does not take the focus.
    assert await page.evaluate("document.activeElement === document.body")


async def test_only_the_frame_may_speak_to_the_launcher(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    site.html = host_html(server)
    await page.goto(site.url)
    await launcher(page).click()
    await greeted(page)
    await page.evaluate("window.postMessage({type: 'xueshi:close'}, '*')")
    await page.evaluate("window.postMessage(null, '*')")
    await page.wait_for_timeout(200)
    await expect(window(page)).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_axe_finds_nothing(page: Page, server: Running, dark: bool) -> None:
    await page.emulate_media(color_scheme="dark" if dark else "light")
    await page.goto(f"{server.url}/demo")
    assert await findings(page) == []
    await launcher(page).click()
    await greeted(page)
    assert await findings(page) == []
    assert await findings(page.frames[1]) == []


async def test_the_conversation_goes_on_on_the_next_page_of_the_same_site(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/demo")
    await launcher(page).click()
    for number in range(2):
        place = await greeted(page)
        await expect(state(place)).to_have_text("已连接")
        await say(place, "下一页")
        await expect(bubbles(place).last).to_have_text("您说：下一页")
        await page.goto(f"{server.url}/demo?{number}")
        await expect(window(page)).to_be_visible()
    await expect(bubbles(await greeted(page))).to_have_count(5)

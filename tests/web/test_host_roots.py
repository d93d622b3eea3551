"""Whatever a host page does to its root element, the launcher lies in what is seen of it, and its buttons work."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.channels.fake_rasa import Running, running
from tests.web.fingers import centre, phone, tap
from tests.web.host_page import HostSite, host_site
from tests.web.talking import bubbles, field, say
from tests.web.test_phone import KEYBOARD
from tests.web.test_widget import greeted, host_html, launcher, window

pytestmark = pytest.mark.asyncio(loop_scope="module")

SIZES: list[ViewportSize] = [
    {"width": 1280, "height": 800},
    {"width": 1366, "height": 600},
    {"width": 375, "height": 812},
    {"width": 812, "height": 375},
]
ROOTS = [
    *(f"html{{zoom:{zoom}}}" for zoom in (0.5, 0.8, 1.1, 1.25, 1.5, 2, 3)),
    "html{zoom:150%;overflow:hidden;direction:rtl}",
    "html{zoom:1.25;transform:scale(1.2);filter:grayscale(1)}",
    "html{zoom:1.25} body{zoom:1.5}",
    "html{zoom:1.5;font-size:40px;writing-mode:vertical-rl} *{zoom:1.1 !important}",
    "body{zoom:1.5}",
    "html{transform:scale(1.5)}",
    "html{transform:rotate(3deg) scale(.7);font-size:60px}",
    "html,body{overflow:hidden;height:100%} body{position:fixed;top:-300px;width:100%}",
]
# A phone shows a part of a page that is broader than its screen.
BROAD = [
    "html{transform:scale(1.5)}",
    "main{width:700px}",
    "main{width:1600px}",
    "html{zoom:1.5} main{width:500px}",
    "html{zoom:1.25;transform:scale(1.2)}",
]
WAYS = [
    "document.documentElement.style.zoom = on ? 1.5 : ''",
    "document.documentElement.classList.toggle('old', on)",
    "if (on) document.head.append(Object.assign(document.createElement('style'), {textContent: 'html{zoom:1.5}'}));"
    "else document.head.lastChild.remove()",
]
SEEN = """it => (({left, top, right, bottom}, {offsetLeft, offsetTop, width, height}) =>
  [left - offsetLeft, top - offsetTop, offsetLeft + width - right, offsetTop + height - bottom]
)(it.getBoundingClientRect(), visualViewport)"""

MIDDLE = """it => (({left, top, width, height}) => [left + width / 2, top + height / 2, innerWidth])(
  it.getBoundingClientRect())"""


@pytest_asyncio.fixture(loop_scope="module")
async def host(channels: Any) -> AsyncIterator[tuple[HostSite, Running]]:
    async with host_site() as site, running(*channels(embed_origins=[site.url])) as server:
        site.html = host_html(server)
        yield site, server


async def edges(found: Locator) -> list[float]:
    """Return how far its left, top, right and bottom lie within what is seen of the page."""
    value: list[float] = await found.evaluate(SEEN)
    return value


async def in_view(found: Locator, least: float = 0) -> None:
    assert min(await edges(found)) >= least - 0.5, await edges(found)


async def inner_centre(page: Page, name: str) -> tuple[float, float]:
    """Return where a button of the frame is seen: the tool takes no notice of a zoom around the frame."""
    x, y, inner = await page.frames[1].get_by_role("button", name=name).evaluate(MIDDLE)
    box = await window(page).bounding_box()
    assert box is not None
    return box["x"] + x * box["width"] / inner, box["y"] + y * box["width"] / inner


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
@pytest.mark.parametrize("css", ROOTS)
async def test_launcher_and_window_lie_in_view(
    page: Page, host: tuple[HostSite, Running], css: str, size: ViewportSize
) -> None:
    site, server = host
    site.html = host_html(server, css=css + " main{height:3000px}")
    await page.set_viewport_size(size)
    await page.goto(site.url)
    await expect(launcher(page)).to_be_visible()
    await page.evaluate("window.scrollTo(0, 700)")
    await in_view(launcher(page), 20)
    box = await launcher(page).bounding_box()
    assert box is not None
    assert box["height"] >= 52
    await page.mouse.click(*await centre(launcher(page)))
    place = await greeted(page)
    await in_view(window(page))
    await say(place, "看得见")
    await expect(bubbles(place).last).to_have_text("您说：看得见")
    await page.mouse.click(*await inner_centre(page, "关闭对话窗口"))
    await expect(window(page)).to_be_hidden()
    await page.mouse.click(*await centre(page.get_by_role("button", name="收起学时助手按钮")))
    await in_view(page.get_by_role("button", name="显示学时助手按钮"))


@pytest.mark.parametrize("css", BROAD)
@pytest.mark.parametrize("position", ["right", "left"])
async def test_a_phone_that_shows_a_part_of_a_broad_page(
    browser: Browser, host: tuple[HostSite, Running], css: str, position: str
) -> None:
    site, server = host
    site.html = host_html(server, f'data-position="{position}"', css=css + " main{height:3000px}")
    context = await phone(browser, {"width": 375, "height": 812}, is_mobile=True)
    page = await context.new_page()
    await page.goto(site.url)
    await expect(launcher(page)).to_be_visible()
    assert await page.evaluate("innerWidth > visualViewport.width")
    await in_view(launcher(page), 20)
    await tap(page, launcher(page))
    await greeted(page)
    await in_view(window(page))
    assert max(await edges(window(page))) < 1
    await page.touchscreen.tap(*await inner_centre(page, "关闭对话窗口"))
    await expect(window(page)).to_be_hidden()
    await in_view(launcher(page), 20)
    await context.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "open"])
async def test_a_zoom_that_comes_and_goes_is_followed(
    page: Page, host: tuple[HostSite, Running], way: str, opened: bool
) -> None:
    site, server = host
    site.html = host_html(server, css="html.old{zoom:1.5} main{height:3000px}")
    errors = "window.errors = []; addEventListener('error', ({message}) => window.errors.push(message))"
    await page.add_init_script(errors)
    await page.goto(site.url)
    await launcher(page).click()
    await greeted(page)
    shown = window(page) if opened else launcher(page)
    if not opened:
        await launcher(page).click()
    before = await shown.bounding_box()
    for on in (True, False, True, False):
        await page.evaluate(f"on => {{ {way} }}", on)
        await page.wait_for_timeout(100)
        await in_view(shown, 20)
        # Who asks a site for large letters gets them here as well, as far as there is room.
        assert await shown.evaluate("it => it.currentCSSZoom") == pytest.approx(760 / 520 if on else 1, abs=0.01)
    assert await shown.bounding_box() == before
    assert await page.evaluate("window.errors") == []


async def test_it_comes_back_to_a_zoomed_page_as_one(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    site.html = host_html(server, css="html{zoom:1.5}")
    await page.goto(site.url)
    await launcher(page).click()
    await greeted(page)
    before = await window(page).bounding_box()
    for script in ("document.querySelector('xueshi-assistant').remove()", "document.body.innerHTML = '<p>新</p>'"):
        await page.evaluate(script)
        await expect(page.locator("xueshi-assistant")).to_have_count(1)
        await greeted(page)
        assert await window(page).bounding_box() == before
    assert await page.evaluate("document.querySelector('xueshi-assistant').parentNode === document.documentElement")


@pytest.mark.parametrize("zoom", [0.8, 1, 1.5])
async def test_the_keyboard_on_a_zoomed_page(page: Page, host: tuple[HostSite, Running], zoom: float) -> None:
    site, server = host
    site.html = host_html(server, css=f"html{{zoom:{zoom}}}")
    await page.add_init_script(KEYBOARD)
    await page.set_viewport_size({"width": 375, "height": 812})
    await page.goto(site.url)
    closed = await launcher(page).bounding_box()
    # A keyboard for the page's own fields leaves the button below itself.
    await page.evaluate("keyboard(340)")
    assert await launcher(page).bounding_box() == closed
    await page.evaluate("keyboard(0)")
    await launcher(page).click()
    place = await greeted(page)
    await page.evaluate("keyboard(340)")
    box = await window(page).bounding_box()
    assert box is not None
    assert [box["y"], box["height"]] == pytest.approx([30, 472], abs=1)
    await expect(field(place)).to_be_in_viewport(ratio=1)
    # Two fingers that magnify leave it where it is.
    await page.evaluate("keyboard(500, 2)")
    assert await window(page).bounding_box() == box
    await page.evaluate("keyboard(0)")
    assert await edges(window(page)) == pytest.approx([0, 0, 0, 0], abs=1)
    await page.mouse.click(*await inner_centre(page, "关闭对话窗口"))
    await expect(window(page)).to_be_hidden()

"""The launcher on phones, by coordinates: what a finger meets, the way back, the keyboard."""

import time
from typing import Any

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.channels.fake_rasa import Running
from tests.web.fingers import centre, on_top, phone, tap
from tests.web.talking import bubbles, field, open_page
from tests.web.test_widget import frame, greeted, launcher, window

pytestmark = pytest.mark.asyncio(loop_scope="module")

SIZES: list[tuple[int, int]] = [
    (375, 812), (360, 640), (600, 900), (812, 375), (320, 568), (280, 653), (412, 915), (915, 412), (601, 421),
    (768, 1024), (1280, 800),
]  # fmt: skip
BUTTONS = ("发送", "转人工", "关闭对话窗口", "问题分类")

KEYBOARD = """
    const view = new EventTarget();
    Object.assign(view, {width: innerWidth, height: innerHeight, offsetTop: 0, offsetLeft: 0, scale: 1});
    Object.defineProperty(window, 'visualViewport', {value: view});
    window.keyboard = (height, scale = 1) => {
      Object.assign(view, {height: innerHeight - height, offsetTop: height ? 30 : 0, scale});
      view.dispatchEvent(new Event('resize'));
    };
"""


def viewport(size: tuple[int, int]) -> ViewportSize:
    return {"width": size[0], "height": size[1]}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_each_button_is_what_the_finger_meets(browser: Browser, server: Running, size: tuple[int, int]) -> None:
    context = await phone(browser, viewport(size))
    page = await context.new_page()
    await page.goto(f"{server.url}/demo")
    await tap(page, launcher(page))
    place = await greeted(page)
    for name in BUTTONS:
        assert name in await on_top(page, await centre(place.get_by_role("button", name=name).last)), name
    await field(place).fill("用手指")
    await tap(page, place.get_by_role("button", name="发送"))
    await expect(bubbles(place).last).to_have_text("您说：用手指")
    await expect(window(page)).to_be_visible()
    await tap(page, place.get_by_role("button", name="关闭对话窗口"))
    await expect(window(page)).to_be_hidden()
    assert "打开学时助手" in await on_top(page, await centre(launcher(page)))
    await context.close()


async def from_another_page(page: Page, server: Running, size: tuple[int, int]) -> None:
    """Come to the demonstration from a page before it, as Back would show, and open the launcher."""
    await page.set_viewport_size(viewport(size))
    await page.goto(f"{server.url}/demo?before")
    await page.goto(f"{server.url}/demo")
    await launcher(page).click()
    await greeted(page)


async def test_back_closes_the_window_and_the_next_back_leaves(page: Page, server: Running) -> None:
    await from_another_page(page, server, (375, 812))
    for _ in range(2):
        await page.evaluate("history.back()")
        await expect(window(page)).to_be_hidden()
        assert page.url.endswith("/demo")
        await launcher(page).click()
        await expect(window(page)).to_be_visible()
    await page.evaluate("history.back()")
    await expect(window(page)).to_be_hidden()
    await page.go_back()
    assert page.url.endswith("/demo?before")


async def test_who_closes_it_by_its_button_leaves_nothing_to_go_back_through(page: Page, server: Running) -> None:
    await from_another_page(page, server, (812, 375))
    for _ in range(3):
        # Sooner it would be the second click of two.
        await page.wait_for_timeout(700)
        await frame(page).get_by_role("button", name="关闭对话窗口").click()
        await expect(window(page)).to_be_hidden()
        await without_entry(page)
        await launcher(page).click()
        await expect(window(page)).to_be_visible()
    await page.wait_for_timeout(700)
    await frame(page).get_by_role("button", name="关闭对话窗口").click()
    await without_entry(page)
    await page.go_back()
    assert page.url.endswith("/demo?before")


async def without_entry(page: Page) -> None:
    """Wait until the browser has gone back to the entry of the host page."""
    until = time.monotonic() + 5
    while await page.evaluate("history.state !== null"):
        assert time.monotonic() < until
        await page.wait_for_timeout(20)


async def test_closed_and_opened_again_at_once(page: Page, server: Running) -> None:
    await from_another_page(page, server, (375, 812))
    close = "document.querySelector('xueshi-assistant').dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))"
    await page.evaluate(
        f"{close}; document.querySelector('xueshi-assistant').shadowRoot.querySelector('.launcher').click()"
    )
    await page.wait_for_timeout(300)
    await expect(window(page)).to_be_visible()
    await page.evaluate("history.back()")
    await expect(window(page)).to_be_hidden()
    assert page.url.endswith("/demo")


async def test_what_the_host_keeps_in_its_history_stays(page: Page, server: Running) -> None:
    await page.set_viewport_size({"width": 375, "height": 812})
    await page.goto(f"{server.url}/demo")
    await page.evaluate("history.replaceState({route: 7}, '', '#list')")
    await launcher(page).click()
    await greeted(page)
    assert await page.evaluate("history.state.route") == 7
    await page.evaluate("history.back()")
    await expect(window(page)).to_be_hidden()
    assert await page.evaluate("[history.state.route, location.hash]") == [7, "#list"]


async def test_on_a_desktop_back_leaves_the_page_as_always(page: Page, server: Running) -> None:
    await from_another_page(page, server, (1280, 800))
    await page.go_back()
    assert page.url.endswith("/demo?before")


@pytest.mark.parametrize("size", [(375, 812), (360, 640), (812, 375), (320, 568)], ids=str)
@pytest.mark.parametrize("keyboard", [0.4, 0.55])
async def test_the_keyboard_covers_neither_field_nor_button(
    page: Page, server: Running, size: tuple[int, int], keyboard: float
) -> None:
    await page.add_init_script(KEYBOARD)
    await page.set_viewport_size(viewport(size))
    await page.goto(f"{server.url}/demo")
    await launcher(page).click()
    place = await greeted(page)
    covered = round(size[1] * keyboard)
    await page.evaluate("height => keyboard(height)", covered)
    await expect(place.get_by_role("button", name="发送")).to_be_in_viewport(ratio=1)
    await inside(page, place, 30, 30 + size[1] - covered)
    await page.evaluate("keyboard(0)")
    await inside(page, place, 0, size[1])
    assert await window(page).bounding_box() == {"x": 0, "y": 0, "width": size[0], "height": size[1]}


async def test_the_keyboard_on_the_page_itself(page: Page, server: Running) -> None:
    await page.add_init_script(KEYBOARD)
    await page.set_viewport_size({"width": 375, "height": 812})
    await open_page(page, server)
    await page.evaluate("keyboard(340)")
    await inside(page, page, 30, 30 + 812 - 340)
    # Two fingers that magnify make the view small as well; the page stays as it is.
    await page.evaluate("keyboard(340, 2)")
    await inside(page, page, 0, 812)
    box = await page.locator(".app").bounding_box()
    assert box is not None
    assert box["height"] == 812


async def inside(page: Page, place: Any, top: float, bottom: float) -> None:
    """Assert that the field and its button lie between the two, as lengths from the top of the window."""
    await page.wait_for_timeout(100)
    for found in (field(place), place.get_by_role("button", name="发送")):
        box = await found.bounding_box()
        assert box is not None
        assert top <= box["y"]
        assert box["y"] + box["height"] <= bottom

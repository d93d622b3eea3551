"""Small, large, dark: the page fits."""

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.channels.fake_rasa import Running
from tests.web.talking import Place, bubbles, field, open_page, say, width
from tests.web.test_widget import greeted, launcher

pytestmark = pytest.mark.asyncio(loop_scope="module")

SMALLEST: ViewportSize = {"width": 320, "height": 568}
SIZES: list[ViewportSize] = [
    SMALLEST,
    {"width": 390, "height": 844},
    {"width": 820, "height": 1180},
    {"width": 1440, "height": 900},
]
BACKGROUND = "getComputedStyle(document.querySelector('.app')).backgroundColor"


async def everything(page: Page, server: Running) -> None:
    """Bring the page into its widest state."""
    await open_page(page, server)
    await say(page, "w" * 200)
    await say(page, "长")
    await expect(bubbles(page)).to_have_count(5)
    await page.get_by_role("button", name="没帮助").click()
    await expect(page.get_by_role("group", name="没帮助的原因")).to_be_visible()
    await field(page).fill("修改")
    await expect(page.get_by_role("option")).to_have_count(5)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_no_scrolling_sideways(page: Page, server: Running, size: ViewportSize, dark: bool) -> None:
    await page.set_viewport_size(size)
    await page.emulate_media(color_scheme="dark" if dark else "light")
    await everything(page, server)
    assert await width(page) <= size["width"]
    # Only the conversation scrolls, never the page with its header and field.
    assert await page.evaluate("document.documentElement.scrollHeight") <= size["height"]
    for name in ("转人工", "发送"):
        await expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    await page.keyboard.press("Escape")
    await expect(page.locator(".shortcuts button").first).to_be_in_viewport(ratio=1)


async def test_a_page_magnified_twice(browser: Browser, server: Running) -> None:
    # A browser that magnifies gives the page half as many pixels, each twice as large.
    context = await browser.new_context(
        viewport={"width": 640, "height": 360}, device_scale_factor=2, reduced_motion="reduce"
    )
    page = await context.new_page()
    await everything(page, server)
    assert await width(page) <= 640
    await page.keyboard.press("Escape")
    for name in ("转人工", "发送", "问题分类"):
        await expect(page.get_by_role("button", name=name).last).to_be_in_viewport(ratio=1)
    log = await page.locator(".log").bounding_box()
    assert log is not None
    assert log["height"] > 120
    await context.close()


async def test_large_letters(page: Page, server: Running) -> None:
    await page.set_viewport_size({"width": 640, "height": 700})
    await page.add_init_script("addEventListener('load', () => { document.documentElement.style.fontSize = '32px' })")
    await everything(page, server)
    assert await width(page) <= 640
    for name in ("转人工", "发送"):
        await expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("where", ["its own page", "the launcher"])
async def test_large_letters_on_a_phone_on_its_side(page: Page, server: Running, where: str) -> None:
    await page.set_viewport_size({"width": 812, "height": 375})
    await page.add_init_script("addEventListener('load', () => { document.documentElement.style.fontSize = '32px' })")
    if where == "the launcher":
        await page.goto(f"{server.url}/demo")
        await launcher(page).click()
        place: Place = await greeted(page)
    else:
        await open_page(page, server)
        place = page
    await say(place, "长")
    # Its end is out of view, so that the way there takes some of the room.
    to_end = place.get_by_role("button", name="回到底部")
    await expect(to_end).to_be_in_viewport(ratio=1)
    log = await place.locator(".list").bounding_box()
    assert log is not None
    assert log["height"] > 375 * 0.4
    for button in (to_end, place.get_by_role("button", name="转人工"), place.get_by_role("button", name="发送")):
        await expect(button).to_be_in_viewport(ratio=1)
        box = await button.bounding_box()
        assert box is not None
        assert box["height"] >= 44


async def test_dark_mode_follows_the_system(page: Page, server: Running) -> None:
    await open_page(page, server)
    light = await page.evaluate(BACKGROUND)
    await page.emulate_media(color_scheme="dark")
    await expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    assert await page.evaluate(BACKGROUND) != light


async def test_the_list_is_at_its_end_without_stops_on_the_way(page: Page, server: Running) -> None:
    await open_page(page, server)
    await page.evaluate(
        "addEventListener('scroll', ({target}) => { (window.stops ??= new Set()).add(target.scrollTop) }, true)"
    )
    await say(page, "w\n" * 60)
    await expect(bubbles(page)).to_have_count(3)
    await expect(bubbles(page).last).to_be_in_viewport()
    # The question, the sign that an answer is being written, the answer.
    assert 1 <= await page.evaluate("window.stops.size") <= 4


async def test_who_wants_no_motion_gets_none(page: Page, server: Running) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await open_page(page, server)
    await say(page, "w\n" * 60)
    await expect(bubbles(page)).to_have_count(3)
    running = "document.getAnimations().filter(animation => animation.playState === 'running').length"
    assert await page.evaluate(running) == 0
    await expect(bubbles(page).last).to_be_in_viewport()

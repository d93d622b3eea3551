"""A page that does not come into the launcher's window: the user can ask for it, and it is asked for by itself."""

import asyncio
import time

import pytest
from playwright.async_api import Locator, Page, Route, expect

from tests.channels.fake_rasa import Running
from tests.web.axe import findings
from tests.web.fingers import centre, on_top
from tests.web.talking import Complaints, bubbles, field
from tests.web.test_widget import frame, greeted, launcher, window

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECOND = 1000
PATIENCE = 4 * SECOND
LOOKED_AT = """state => {
    Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
}"""


class Gone:
    """A server that is not there; `count`: how often its page was asked for."""

    def __init__(self, page: Page, server: Running, how: str) -> None:
        self._page, self._path, self._how = page, f"{server.url}/?embed*", how
        self.count = 0

    async def answer(self, route: Route) -> None:
        self.count += 1
        if self._how == "refused":
            await route.abort("connectionrefused")
        elif self._how == "bad gateway":
            await route.fulfill(status=502, content_type="text/html", body="<h1>502 Bad Gateway</h1>")
        else:
            await route.continue_()

    async def begin(self) -> None:
        await self._page.route(self._path, self.answer)

    async def end(self) -> None:
        """Let it be there again; time goes on by itself."""
        self._how = "there"
        await self._page.clock.resume()

    async def asked(self, count: int) -> None:
        """Wait until the page has been asked for so often."""

        async def look() -> None:
            while self.count < count:
                await asyncio.sleep(0.02)

        await asyncio.wait_for(look(), 20)
        assert self.count == count


async def left(page: Page, server: Running, how: str = "refused") -> Gone:
    """Open the window of a server that has gone since the host page was loaded; time stands still then."""
    await page.clock.install()
    await page.goto(f"{server.url}/demo")
    gone = Gone(page, server, how)
    await gone.begin()
    await page.clock.pause_at(time.time() + 3600)
    await launcher(page).click()
    await expect(words(page)).to_have_text("正在打开…")
    await gone.asked(1)
    await page.clock.run_for(PATIENCE)
    await expect(words(page)).to_contain_text("正在自动重试")
    return gone


def words(page: Page) -> Locator:
    return page.locator("xueshi-assistant .words")


def again(page: Page) -> Locator:
    return page.get_by_role("button", name="重试")


def unheard(complaints: Complaints) -> None:
    complaints[:] = [text for text in complaints if "ERR_" not in text and "502" not in text]


@pytest.mark.parametrize("how", ["refused", "bad gateway"])
async def test_it_comes_by_itself_after_pauses_that_grow(
    page: Page, server: Running, complaints: Complaints, how: str
) -> None:
    gone = await left(page, server, how)
    for count, pause in enumerate((5, 10, 20, 40, 60, 60), start=2):
        await page.clock.run_for((pause - 1) * SECOND)
        assert gone.count == count - 1
        await page.clock.run_for(SECOND)
        await gone.asked(count)
        # The words stay while it is asked for, so that they are not read out each time.
        await expect(words(page)).to_contain_text("正在自动重试")
        await page.clock.run_for(PATIENCE)
    await gone.end()
    await page.clock.fast_forward(60 * SECOND)
    await greeted(page)
    await expect(words(page)).to_be_hidden()
    unheard(complaints)


async def test_the_user_can_ask_for_it(page: Page, server: Running, complaints: Complaints) -> None:
    gone = await left(page, server)
    await again(page).click()
    await expect(words(page)).to_have_text("正在打开…")
    await expect(again(page)).to_be_hidden()
    await gone.asked(2)
    await page.clock.run_for(PATIENCE)
    await gone.end()
    await again(page).click()
    await greeted(page)
    await expect(field(frame(page))).to_be_focused()
    unheard(complaints)


async def test_who_reads_on_meanwhile_keeps_the_focus(page: Page, server: Running, complaints: Complaints) -> None:
    gone = await left(page, server)
    await page.locator("a").first.focus()
    await gone.end()
    await page.clock.fast_forward(5 * SECOND)
    await greeted(page)
    assert await page.evaluate("document.activeElement.tagName") == "A"
    unheard(complaints)


async def test_a_page_that_nobody_looks_at_waits_for_whoever_comes_back(
    page: Page, server: Running, complaints: Complaints
) -> None:
    gone = await left(page, server)
    await page.evaluate(LOOKED_AT, "hidden")
    await page.clock.run_for(600 * SECOND)
    await gone.end()
    await page.evaluate(LOOKED_AT, "visible")
    await greeted(page)
    assert gone.count == 2
    unheard(complaints)


async def test_a_page_that_works_is_never_loaded_anew(page: Page, server: Running, complaints: Complaints) -> None:
    gone = await left(page, server)
    await gone.end()
    await page.clock.fast_forward(5 * SECOND)
    await greeted(page)
    await field(frame(page)).fill("还没发出")
    for _ in range(3):
        for looked_at in ("hidden", "visible"):
            await page.evaluate(LOOKED_AT, looked_at)
        await page.evaluate("dispatchEvent(new Event('online'))")
        await page.clock.fast_forward(300 * SECOND)
        await launcher(page).click()
        await expect(window(page)).to_be_hidden()
        # Two clicks at once are one.
        await page.clock.fast_forward(2 * SECOND)
        await launcher(page).press("Enter")
        await expect(window(page)).to_be_visible()
    await field(frame(page)).press("Enter")
    await expect(bubbles(frame(page)).last).to_have_text("您说：还没发出")
    assert gone.count == 2
    unheard(complaints)


@pytest.mark.parametrize("size", [(1000, 760), (320, 568), (812, 375)])
async def test_all_of_it_is_seen_and_reached(
    page: Page, server: Running, complaints: Complaints, size: tuple[int, int]
) -> None:
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await left(page, server)
    box = await words(page).bounding_box()
    assert box is not None
    # Not a column of single characters.
    assert box["width"] > 150
    for button in (again(page), page.get_by_role("button", name="关闭", exact=True)):
        await expect(button).to_be_in_viewport(ratio=1)
        assert await on_top(page, await centre(button)) == await button.text_content()
    await expect(page.get_by_role("link", name="在新窗口中打开")).to_be_in_viewport(ratio=1)
    await page.clock.resume()
    assert await findings(page) == []
    unheard(complaints)

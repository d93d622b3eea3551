"""What comes late, or in another order than it was sent: a machine that slept, a picture that takes its time, what was
missed.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, Route, expect

from tests.channels.fake_rasa import GREETING, Running, running
from tests.persistence.attachments.pictures import picture
from tests.web.talking import Complaints, bubbles, expected_offline, field, open_page, say, state
from tests.web.test_ending import end
from tests.web.test_person import CLAIMED, SPOKEN, WAITS, ask_for_a_person, tell
from tests.web.test_pictures import ANSWER, asked_for, choose, give, preview, sent

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Longer than the connection lasts without a sign, shorter than a conversation does.
SLEPT = "const before = Date.now; Date.now = () => before() + 120_000"
# Pictures are drawn when the test says so.
SLOW_TO_DRAW = """() => {
    const draw = HTMLCanvasElement.prototype.toBlob;
    window.draws = [];
    HTMLCanvasElement.prototype.toBlob = function (done, ...given) {
      window.draws.push(() => new Promise((drawn) => {
        draw.call(this, (it) => { done(it); setTimeout(drawn); }, ...given);
      }));
    };
}"""
DRAWING = "() => window.draws.length"
DRAW = "() => window.draws.splice(0).reverse().reduce((before, draw) => before.then(draw), Promise.resolve())"


@pytest.fixture(autouse=True)
def _asked(server: Running) -> Any:
    server.agent.answers = {"转人工": [WAITS], "注册不了": [ANSWER]}
    yield
    server.agent.answers = {}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def patient(channels: Any) -> AsyncIterator[Running]:
    """Return a server whose conversations end after ten minutes."""
    async with running(*channels(idle_minutes=10)) as it:
        yield it


async def until(is_so: Callable[[], Any]) -> None:
    async def look() -> None:
        while not await is_so():
            await asyncio.sleep(0.05)

    await asyncio.wait_for(look(), 20)


@asynccontextmanager
async def offline(page: Page, complaints: Complaints) -> AsyncIterator[None]:
    await page.context.set_offline(True)
    await expect(state(page)).to_have_attribute("data-state", "reconnecting")
    yield
    await page.context.set_offline(False)
    await expect(state(page)).to_have_attribute("data-state", "connected")
    expected_offline(complaints)


async def test_what_is_said_on_a_machine_that_slept_is_said_once(
    page: Page, server: Running, complaints: Complaints
) -> None:
    await open_page(page, server)
    before, posted = len(server.agent.seen), []
    # A new connection sends by requests at first.
    page.on("request", lambda request: posted.append(request.post_data or ""))
    await page.evaluate(SLEPT)
    await say(page, "醒了")
    await expect(bubbles(page)).to_have_text([GREETING["text"], "醒了", "您说：醒了"])
    await say(page, "再说")
    await expect(bubbles(page).last).to_have_text("您说：再说")
    assert [message.text for message in server.agent.seen[before:]] == ["醒了", "再说"]
    # Before it has been asked which conversation this is, it would be said in another one.
    assert "user_uttered" not in "".join(posted).partition("session_request")[0]
    expected_offline(complaints)


async def test_a_conversation_that_ran_out_while_the_machine_slept_is_shown_to_nobody(
    page: Page, patient: Running
) -> None:
    await open_page(page, patient)
    await say(page, "我的事情")
    await expect(bubbles(page)).to_have_count(3)
    await until(lambda: page.evaluate("localStorage.getItem('xueshi-until') !== null"))
    # The click comes before the clock is looked at.
    await page.evaluate("""() => {
      localStorage.setItem('xueshi-until', String(Date.now() - 1000));
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    }""")
    await expect(bubbles(page)).to_have_text([GREETING["text"]])


async def test_what_was_missed_stands_before_what_came_live(
    page: Page, server: Running, complaints: Complaints, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_page(page, server)
    await ask_for_a_person(page)
    store, asked, go = server.agent.tracker_store, asyncio.Event(), asyncio.Event()
    read = store.retrieve_full_tracker

    async def slowly(conversation: str) -> Any:
        asked.set()
        await go.wait()
        return await read(conversation)

    async with offline(page, complaints):
        await tell(server, "错过的", **CLAIMED)
        monkeypatch.setattr(store, "retrieve_full_tracker", slowly)
        await page.context.set_offline(False)
        await asyncio.wait_for(asked.wait(), 20)
        await tell(server, "刚说的", **SPOKEN)
        await expect(bubbles(page).last).to_have_text("刚说的")
        go.set()
    await expect(page.locator(".row").nth(-2)).to_contain_text("错过的")
    await expect(page.locator(".row").last).to_contain_text("刚说的")


async def test_a_picture_that_is_sent_without_a_network_goes_to_its_conversation(
    page: Page, server: Running, complaints: Complaints
) -> None:
    await asked_for(page, server)
    await choose(page)
    async with offline(page, complaints):
        await page.get_by_role("button", name="发送这张图片").click()
        await expect(preview(page)).to_contain_text("正在发送")
    await expect(sent(page)).to_be_visible()
    await expect(bubbles(page, "bot").last).to_have_text("您说：[图片]")
    expected_offline(complaints)


async def test_a_chosen_picture_goes_with_its_conversation(page: Page, server: Running) -> None:
    await asked_for(page, server)
    await choose(page)
    await expect(preview(page)).to_be_visible()
    await end(page)
    await expect(bubbles(page)).to_have_text([GREETING["text"]])
    await expect(preview(page)).to_have_count(0)


async def test_a_picture_that_is_sent_leaves_the_next_one_there(page: Page, server: Running) -> None:
    await asked_for(page, server)
    came, go = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        came.set()
        await go.wait()
        await route.continue_()

    await page.route("**/pictures", hold)
    await choose(page)
    await page.get_by_role("button", name="发送这张图片").click()
    await asyncio.wait_for(came.wait(), 20)
    await field(page).focus()
    await give(page, "paste", picture("JPEG"), "image/jpeg")
    await expect(preview(page).get_by_role("img")).to_be_visible()
    shown = await preview(page).get_by_role("img").get_attribute("src")
    go.set()
    await expect(sent(page)).to_be_visible()
    await expect(page.get_by_role("button", name="发送这张图片")).to_be_visible()
    await expect(preview(page).get_by_role("img")).to_have_attribute("src", shown or "")


async def pasted_slowly(page: Page, server: Running) -> Locator:
    """Return the field, with a picture in it that is not drawn yet."""
    await asked_for(page, server)
    await page.evaluate(SLOW_TO_DRAW)
    await field(page).focus()
    await give(page, "paste", picture("JPEG"), "image/jpeg")
    await until(lambda: page.evaluate(DRAWING))
    return field(page)


async def test_a_picture_that_comes_late_takes_nobody_s_focus(page: Page, server: Running) -> None:
    writes = await pasted_slowly(page, server)
    await writes.press_sequentially("还有")
    await page.evaluate(DRAW)
    await expect(preview(page)).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(bubbles(page, "user").last).to_have_text("还有")
    await expect(sent(page)).to_have_count(0)
    await expect(preview(page)).to_be_visible()


async def test_of_two_pictures_the_one_chosen_last_is_shown(page: Page, server: Running) -> None:
    await pasted_slowly(page, server)
    await give(page, "paste", picture("PNG", size=(300, 200)))
    await until(lambda: page.evaluate("() => window.draws.length > 1"))
    # The later one is ready first; both are when this returns.
    await page.evaluate(DRAW)
    shown = preview(page).get_by_role("img")
    await expect(shown).to_have_js_property("naturalWidth", 300)

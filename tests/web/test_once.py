"""Every action of the page is done once, however impatient the finger."""

import time

import pytest
from playwright.async_api import Locator, Page, expect

from tests.channels.fake_rasa import ANSWER, GREETING, Running
from tests.web.talking import Complaints, Place, bubbles, expected_offline, field, open_page, say, state
from tests.web.test_widget import greeted, launcher, window

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASK = GREETING["buttons"][0]["payload"]


def named(place: Place, name: str) -> Locator:
    return place.get_by_role("button", name=name).last


BETWEEN_SECONDS = 0.12


async def hurried(button: Locator, clicks: int, *, busy: float = 0.0) -> None:
    """Click where the button is, as fast as a hand can, until something else has come there.

    The time of each click is given with it, so that a busy machine does not slow the hand; `busy` seconds
    of the page's own work make it take the second click late.
    """
    box = await button.bounding_box()
    assert box is not None
    here = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "button": "left", "clickCount": 1}
    devices = await button.page.context.new_cdp_session(button.page)
    began = time.time()
    for done in range(clicks):
        if done and await button.bounding_box() != box:
            # The reply may come between two clicks; its buttons may be clicked as well.
            return
        for kind in ("mousePressed", "mouseReleased"):
            at = {"type": kind, "timestamp": began + done * BETWEEN_SECONDS}
            await devices.send("Input.dispatchMouseEvent", {**here, **at})
        if busy:
            await button.page.evaluate("until => { while (Date.now() < until) { } }", (time.time() + busy) * 1000)


@pytest.mark.parametrize("name", ["怎么注册", "转人工", "问题分类"])
@pytest.mark.parametrize("how", ["double", "triple", "fast", "held"])
async def test_a_button_of_any_kind(page: Page, server: Running, name: str, how: str) -> None:
    await open_page(page, server)
    before = len(server.agent.seen)
    button = named(page, name)
    if how == "held":
        await button.focus()
        for _ in range(12):
            await page.keyboard.down("Enter")
        await page.keyboard.up("Enter")
    elif how == "fast":
        await hurried(button, 4)
    else:
        await button.click(click_count=2 if how == "double" else 3, delay=20)
    await expect(bubbles(page, "bot")).to_have_count(2)
    await page.wait_for_timeout(700)
    await expect(bubbles(page, "user")).to_have_text([name])
    await expect(bubbles(page, "bot")).to_have_count(2)
    assert len(server.agent.seen) == before + 1


async def test_on_a_page_that_is_busy(page: Page, server: Running) -> None:
    await open_page(page, server)
    await hurried(named(page, "转人工"), 4, busy=0.8)
    await expect(bubbles(page, "bot")).to_have_count(2)
    await page.wait_for_timeout(700)
    await expect(bubbles(page, "user")).to_have_text(["转人工"])


async def test_a_message_that_is_typed(page: Page, server: Running) -> None:
    await open_page(page, server)
    await field(page).fill("一次")
    await named(page, "发送").dblclick()
    await field(page).fill("两次")
    for _ in range(3):
        await page.keyboard.press("Enter")
    await expect(bubbles(page, "user")).to_have_text(["一次", "两次"])
    await expect(bubbles(page, "bot")).to_have_count(3)


async def test_a_button_is_pressed_once_for_ever(page: Page, server: Running) -> None:
    await open_page(page, server)
    await named(page, "怎么注册").click()
    await expect(bubbles(page).last).to_have_text(ANSWER["text"])
    for _ in range(2):
        await expect(named(page, "怎么注册")).to_have_attribute("aria-disabled", "true")
        await expect(named(page, "忘记密码怎么办")).to_have_attribute("aria-disabled", "false")
        await page.wait_for_timeout(700)
        await named(page, "怎么注册").click(force=True)
        await page.wait_for_timeout(200)
        await expect(bubbles(page, "user")).to_have_count(1)
        await page.reload()
        await expect(bubbles(page)).to_have_count(3)


async def test_in_two_windows_at_once(page: Page, server: Running) -> None:
    await open_page(page, server)
    other = await page.context.new_page()
    await open_page(other, server)
    server.agent.seconds, before = 0.5, len(server.agent.seen)
    press = "[...document.querySelectorAll('.reply')].find(it => it.textContent === '怎么注册').click()"
    await page.evaluate(press)
    await other.evaluate(press)
    await expect(bubbles(page, "bot")).to_have_count(2)
    server.agent.seconds = 0.0
    for place in (page, other):
        await expect(bubbles(place)).to_have_text([GREETING["text"], "怎么注册", ANSWER["text"]])
    assert [message.text for message in server.agent.seen[before:]] == [ASK]
    await other.close()


async def test_while_there_is_no_network(page: Page, server: Running, complaints: Complaints) -> None:
    await open_page(page, server)
    before = len(server.agent.seen)
    await page.context.set_offline(True)
    await expect(state(page)).to_have_attribute("data-state", "reconnecting")
    for name in ("转人工", "怎么注册") * 3:
        await named(page, name).click(force=True)
        await page.wait_for_timeout(300)
    await expect(bubbles(page, "user")).to_have_count(2)
    await page.context.set_offline(False)
    await expect(bubbles(page, "bot")).to_have_count(3, timeout=15_000)
    assert len(server.agent.seen) == before + 2
    expected_offline(complaints)


async def test_what_opens_and_closes_stays_open(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "长")
    await named(page, "收起").dblclick()
    await expect(page.get_by_role("button", name="展开")).to_have_count(1)
    await named(page, "没帮助").dblclick()
    await expect(page.get_by_role("group", name="没帮助的原因")).to_be_visible()


async def test_the_launcher(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/demo")
    await launcher(page).dblclick()
    await greeted(page)
    await expect(window(page)).to_be_visible()

"""Letters of up to twice the size: the conversation keeps most of the window, and everything can be reached."""

import pytest
from playwright.async_api import Frame, Page, ViewportSize, expect

from tests.channels.fake_rasa import Running
from tests.web.axe import findings
from tests.web.talking import Complaints, Place, bubbles, expected_offline, field, open_page, say
from tests.web.test_person import CLAIMED, WAITS, ask_for_a_person, move, tell
from tests.web.test_scrolling import letters
from tests.web.test_widget import greeted, launcher, window

pytestmark = pytest.mark.asyncio(loop_scope="module")

SIZES: list[ViewportSize] = [
    {"width": 360, "height": 640},
    {"width": 375, "height": 667},
    {"width": 375, "height": 812},
    {"width": 400, "height": 640},
    {"width": 320, "height": 568},
    {"width": 412, "height": 915},
    {"width": 600, "height": 480},
    {"width": 812, "height": 375},
    {"width": 1280, "height": 800},
]
LETTERS = (24, 27, 32)
SHARE = "document.querySelector('.list').clientHeight / innerHeight"
LEAST = 0.5
LEAST_WITH_MORE = 0.35

# What lies beside what: neither header nor foot has anything on top of anything else, and nothing sticks out sideways.
APART = """() => {
  const seen = [...document.querySelectorAll('.head h1, .head-button, .state, .list, .below, .foot > *, .compose > *')]
    .filter(it => !it.closest('.unseen, .compose .suggestions') && !it.matches('.foot > .compose'))
    .map(it => [it.className || it.tagName, it.getBoundingClientRect()])
    .filter(([, {width, height}]) => width > 1 && height > 1);
  const bad = [];
  seen.forEach(([one, a], i) => {
    if (a.left < -1 || a.right > innerWidth + 1 || a.top < -1 || a.bottom > innerHeight + 1) bad.push([one, 'out']);
    seen.slice(i + 1).forEach(([other, b]) => {
      const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
      if (!apart) bad.push([one, other]);
    });
  });
  return bad;
}"""
# A Chinese character is as wide as it is high, which a machine without such letters does not draw.
PLACEHOLDER = """() => {
  const field = document.querySelector('#text');
  const {fontSize, paddingLeft, paddingRight} = getComputedStyle(field);
  const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const isWhole = field.placeholder.length * parseFloat(fontSize) <= room;
  return [field.placeholder, isWhole, field.scrollHeight <= field.clientHeight];
}"""
SMALL_BUTTONS = """() => [...document.querySelectorAll('.head-button, .below button, .foot button')]
  .map(it => [it.textContent, it.getBoundingClientRect()])
  .filter(([, {height, width}]) => height > 0 && (height < 44 || width < 44)).map(([name]) => name)"""


def name(size: ViewportSize) -> str:
    return f"{size['width']}x{size['height']}"


async def fits(page: Page | Frame, least: float) -> None:
    assert await page.evaluate(APART) == []
    assert await page.evaluate(SHARE) >= least
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate(SMALL_BUTTONS) == []


async def with_notice(place: Place) -> None:
    """Bring it into a state in which the end of the conversation is out of view."""
    await say(place, "很长")
    await expect(place.locator(".below button")).to_be_visible()


@pytest.fixture(autouse=True)
def _answers(server: Running) -> None:
    server.agent.answers = {"转人工": [WAITS], "很长": [{"text": "请先登录平台，再提交。" * 200}]}


@pytest.mark.parametrize("pixels", LETTERS)
@pytest.mark.parametrize("size", SIZES, ids=name)
async def test_the_conversation_has_half_of_the_window(
    page: Page, server: Running, size: ViewportSize, pixels: int
) -> None:
    await page.set_viewport_size(size)
    await letters(page, pixels)
    await open_page(page, server)
    await expect(page.locator(".state")).to_have_text("已连接")
    await fits(page, LEAST)
    await with_notice(page)
    await fits(page, LEAST if pixels == 32 or size["height"] > 480 else 0.4)
    words, is_whole, is_in_one_line = await page.evaluate(PLACEHOLDER)
    assert words in ("请输入您的问题", "请输入问题", "输入问题")
    assert is_whole
    assert is_in_one_line
    await expect(field(page)).to_have_accessible_name("请输入您的问题")
    for button in ("转人工", "发送"):
        await expect(page.get_by_role("button", name=button)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("pixels", LETTERS)
async def test_in_the_launchers_window(page: Page, server: Running, pixels: int) -> None:
    await page.set_viewport_size({"width": 1280, "height": 800})
    await letters(page, pixels)
    await page.goto(f"{server.url}/demo")
    await launcher(page).click()
    place = await greeted(page)
    await with_notice(place)
    await fits(page.frames[1], LEAST)
    _, is_whole, is_in_one_line = await page.frames[1].evaluate(PLACEHOLDER)
    assert is_whole
    assert is_in_one_line
    assert await findings(page.frames[1]) == []
    await place.get_by_role("button", name="关闭对话窗口").click()
    await expect(window(page)).to_be_hidden()


@pytest.mark.parametrize("pixels", LETTERS)
@pytest.mark.parametrize("size", SIZES, ids=name)
async def test_what_else_there_is_to_say_covers_nothing(
    page: Page, server: Running, size: ViewportSize, pixels: int, complaints: Complaints
) -> None:
    await page.set_viewport_size(size)
    await letters(page, pixels)
    await open_page(page, server)
    await ask_for_a_person(page)
    await move(server, 2)
    await expect(page.locator(".queue")).to_be_visible()
    await fits(page, LEAST_WITH_MORE)
    assert await findings(page) == []
    await tell(server, "客服小王已接入，请直接说您的问题。", **CLAIMED)
    await expect(page.get_by_role("button", name="已转人工")).to_be_disabled()
    await fits(page, LEAST_WITH_MORE)
    await page.context.set_offline(True)
    await expect(page.locator(".state")).to_have_text("网络已断开，正在重新连接…")
    await expect(page.locator(".state")).to_be_in_viewport(ratio=1)
    await fits(page, LEAST_WITH_MORE)
    assert await findings(page) == []
    expected_offline(complaints)


@pytest.mark.parametrize("size", [size for size in SIZES if size["height"] > 480], ids=name)
async def test_each_chip_is_reached_by_keyboard_and_seen(page: Page, server: Running, size: ViewportSize) -> None:
    await page.set_viewport_size(size)
    await letters(page, 32)
    await open_page(page, server)
    await page.keyboard.press("Tab")
    order = ["转人工", "对话记录", "怎么注册", "忘记密码怎么办", "问题分类", "问题分类", "打印", "结束并清除"]
    for one in order:
        await expect(page.locator(":focus")).to_have_accessible_name(one)
        if one != "对话记录":
            await expect(page.locator(":focus")).to_be_in_viewport(ratio=0.99)
        await page.keyboard.press("Tab")
    await expect(field(page)).to_be_focused()
    await page.get_by_role("button", name="结束并清除").click()
    await expect(page.get_by_role("alertdialog")).to_be_visible()
    await fits(page, LEAST_WITH_MORE)
    assert await findings(page) == []
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="结束并清除")).to_be_focused()
    await expect(bubbles(page, "bot")).to_have_count(1)


async def test_letters_that_change_at_run_time_are_followed(page: Page, server: Running) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await open_page(page, server)
    await expect(field(page)).to_have_attribute("placeholder", "请输入您的问题")
    title = page.locator(".head h1")
    before = await title.bounding_box()
    for pixels, words in ((32, "请输入问题"), (16, "请输入您的问题"), (48, "提问"), (16, "请输入您的问题")):
        await page.evaluate("size => { document.documentElement.style.fontSize = `${size}px` }", pixels)
        await expect(field(page)).to_have_attribute("placeholder", words)
        if pixels > 16:
            await fits(page, 0.4)
    assert await title.bounding_box() == before

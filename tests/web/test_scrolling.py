"""Where the list of messages stands: nobody has to scroll back to begin reading, and nothing is covered."""

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from tests.channels.fake_rasa import ANSWER, LONG_ANSWER, Running
from tests.web.talking import Place, bubbles, field, open_page, say, width
from tests.web.test_widget import greeted, launcher

pytestmark = pytest.mark.asyncio(loop_scope="module")

SIZES: list[ViewportSize] = [
    {"width": 360, "height": 560},
    {"width": 375, "height": 812},
    {"width": 320, "height": 420},
    {"width": 812, "height": 375},
    {"width": 1280, "height": 800},
]
LETTERS = (16, 24, 32)


APART = """() => [...document.querySelectorAll('.head-words, .head-button')]
  .map(it => it.getBoundingClientRect()).filter(it => it.width > 1)
  .every((a, i, all) => all.every((b, k) => i === k || a.right <= b.left + 1 || b.right <= a.left + 1
    || a.bottom <= b.top + 1 || b.bottom <= a.top + 1))"""


# A button that is let go puts the list in place, before the browser has sent the event of the scroll.
SCROLLED_AND_PUT_IN_PLACE = """async (further) => {
  const list = document.querySelector('.list');
  list.scrollTop += further;
  const before = list.scrollTop;
  list.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  window.dispatchEvent(new PointerEvent('pointerup'));
  await new Promise(done => setTimeout(done));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return [before, list.scrollTop];
}"""


async def letters(page: Page, pixels: int) -> None:
    script = f"document.documentElement.style.fontSize = '{pixels}px'"
    await page.add_init_script(f"addEventListener('load', () => {{ {script} }})")


async def box(found: Locator) -> tuple[float, float]:
    """Return its top and bottom."""
    it = await found.bounding_box()
    assert it is not None
    return it["y"], it["y"] + it["height"]


async def begins_in_view(place: Place, message: Locator) -> None:
    await expect(message).to_be_in_viewport()
    assert (await box(message))[0] >= (await box(place.locator(".list")))[0]


@pytest.mark.parametrize("pixels", LETTERS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
async def test_an_answer_begins_in_view(page: Page, server: Running, size: ViewportSize, pixels: int) -> None:
    await page.set_viewport_size(size)
    await letters(page, pixels)
    await open_page(page, server)
    for number in (2, 3):
        await say(page, "长")
        await expect(bubbles(page, "bot")).to_have_count(number)
        await begins_in_view(page, bubbles(page, "bot").last)
    # What is short is seen to its end.
    await say(page, "短")
    await expect(bubbles(page, "bot").last).to_have_text("您说：短")
    await expect(bubbles(page, "bot").last).to_be_in_viewport(ratio=1)
    assert await width(page) <= size["width"]


async def test_in_the_launchers_window(page: Page, server: Running) -> None:
    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.goto(f"{server.url}/demo")
    await launcher(page).click()
    place = await greeted(page)
    await say(place, "长")
    await expect(bubbles(place, "bot").last).to_have_text(LONG_ANSWER["text"])
    await begins_in_view(place, bubbles(place, "bot").last)


async def test_of_several_answers_the_first_begins_in_view(page: Page, server: Running) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await open_page(page, server)
    server.agent.answers = {"三个": [LONG_ANSWER, {"text": "第二\n" * 9}, {"text": "第三\n" * 9}]}
    await say(page, "三个")
    await expect(bubbles(page, "bot")).to_have_count(4)
    await begins_in_view(page, bubbles(page, "bot").nth(1))
    notice = page.locator(".below button")
    await expect(notice).to_contain_text("2 条新消息")
    await notice.click()
    await expect(bubbles(page).last).to_be_in_viewport()
    await expect(notice).to_have_count(0)
    server.agent.answers = {}


async def test_who_reads_further_up_stays_there_and_is_told(page: Page, server: Running) -> None:
    await open_page(page, server)
    for number in range(8):
        await say(page, f"第{number}句\n\n\n\n完")
        await expect(bubbles(page, "bot")).to_have_count(number + 2)
    other = await page.context.new_page()
    await open_page(other, server)
    await page.mouse.move(200, 300)
    await page.mouse.wheel(0, -10_000)
    await expect(bubbles(page).first).to_be_in_viewport()
    await say(other, "从另一个窗口")
    await expect(page.locator(".below button")).to_contain_text("2 条新消息")
    await expect(bubbles(page).first).to_be_in_viewport()
    # The notice has a row of its own: it lies neither over the messages nor over the titles that are offered.
    assert (await box(page.locator(".list")))[1] <= (await box(page.locator(".below")))[0]
    await page.bring_to_front()
    await field(page).fill("修改")
    await expect(page.get_by_role("option")).to_have_count(5)
    for option in await page.get_by_role("option").all():
        await option.click(trial=True, timeout=2000)
    await page.keyboard.press("Escape")
    await page.locator(".below button").click()
    await expect(bubbles(page).last).to_be_in_viewport()
    await other.close()


async def test_who_reads_an_answer_to_its_end_stays_there(page: Page, server: Running) -> None:
    # More than two views high, whatever letters the machine has.
    server.agent.answers = {"很长": [{**LONG_ANSWER, "text": LONG_ANSWER["text"] * 3}]}
    await page.set_viewport_size({"width": 320, "height": 568})
    await open_page(page, server)
    await say(page, "很长")
    notice = page.locator(".below button")
    await expect(notice).to_have_text("回到底部")
    await page.mouse.move(160, 250)
    await page.mouse.wheel(0, 10_000)
    # The list gets higher when the notice goes, and its messages change with what is said of one.
    await expect(notice).to_have_count(0)
    helpful, unhelpful = (page.get_by_role("button", name=name, exact=True) for name in ("有帮助", "没帮助"))
    await expect(helpful).to_be_in_viewport(ratio=1)
    await helpful.click()
    await expect(page.get_by_text("感谢您的反馈")).to_be_in_viewport()
    await unhelpful.click()
    await expect(unhelpful).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_role("group", name="没帮助的原因")).to_be_in_viewport(ratio=1)
    await expect(notice).to_have_count(0)
    # An answer that comes begins in view again.
    await say(page, "很长")
    await expect(bubbles(page, "bot")).to_have_count(3)
    await begins_in_view(page, bubbles(page, "bot").last)
    server.agent.answers = {}


async def test_a_scroll_is_kept_where_the_list_changes_before_its_event(page: Page, server: Running) -> None:
    await page.set_viewport_size({"width": 320, "height": 568})
    await open_page(page, server)
    await say(page, "长")
    await expect(bubbles(page, "bot")).to_have_count(2)
    await begins_in_view(page, bubbles(page, "bot").last)
    for further in (150, -60):
        before, after = await page.evaluate(SCROLLED_AND_PUT_IN_PLACE, further)
        assert abs(after - before) <= 1
    # Further up than the answer's beginning: its user reads something else, and nothing follows.
    before, after = await page.evaluate(SCROLLED_AND_PUT_IN_PLACE, -300)
    assert abs(after - before) <= 1


async def test_a_button_that_is_held_stays_under_the_finger(page: Page, server: Running) -> None:
    await open_page(page, server)
    server.agent.answers = {"注册": [ANSWER]}
    for count in range(2, 8):
        await say(page, "注册")
        await expect(bubbles(page, "bot")).to_have_count(count)
    other = await page.context.new_page()
    await open_page(other, server)
    await page.bring_to_front()
    button = page.get_by_role("button", name="没帮助").last
    top, bottom = await box(button)
    await button.hover()
    await page.mouse.down()
    await say(other, "从另一个窗口")
    await expect(bubbles(page, "bot")).to_have_count(8)
    assert await box(button) == (top, bottom)
    await page.mouse.up()
    await expect(page.get_by_role("group", name="没帮助的原因")).to_be_visible()
    await other.close()
    server.agent.answers = {}


async def test_a_window_that_gets_lower_keeps_the_end_in_view(page: Page, server: Running) -> None:
    await page.set_viewport_size({"width": 375, "height": 812})
    await open_page(page, server)
    for number in range(6):
        await say(page, f"第{number}句")
        await expect(bubbles(page, "bot")).to_have_count(number + 2)
    await page.set_viewport_size({"width": 375, "height": 460})
    await expect(bubbles(page).last).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("pixels", [24, 32])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
async def test_large_letters_leave_the_header_readable(
    page: Page, server: Running, size: ViewportSize, pixels: int
) -> None:
    await page.set_viewport_size(size)
    await letters(page, pixels)
    await page.goto(f"{server.url}/demo")
    frame = page.frame_locator("xueshi-assistant iframe")
    await launcher(page).click()
    await expect(bubbles(frame, "bot").first).to_be_attached()
    title, person = frame.locator("h1"), frame.get_by_role("button", name="转人工")
    inner = page.frames[1]
    await inner.evaluate("size => { document.documentElement.style.fontSize = `${size}px` }", pixels)
    words = await title.bounding_box()
    assert words is not None
    # Four characters fit on one line; where there is no room for them, they are for screen readers only.
    assert words["width"] <= 1 or (words["width"] >= 4 * pixels and words["height"] < 3 * pixels)
    apart = await inner.evaluate(APART)
    assert apart
    await expect(person).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("pixels", LETTERS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
async def test_titles_are_offered_within_the_window(
    page: Page, server: Running, size: ViewportSize, pixels: int
) -> None:
    await page.set_viewport_size(size)
    await letters(page, pixels)
    await open_page(page, server)
    await field(page).fill("修改")
    await expect(page.get_by_role("option")).to_have_count(5)
    top, _ = await box(page.locator(".suggestions"))
    assert top >= 0
    await page.get_by_role("option").last.click()
    await expect(bubbles(page, "user")).to_have_count(1)

"""What counts as seen, and what is in view: the end of one's own conversation, while one looks at it."""

import asyncio

import pytest
from playwright.async_api import Locator, Page, Route, expect

from persistence.attachments.redrawing import RedrawnFile
from tests.console_web.site import Opened, Site, agent, open_ticket, sign_in, transcript
from tests.persistence.attachments.pictures import picture

pytestmark = pytest.mark.asyncio(loop_scope="module")

TALL = RedrawnFile("picture", "image/jpeg", picture("JPEG", (600, 900)), 600, 900)
LATER = "请问好了吗"


async def held(page: Page, path: str) -> tuple[asyncio.Event, asyncio.Event]:
    """Hold what the server answers under this address; returns what says that one is held, and what lets it go."""
    is_held, let_go = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        answer = await route.fetch()
        is_held.set()
        await let_go.wait()
        await route.fulfill(response=answer)

    await page.route(path, hold)
    return is_held, let_go


def row(page: Page) -> Locator:
    return page.get_by_role("link", name=LATER)


async def test_what_comes_for_a_page_that_is_left_stays_unread(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    for number in (0, 1):
        await open_ticket(page, site, number)
    await expect(page).to_have_title("(2) 人工接待 · 学时助手")
    is_held, let_go = await held(page, f"**/api/tickets/{site.tickets[1]}?*")
    site.assistant.says(site.tickets[1], LATER)
    await asyncio.wait_for(is_held.wait(), 30)
    await page.goto(f"{site.url}/#/figures")
    await expect(page.get_by_role("heading", name="统计")).to_be_visible()
    let_go.set()
    await expect(page).to_have_title("(3) 统计 · 学时助手")
    await page.goto(f"{site.url}/#/inbox/mine")
    await expect(row(page).get_by_title("1 条未读")).to_be_visible()


async def test_what_one_tab_shows_no_other_counts(opened: Opened, site: Site) -> None:
    first = await agent(opened, site, "wang")
    for number in (0, 1):
        await open_ticket(first, site, number)
    await first.goto(f"{site.url}/#/figures")
    second = await first.context.new_page()
    await second.goto(f"{site.url}/#/figures")
    site.assistant.says(site.tickets[1], LATER)
    for page in (first, second):
        await expect(page).to_have_title("(3) 统计 · 学时助手")
    await open_ticket(second, site, 1)
    for page, name in ((first, "统计"), (second, "人工接待")):
        await expect(page).to_have_title(f"(2) {name} · 学时助手")


async def filled(page: Page, site: Site) -> None:
    """Open a conversation that is longer than the screen."""
    for number in range(20):
        site.assistant.says(site.tickets[0], f"第 {number} 句")
    await open_ticket(page, site, 0)
    await expect(transcript(page).get_by_text("第 19 句")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1280])
async def test_who_is_at_the_end_stays_there_when_a_picture_comes_late(opened: Opened, site: Site, width: int) -> None:
    page = await opened(width)
    await sign_in(page, site, "wang")
    await filled(page, site)
    is_held, let_go = await held(page, "**/files/*")
    site.assistant.sends(site.tickets[0], TALL)
    await asyncio.wait_for(is_held.wait(), 30)
    let_go.set()
    image = transcript(page).get_by_role("img", name="用户发的图片")
    await expect(image).to_have_js_property("naturalWidth", 600)
    await expect(image).to_be_in_viewport(ratio=0.95)


async def test_who_reads_further_up_is_not_moved_and_has_not_seen_it(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await filled(page, site)
    await transcript(page).evaluate("(it) => { it.scrollTop -= 600 }")
    await expect(page.get_by_role("button", name="最新消息")).to_be_visible()
    place = await transcript(page).evaluate("(it) => it.scrollTop")
    site.assistant.sends(site.tickets[0], TALL)
    image = transcript(page).get_by_role("img", name="用户发的图片")
    await expect(image).to_have_js_property("naturalWidth", 600)
    await expect(page.get_by_title("1 条未读")).to_be_visible()
    assert await transcript(page).evaluate("(it) => it.scrollTop") == place
    await page.get_by_role("button", name="最新消息").click()
    await expect(page.get_by_title("1 条未读")).to_have_count(0)


async def test_what_grows_before_a_scroll_is_heard_of_moves_nobody(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await filled(page, site)
    # Browsers tell of a scroll with the next frame: a picture may have come meanwhile.
    await transcript(page).evaluate(
        """(it) => { it.lastElementChild.style.paddingBottom = "500px"; it.dispatchEvent(new Event("scroll")); }"""
    )
    await expect(page.get_by_role("button", name="最新消息")).to_have_count(0)
    site.assistant.says(site.tickets[0], LATER)
    await expect(transcript(page).get_by_text(LATER)).to_be_visible()
    rest = "(it) => it.scrollHeight - it.scrollTop - it.clientHeight"
    assert await transcript(page).evaluate(rest) < 2


@pytest.mark.parametrize("width", [390, 1280])
async def test_the_page_is_as_high_as_the_window(opened: Opened, site: Site, width: int) -> None:
    page = await opened(width)
    await sign_in(page, site, "wang")
    await filled(page, site)
    assert await page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0

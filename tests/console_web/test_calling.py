"""How agents hear of what waits for them, and what screen readers and keyboards find."""

import pytest
from playwright.async_api import expect

from tests.console_web.site import Opened, Site, agent, field, open_ticket, sign_in
from tests.web.axe import findings

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_title_counts_and_the_lists_follow(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    for number in (0, 1):
        await open_ticket(page, site, number)
    await page.goto(f"{site.url}/#/figures")
    await expect(page).to_have_title("(2) 统计 · 学时助手")
    site.assistant.says(site.tickets[1], "请问好了吗")
    await expect(page).to_have_title("(3) 统计 · 学时助手")
    await page.goto(f"{site.url}/#/inbox/mine")
    row = page.get_by_role("link", name="请问好了吗")
    await expect(row.get_by_title("1 条未读")).to_be_visible()
    await row.click()
    await expect(row.get_by_title("1 条未读")).to_have_count(0)
    await expect(page).to_have_title("(2) 人工接待 · 学时助手")


async def test_of_two_tabs_one_sounds(opened: Opened, site: Site) -> None:
    first = await opened()
    await first.context.add_init_script(
        """window.tones = 0;
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (at) { window.tones += 1; return start.call(this, at); };"""
    )
    await sign_in(first, site, "wang")
    second = await first.context.new_page()
    await second.goto(site.url)
    for page in (first, second):
        await page.get_by_role("tab", name="我的").click()
        await page.wait_for_timeout(500)
    site.assistant.says(site.tickets[1], "请问好了吗")
    for page in (first, second):
        await expect(page.get_by_role("link", name="请问好了吗")).to_be_visible()
    await first.wait_for_timeout(700)
    tones = [await page.evaluate("window.tones") for page in (first, second)]
    assert sorted(tones) == [0, 2]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
async def test_axe_finds_nothing(opened: Opened, site: Site, width: int, dark: bool) -> None:
    page = await opened(width, dark=dark)
    # Colours that change by and by are none of the page's.
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(site.url)
    await expect(page.get_by_role("button", name="登录")).to_be_visible()
    assert await findings(page) == []
    await sign_in(page, site, "admin")
    assert await findings(page) == []
    await open_ticket(page, site, 3, "waiting")
    await page.get_by_role("button", name="接待", exact=True).click()
    await field(page).fill("/")
    await expect(page.get_by_role("listbox", name="常用语")).to_be_visible()
    assert await findings(page) == []
    await field(page).fill("")
    await page.get_by_role("button", name="转给同事或放回").click()
    await page.get_by_role("menuitem", name="转给同事…").click()
    await expect(page.get_by_role("dialog", name="转给同事")).to_be_visible()
    await page.wait_for_timeout(500)
    assert await findings(page) == []
    for name in ("figures", "agents", "audit"):
        await page.goto(f"{site.url}/#/{name}")
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await page.wait_for_timeout(500)
        assert await findings(page) == [], name

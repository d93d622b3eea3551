"""A conversation that is over offers nothing, also where it was closed elsewhere while one looked at it."""

import pytest
from playwright.async_api import Page, expect

from tests.console_web.site import Opened, Site, agent, field, open_ticket, sign_in, transcript

pytestmark = pytest.mark.asyncio(loop_scope="module")

ACTS = ("接待", "结束", "发送", "转给同事或放回", "请用户填写资料", "图片", "重试", "仍然发送", "放回输入框", "找答案")


async def close(page: Page) -> None:
    await page.get_by_role("button", name="结束").click()
    await page.get_by_role("menuitem", name="未解决").click()
    await expect(page.get_by_text("对话已结束").last).to_be_visible()


async def is_over(page: Page) -> None:
    await expect(page.locator(".composer-closed")).to_have_text("对话已结束", timeout=15_000)
    for name in ACTS:
        await expect(page.locator(".conversation, .panel").get_by_role("button", name=name)).to_have_count(0)


async def test_closing_takes_all_actions_away(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await close(page)
    await is_over(page)


async def test_closed_elsewhere_it_is_over_here_as_well(opened: Opened, site: Site) -> None:
    page, other = await agent(opened, site, "wang"), await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await page.route("**/messages", lambda route: route.abort())
    await field(page).fill("还没发出去")
    await page.keyboard.press("Enter")
    await expect(transcript(page).get_by_role("button", name="重试")).to_be_visible()
    await page.get_by_role("button", name="转给同事或放回").click()
    await page.get_by_role("menuitem", name="转给同事…").click()
    await expect(page.get_by_role("dialog", name="转给同事")).to_be_visible()
    await open_ticket(other, site, 0)
    await close(other)
    await expect(page.get_by_role("dialog", name="转给同事")).to_have_count(0, timeout=15_000)
    await is_over(page)
    # What was not sent stays readable until its agent gives it up.
    await page.get_by_role("button", name="不发了").click()
    await expect(transcript(page).get_by_text("还没发出去")).to_have_count(0)


async def test_who_has_not_heard_of_it_is_told_by_the_server(opened: Opened, site: Site) -> None:
    page, other = await opened(), await agent(opened, site, "wang")
    # Not told of the end, as over a slow line.
    await page.route("**/api/events", lambda route: route.abort())
    await sign_in(page, site, "wang")
    await open_ticket(page, site, 0)
    await open_ticket(other, site, 0)
    await close(other)
    await page.get_by_role("button", name="请用户填写资料").click()
    await expect(page.get_by_text("这个对话已经结束，不能再操作。")).to_be_visible()

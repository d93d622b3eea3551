"""An agent's day: from the invitation to the end of a conversation, on a desktop and on a phone."""

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.console_web.site import Opened, Site, agent, bubbles, delivered, field, open_ticket

pytestmark = pytest.mark.asyncio(loop_scope="module")

GROWN = "dialog => Promise.allSettled(dialog.getAnimations({ subtree: true }).map(animation => animation.finished))"


async def invited(opened: Opened, site: Site) -> str:
    """Return a link that an administrator has made."""
    page = await agent(opened, site, "admin")
    await page.get_by_role("link", name="人员").click()
    await page.get_by_role("button", name="邀请").click()
    # A dialog that is still growing may lose a click that comes at once, as no person's does.
    await page.get_by_role("dialog").evaluate(GROWN)
    await page.get_by_role("button", name="生成链接").click()
    return await page.get_by_label("邀请链接").input_value()


async def join(page: Page, link: str) -> None:
    await page.goto(link)
    await page.get_by_label("登录名").fill("zhao.min")
    await page.get_by_label("显示的称呼").fill("小赵")
    await page.get_by_label("密码", exact=True).fill("desk-of-spring-26")
    await page.get_by_label("再输入一次密码").fill("desk-of-spring-26")
    await page.get_by_role("button", name="开通并登录").click()


@pytest.mark.parametrize("width", [1280, 390])
async def test_from_the_link_to_the_end_of_a_conversation(opened: Opened, site: Site, width: int) -> None:
    link = await invited(opened, site)
    page = await opened(width)
    await join(page, link)
    await page.get_by_role("button", name="上线").click()
    await page.get_by_role("link", name="潍坊").click()
    await page.get_by_role("button", name="接待").click()
    await expect(field(page)).to_be_visible()
    await field(page).fill("您好，请把调出单位的全称发给我。")
    await page.get_by_role("button", name="发送", exact=True).click()
    await delivered(page, "您好，请把调出单位的全称发给我。")
    site.assistant.says(site.tickets[3], "山东某某有限公司")
    await expect(bubbles(page, "山东某某有限公司")).to_be_visible()
    await page.get_by_role("button", name="结束").click()
    await page.get_by_role("menuitem", name="已解决").click()
    await expect(page.get_by_text("对话已结束").last).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
async def test_a_dialog_closes_each_time(
    opened: Opened, site: Site, motion: Literal["reduce", "no-preference"]
) -> None:
    page = await agent(opened, site, "admin")
    await page.emulate_media(reduced_motion=motion)
    await page.get_by_role("link", name="人员").click()
    for _ in range(12):
        await page.get_by_role("button", name="邀请").click()
        dialog = page.get_by_role("dialog", name="邀请同事")
        await expect(dialog).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)


async def test_a_link_serves_once(opened: Opened, site: Site) -> None:
    link = await invited(opened, site)
    first, second = await opened(), await opened()
    await join(first, link)
    await expect(first.get_by_role("tab", name="排队中")).to_be_visible()
    await second.goto(link)
    await expect(second.get_by_role("heading", name="这个链接不能用")).to_be_visible()


async def test_who_only_reads_is_offered_nothing_else(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "zhang")
    await page.get_by_role("link", name="潍坊").click()
    await expect(page.get_by_text("您的账号只能查看")).to_be_visible()
    for name in ("接待", "结束", "接下一个", "发送", "转给同事或放回"):
        await expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    await expect(page.get_by_role("link", name="人员")).to_have_count(0)
    await page.goto(f"{site.url}/#/agents")
    await expect(page.get_by_text("没有这个页面，或您无权查看。")).to_be_visible()


async def test_what_a_colleague_passes_on_stands_on_top_with_the_note(opened: Opened, site: Site) -> None:
    mine, theirs = await agent(opened, site, "wang"), await agent(opened, site, "li")
    await theirs.get_by_role("tab", name="我的").click()
    await open_ticket(mine, site, 0)
    await mine.get_by_role("button", name="转给同事或放回").click()
    await mine.get_by_role("menuitem", name="转给同事…").click()
    await mine.get_by_role("combobox", name="转给").click()
    await mine.get_by_title("小李").click()
    await mine.get_by_label("留言").fill("已核对单位名称")
    await mine.get_by_role("button", name="转给同事", exact=True).click()
    await expect(mine.get_by_text("已转给小李")).to_be_visible()
    await expect(theirs.get_by_role("link", name="同事转来：已核对单位名称")).to_be_visible()

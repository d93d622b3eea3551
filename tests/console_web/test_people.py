"""人员: who is there, and changing an account while its agent works."""

import pytest
from playwright.async_api import Page, expect

from tests.console_web.site import Opened, Site, agent, delivered, field, open_ticket

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def become(page: Page, state: str) -> None:
    await page.get_by_role("button", name="我的状态").click()
    await page.get_by_role("menuitem", name=state).click()
    await expect(page.get_by_role("button", name=f"我的状态：{state}")).to_be_visible()


async def test_a_changed_account_goes_on_working(opened: Opened, site: Site) -> None:
    wang, admin = await agent(opened, site, "wang"), await agent(opened, site, "admin")
    await open_ticket(wang, site, 0)
    await field(wang).fill("写到一半")
    await admin.get_by_role("link", name="人员").click()
    await admin.get_by_role("button", name="修改 小王").click()
    await admin.get_by_label("显示的称呼").fill("王老师")
    await admin.get_by_label("同时接待的上限").fill("5")
    await admin.get_by_role("button", name="保存").click()
    await expect(admin.get_by_role("heading", name="王老师")).to_be_visible()
    await expect(wang.get_by_role("button", name="王老师的菜单")).to_be_visible()
    await expect(field(wang)).to_have_value("写到一半")
    await wang.keyboard.press("Enter")
    await delivered(wang, "写到一半")


async def test_who_is_busy_is_shown_so_and_may_be_given_a_conversation(opened: Opened, site: Site) -> None:
    li, admin = await agent(opened, site, "li"), await agent(opened, site, "admin")
    await become(li, "忙碌")
    await admin.get_by_role("link", name="人员").click()
    card = admin.get_by_role("listitem").filter(has_text="小李")
    await expect(card.get_by_text("忙碌")).to_be_visible()
    await become(li, "离线")
    await expect(card.get_by_text("离线")).to_be_visible()
    await become(li, "忙碌")
    wang = await agent(opened, site, "wang")
    await open_ticket(wang, site, 0)
    await wang.get_by_role("button", name="转给同事或放回").click()
    await wang.get_by_role("menuitem", name="转给同事…").click()
    await wang.get_by_role("combobox", name="转给").click()
    await wang.get_by_title("小李 · 忙碌").click()
    await wang.get_by_role("button", name="转给同事", exact=True).click()
    await expect(wang.get_by_text("已转给小李")).to_be_visible()


async def test_who_is_disabled_is_told_at_once(opened: Opened, site: Site) -> None:
    wang, admin = await agent(opened, site, "wang"), await agent(opened, site, "admin")
    await open_ticket(wang, site, 0)
    await admin.get_by_role("link", name="人员").click()
    await admin.get_by_role("button", name="修改 小王").click()
    await admin.get_by_role("switch", name="可以登录").click()
    await admin.get_by_role("button", name="保存").click()
    await expect(wang.get_by_role("status")).to_contain_text("登录已失效")
    await expect(wang.get_by_role("button", name="登录")).to_be_enabled()

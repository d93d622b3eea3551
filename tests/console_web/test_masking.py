"""What an agent may not send is shown before it goes, as the user would see it."""

import pytest
from playwright.async_api import expect

from tests.console_web.site import Opened, Site, agent, delivered, field, open_ticket, transcript

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_agent_sees_it_before_it_is_sent(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await field(page).fill("请核对手机号 13812345678")
    await page.keyboard.press("Enter")
    await expect(transcript(page)).to_contain_text("请看清再发")
    await expect(transcript(page)).not_to_contain_text("13812345678")
    assert site.assistant.said("请核对手机号 【手机号】") == 0
    await page.get_by_role("button", name="仍然发送").click()
    await delivered(page, "请核对手机号 【手机号】")
    assert site.assistant.said("请核对手机号 【手机号】") == 1


async def test_a_ready_made_reply_is_seen_before_it_is_kept(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await page.get_by_role("button", name="常用语").click()
    await page.get_by_text("管理").click()
    dialog = page.get_by_role("dialog", name="常用语")
    await dialog.get_by_label("名称").fill("回电")
    await dialog.get_by_label("内容").fill("请回电 13812345678")
    await dialog.get_by_role("button", name="添加").click()
    await expect(dialog.get_by_label("内容")).to_have_value("请回电 【手机号】")
    await expect(page.get_by_text("请看清再提交")).to_be_visible()
    await expect(dialog.get_by_role("button", name="删除 回电")).to_have_count(0)
    await dialog.get_by_role("button", name="添加").click()
    await expect(dialog.get_by_role("button", name="删除 回电")).to_be_visible()

"""Keyboard, screen reader, contrast."""

import pytest
from playwright.async_api import Page, expect

from tests.channels.fake_rasa import ANSWER, Running
from tests.web.axe import findings
from tests.web.talking import bubbles, field, open_page, say

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_keyboard_is_enough(page: Page, server: Running) -> None:
    await open_page(page, server)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="转人工")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("log")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="怎么注册")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(bubbles(page).last).to_have_text(ANSWER["text"])
    order = ["忘记密码怎么办", "问题分类", "复制", "有帮助", "没帮助", "问题分类", "打印", "结束并清除"]
    for name in order:
        await page.keyboard.press("Tab")
        await expect(page.locator(":focus")).to_have_accessible_name(name)
    await page.keyboard.press("Tab")
    await expect(field(page)).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="发送")).to_be_focused()


async def test_what_is_said_is_announced_once_and_without_haste(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "您好")
    await expect(bubbles(page)).to_have_count(3)
    log = page.get_by_role("log", name="对话记录")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log.locator(".said")).to_have_count(3)
    await expect(page.get_by_role("alert")).to_have_count(0)
    await expect(log).to_contain_text("我：您好")
    await expect(log).to_contain_text("学时助手：您说：您好")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
async def test_axe_finds_nothing(page: Page, server: Running, dark: bool, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 760})
    await page.emulate_media(color_scheme="dark" if dark else "light")
    await open_page(page, server)
    assert await findings(page) == []
    await say(page, "长")
    await page.get_by_role("button", name="收起").click()
    await page.locator(".shortcuts button").first.click()
    await expect(bubbles(page)).to_have_count(5)
    assert await findings(page) == []
    await page.get_by_role("button", name="没帮助").click()
    await page.get_by_role("button", name="看不明白").click()
    await expect(page.get_by_text("感谢您的反馈")).to_be_visible()
    await page.get_by_role("button", name="没帮助").click()
    await expect(page.get_by_role("group", name="没帮助的原因")).to_be_visible()
    assert await findings(page) == []
    await field(page).fill("修改")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("option", selected=True)).to_be_visible()
    assert await findings(page) == []
    await field(page).fill("长" * 501)
    await expect(page.locator("#hint")).not_to_be_empty()
    assert await findings(page) == []

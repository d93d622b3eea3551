"""The ready-made replies above the field: there when asked for, gone afterwards."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.console_web.site import Opened, Site, agent, delivered, field, open_ticket, transcript

pytestmark = pytest.mark.asyncio(loop_scope="module")

REPLY = "您好，请稍等，我帮您查一下。"


def replies(page: Page) -> Locator:
    return page.get_by_role("listbox", name="常用语")


def toggle(page: Page) -> Locator:
    return page.get_by_role("button", name="/ 常用语")


@pytest.mark.parametrize("way", ["button", "slash"])
async def test_they_go_when_one_is_chosen_and_sent(opened: Opened, site: Site, way: str) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await (toggle(page).click() if way == "button" else field(page).fill("/"))
    await page.get_by_role("option", name="请稍等").click()
    await expect(field(page)).to_have_value(REPLY)
    await expect(replies(page)).to_have_count(0)
    await page.get_by_role("button", name="发送", exact=True).click()
    await delivered(page, REPLY)
    await expect(field(page)).to_have_value("")
    await expect(replies(page)).to_have_count(0)
    await expect(toggle(page)).to_have_attribute("aria-expanded", "false")
    # And come again when they are asked for anew.
    await field(page).fill("/")
    await expect(replies(page)).to_be_visible()


@pytest.mark.parametrize("text", ["", "收到", "/"])
async def test_escape_and_a_click_elsewhere_close_them(opened: Opened, site: Site, text: str) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await field(page).fill(text)
    for again in (False, True):
        # A typed "/" opens them by itself, a moment later.
        if text != "/" or again:
            await toggle(page).click()
        await expect(replies(page)).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(replies(page)).to_have_count(0)
        await toggle(page).click()
        await expect(replies(page)).to_be_visible()
        await transcript(page).click(position={"x": 5, "y": 5})
        await expect(replies(page)).to_have_count(0)
    await expect(field(page)).to_have_value(text)


async def test_another_conversation_begins_without_them(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await field(page).fill("/")
    await expect(replies(page)).to_be_visible()
    for number in (1, 0):
        await open_ticket(page, site, number)
        await expect(page.get_by_role("region", name=f"{number + 1} 号对话")).to_be_visible()
        await expect(replies(page)).to_have_count(0)
    await expect(field(page)).to_have_value("/")

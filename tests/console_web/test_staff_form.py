"""What the user wrote for the staff, at the desk: asked for, shown after a click, hidden again, each look kept."""

import time
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from persistence.database import Database
from persistence.helpdesk.details import Details
from persistence.helpdesk.staff_forms import staff_forms_of
from tests.console_web.site import Opened, Site, agent, open_ticket, sign_in
from tests.web.axe import findings

pytestmark = pytest.mark.asyncio(loop_scope="module")

DETAILS = Details("370102199003071239", "王小明", "")


def fill_in(tmp_path: Path) -> None:
    """As the first made user does, whom 小王 has."""
    database = Database(f"sqlite:///{tmp_path / 'desk.db'}", pooled=False)
    assert staff_forms_of(database, "").fill(f"web-{0:032x}", DETAILS, time.time())


async def panel(page: Page, width: int) -> None:
    if width < 1200:
        await page.get_by_role("button", name="对方的信息").click()
    await expect(page.get_by_role("region", name="用户资料")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
async def test_it_is_shown_after_a_click_and_hidden_again(
    opened: Opened, site: Site, tmp_path: Path, width: int, dark: bool
) -> None:
    page = await opened(width, dark=dark)
    await sign_in(page, site, "wang")
    await open_ticket(page, site, 0)
    await panel(page, width)
    region = page.get_by_role("region", name="用户资料")
    await region.get_by_role("button", name="请用户填写资料").click()
    await expect(region).to_contain_text("已请用户填写")
    fill_in(tmp_path)
    site.assistant.says(site.tickets[0], "填好了")
    await region.get_by_role("button", name="查看").click()
    await expect(region).to_contain_text(DETAILS.id_number)
    await expect(region).to_contain_text("未填")
    assert await findings(page) == []
    await region.get_by_role("button", name="隐藏").click()
    await expect(region).not_to_contain_text(DETAILS.id_number)
    if width == 1280:
        admin = await agent(opened, site, "admin")
        await admin.get_by_role("link", name="操作记录").click()
        await expect(admin.get_by_text("查看用户资料").first).to_be_visible()


async def test_a_colleague_may_not_look(opened: Opened, site: Site, tmp_path: Path) -> None:
    fill_in(tmp_path)
    page = await agent(opened, site, "li")
    await open_ticket(page, site, 0, "all")
    region = page.get_by_role("region", name="用户资料")
    await expect(region).to_contain_text("填写")
    await expect(region.get_by_role("button")).to_have_count(0)

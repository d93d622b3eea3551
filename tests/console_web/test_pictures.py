"""Pictures on the agents' screens."""

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

from persistence.attachments.redrawing import RedrawnFile
from tests.console_web.site import Opened, Site, agent, open_ticket, sign_in, transcript
from tests.persistence.attachments.pictures import picture
from tests.web.axe import findings

pytestmark = pytest.mark.asyncio(loop_scope="module")

GOOD: FilePayload = {"name": "a.png", "mimeType": "image/png", "buffer": picture(size=(900, 600))}
SENT = RedrawnFile("picture", "image/jpeg", picture("JPEG", (900, 600)), 900, 600)


def pictures(page: Page, who: str) -> Locator:
    return transcript(page).get_by_role("img", name=f"{who}发的图片")


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
async def test_a_user_s_and_one_s_own(opened: Opened, site: Site, width: int, dark: bool) -> None:
    page = await opened(width, dark=dark)
    await sign_in(page, site, "wang")
    await open_ticket(page, site, 0)
    site.assistant.sends(site.tickets[0], SENT)
    await expect(pictures(page, "用户")).to_be_visible()
    assert await pictures(page, "用户").evaluate("(it) => it.decode().then(() => it.naturalWidth)") == 900
    await page.get_by_label("图片文件").set_input_files(GOOD)
    await expect(page.get_by_role("dialog").get_by_role("img", name="要发送的图片")).to_be_visible()
    assert not await findings(page)
    await page.get_by_role("dialog").get_by_role("button", name="发送").click()
    await expect(pictures(page, "小王")).to_be_visible()
    await expect(transcript(page).locator(".line").last).to_contain_text("已发送")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert not await findings(page)
    assert site.assistant.said("[图片]") == 2


async def test_taken_back_or_refused_nothing_is_sent(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await page.get_by_label("图片文件").set_input_files(GOOD)
    await page.get_by_role("dialog").get_by_role("button", name="取消").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.get_by_label("图片文件").set_input_files({**GOOD, "buffer": b"no picture"})
    await expect(page.get_by_role("alert")).to_contain_text("图片打不开")
    await expect(page.get_by_role("dialog").get_by_role("button", name="发送")).to_be_disabled()
    assert site.assistant.said("[图片]") == 0

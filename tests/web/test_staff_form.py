"""The form for the staff: on the page while a person has the conversation, and by a one-time link."""

import os
import time

import pytest
from playwright.async_api import Page, expect

from channels.staff_form.taking import form_taking
from persistence.helpdesk.details import Details
from persistence.helpdesk.handovers import unnoted
from persistence.helpdesk.staff_forms import StaffForms
from settings.processes import rasa_server
from tests.channels.fake_rasa import Running
from tests.persistence.helpdesk.desk import TestDesk
from tests.web.axe import findings
from tests.web.conftest import SESSION_KEY
from tests.web.talking import bubbles, open_page, say
from tests.web.test_person import CLAIMED, lines, tell

pytestmark = pytest.mark.asyncio(loop_scope="module")

DETAILS = Details("370102199003071239", "王小明", "济南市第一中学")
OFFER = "填写资料给客服"


async def with_person(page: Page, server: Running, agent: str) -> tuple[TestDesk, str]:
    """Let an agent take the conversation of whoever speaks now; returns the desk and the request."""
    await say(page, "您好")
    await expect(bubbles(page, "bot").last).to_have_text("您说：您好")
    desk = TestDesk(os.environ["DATABASE_URL"])
    ticket = desk.asks(server.agent.seen[-1].sender_id)
    desk.handovers.claim(ticket, desk.agent(agent))
    await tell(server, "客服小王已接入，请直接说您的问题。", **CLAIMED)
    return desk, ticket


def stored(desk: TestDesk, ticket: str, agent: str) -> Details | None:
    return StaffForms(desk.database, SESSION_KEY.encode()).look(ticket, agent, unnoted, time.time())


async def fill(page: Page) -> None:
    for label, text in (("证件号码", DETAILS.id_number), ("姓名", DETAILS.name), ("工作单位", DETAILS.unit)):
        await page.get_by_label(label).fill(text)


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
async def test_it_is_offered_while_a_person_is_there(page: Page, server: Running, width: int, dark: bool) -> None:
    await page.set_viewport_size({"width": width, "height": 760})
    await page.emulate_media(color_scheme="dark" if dark else "light")
    await open_page(page, server)
    offer = page.get_by_role("button", name=OFFER)
    await expect(offer).to_have_count(0)
    desk, ticket = await with_person(page, server, f"a{width}")
    await offer.click()
    form = page.get_by_role("form", name="填写资料")
    await expect(form).to_contain_text("用途")
    send = form.get_by_role("button", name="发给客服")
    await expect(send).to_be_disabled()
    await fill(page)
    assert await findings(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await send.click()
    await expect(form).to_have_count(0)
    await expect(lines(page).last).to_contain_text("资料已发给接待的客服")
    await expect(offer).to_be_focused()
    assert stored(desk, ticket, f"a{width}") == DETAILS
    kept = "JSON.stringify({...localStorage, ...sessionStorage}) + document.body.innerText"
    assert DETAILS.name not in await page.evaluate(kept)
    await tell(server, "助手已恢复", **{"from": "notice"})
    await expect(offer).to_have_count(0)


async def test_what_nobody_got_stays_in_the_form(page: Page, server: Running) -> None:
    await open_page(page, server)
    desk, ticket = await with_person(page, server, "gone")
    await page.get_by_role("button", name=OFFER).click()
    desk.handovers.close(ticket, "gone", "solved")
    await fill(page)
    await page.get_by_role("button", name="发给客服").click()
    await expect(page.get_by_text("没有发送")).to_be_visible()
    await expect(page.get_by_label("姓名")).to_have_value(DETAILS.name)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name=OFFER)).to_be_focused()


async def test_a_link_opens_the_same_form_once(page: Page, server: Running, complaints: list[str]) -> None:
    await page.set_viewport_size({"width": 390, "height": 760})
    await open_page(page, server)
    desk, ticket = await with_person(page, server, "linked")
    taking = form_taking(rasa_server())
    assert taking
    token = (await taking.link(server.agent.seen[-1].sender_id) or "").partition("#")[2]
    await page.goto(f"{server.url}/form#{token}")
    await fill(page)
    assert await findings(page) == []
    await page.get_by_role("button", name="发给客服").click()
    await expect(page.get_by_role("status")).to_contain_text("已发给接待您的客服")
    assert stored(desk, ticket, "linked") == DETAILS
    await page.reload()
    await expect(page.get_by_role("status")).to_contain_text("已经用过或者失效")
    # The browser notes that the server has refused.
    assert all("410" in text for text in complaints)
    complaints.clear()

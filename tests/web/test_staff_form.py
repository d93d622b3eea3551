"""The form for the staff: on the page while a person has the conversation, and by a one-time link."""

import os
import time
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from channels.staff_form.receiver import form_receiver
from persistence.helpdesk.details import Details
from persistence.helpdesk.handovers import record_nothing
from persistence.helpdesk.staff_forms import StaffForms
from settings.processes import rasa_server
from tests.channels.fake_rasa import Running
from tests.persistence.helpdesk.desk import TestDesk
from tests.web.axe import findings
from tests.web.conftest import SESSION_KEY
from tests.web.talking import Complaints, bubbles, open_page, say
from tests.web.test_person import CLAIMED, WAITS, ask_for_a_person, lines, tell

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
    return StaffForms(desk.database, SESSION_KEY.encode()).look(ticket, agent, record_nothing, time.time())


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


RETURNED = {"outcome": "handoff", "from": "notice", "waits": True}
ENDS: dict[str, list[dict[str, Any]]] = {
    "given back or closed": [{"outcome": "chat", "from": "notice", "ends_request": True}, {"outcome": "chat"}],
    "nobody said anything": [{"outcome": "chat", "ends_request": True}],
    "put back into the queue": [RETURNED],
    "the agent vanished": [RETURNED, {"outcome": "handoff"}],
}


async def claimed(page: Page, server: Running) -> Locator:
    await open_page(page, server)
    await say(page, "您好")
    await expect(bubbles(page, "bot").last).to_have_text("您说：您好")
    await tell(server, "客服小王已接入，请直接说您的问题。", **CLAIMED)
    offer = page.get_by_role("button", name=OFFER)
    await expect(offer).to_be_visible()
    return offer


@pytest.mark.parametrize("how", ENDS)
async def test_it_is_gone_with_the_person(page: Page, server: Running, how: str) -> None:
    offer = await claimed(page, server)
    other = await page.context.new_page()
    await open_page(other, server)
    await expect(other.get_by_role("button", name=OFFER)).to_be_visible()
    await other.get_by_role("button", name=OFFER).click()
    for number, metadata in enumerate(ENDS[how]):
        await tell(server, f"结束了{number}", **metadata)
    for place in (page, other):
        await expect(place.get_by_text(f"结束了{len(ENDS[how]) - 1}")).to_be_visible()
        await expect(place.get_by_role("button", name=OFFER)).to_have_count(0)
        await expect(place.get_by_role("form", name="填写资料")).to_have_count(0)
    await page.reload()
    await expect(page.get_by_text(f"结束了{len(ENDS[how]) - 1}")).to_be_visible()
    await expect(offer).to_have_count(0)
    await other.close()


async def test_it_is_gone_when_the_user_wants_the_assistant_back(page: Page, server: Running) -> None:
    resumed: dict[str, Any] = {
        "text": "好的，现在由我继续为您解答",
        "metadata": {"outcome": "chat", "ends_request": True},
    }
    server.agent.answers = {"转人工": [WAITS], "/resume": [resumed]}
    await open_page(page, server)
    await ask_for_a_person(page)
    await tell(server, "客服小王已接入，请直接说您的问题。", **CLAIMED)
    offer = page.get_by_role("button", name=OFFER)
    await expect(offer).to_be_visible()
    await expect(page.get_by_role("button", name="发送图片")).to_be_visible()
    await page.get_by_role("button", name="继续由助手回答").click()
    await expect(bubbles(page, "bot").last).to_have_text(resumed["text"])
    for _ in range(2):
        await expect(offer).to_have_count(0)
        # Nobody is asked for any more, who would look at one.
        await expect(page.get_by_role("button", name="发送图片")).to_have_count(0)
        await page.reload()
        await expect(bubbles(page, "bot").last).to_have_text(resumed["text"])
    server.agent.answers = {}


async def test_a_remark_of_the_channel_s_own_does_not_take_it_away(page: Page, server: Running) -> None:
    offer = await claimed(page, server)
    await say(page, "出错")
    await expect(page.locator(".said.bot[data-outcome=decline]")).to_be_visible()
    await tell(server, "已记下您的评价", outcome="chat", beside=True)
    await expect(bubbles(page, "bot").last).to_have_text("已记下您的评价")
    await expect(offer).to_be_visible()


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


async def test_a_link_opens_the_same_form_once(page: Page, server: Running, complaints: Complaints) -> None:
    await page.set_viewport_size({"width": 390, "height": 760})
    await open_page(page, server)
    desk, ticket = await with_person(page, server, "linked")
    receiver = form_receiver(rasa_server())
    assert receiver
    token = (await receiver.link(server.agent.seen[-1].sender_id) or "").partition("#")[2]
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

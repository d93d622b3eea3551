"""An end without a connection: what the user is told, what the browser keeps until the server knows."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from channels.webchat.ending import is_end
from tests.channels.fake_rasa import GREETING, Running, running
from tests.web.axe import findings
from tests.web.host_page import NO_STORAGE, HostSite, host_site
from tests.web.talking import Complaints, Place, bubbles, expected_offline, open_page, say, state
from tests.web.test_ending import SESSION, end, talked
from tests.web.test_widget import frame, greeted, host_html, launcher

pytestmark = pytest.mark.asyncio(loop_scope="module")

OWED = "连上后会自动通知服务器结束对话"
STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
BACK = 40_000
"""Milliseconds until a page has noticed that it has a network again."""


@pytest_asyncio.fixture(loop_scope="module")
async def host(channels: Any) -> AsyncIterator[tuple[HostSite, Running]]:
    async with host_site() as site, running(*channels(embed_origins=[site.url])) as server:
        site.html = host_html(server)
        yield site, server


async def ended_offline(page: Page, server: Running) -> str:
    """Say something, lose the network and end the conversation; returns its session id."""
    await talked(page, server)
    before = str(await page.evaluate(SESSION))
    await page.context.set_offline(True)
    await expect(state(page)).to_have_attribute("data-state", "reconnecting")
    await end(page)
    # At once: a server that cannot be reached is not waited for.
    await expect(bubbles(page)).to_have_count(0, timeout=4_000)
    return before


async def is_over(server: Running, session: str) -> bool:
    tracker = await server.agent.tracker_store.retrieve_full_tracker(f"web-{session.partition('.')[0]}")
    return any(is_end(event.as_dict()) for event in tracker.events)


async def pass_is_kept(page: Page) -> None:
    async def look() -> None:
        while not await page.evaluate("localStorage.getItem('xueshi-pass')"):
            await asyncio.sleep(0.05)

    await asyncio.wait_for(look(), 20)


async def told(place: Place) -> None:
    """Wait until the server knows."""
    await expect(bubbles(place)).to_have_text([GREETING["text"]], timeout=BACK)
    await expect(place.get_by_text(OWED)).to_have_count(0)


async def test_the_user_is_told_and_the_server_once_there_is_a_network(
    page: Page, server: Running, complaints: Complaints
) -> None:
    before = await ended_offline(page, server)
    await expect(page.get_by_text(OWED)).to_be_in_viewport(ratio=1)
    await expect(page.get_by_text("不要关闭本页")).to_have_count(0)
    assert await findings(page) == []
    assert not await is_over(server, before)
    await page.context.set_offline(False)
    await told(page)
    await expect(page.get_by_text("对话已结束并清除")).to_be_attached()
    assert await is_over(server, before)
    assert before.partition(".")[0] not in await page.evaluate(STORED)
    expected_offline(complaints)


async def test_also_if_the_page_is_closed_meanwhile(page: Page, server: Running, complaints: Complaints) -> None:
    before = await ended_offline(page, server)
    await page.close()
    next_one = await page.context.new_page()
    await page.context.set_offline(False)
    await open_page(next_one, server)
    await told(next_one)
    assert await is_over(server, before)
    expected_offline(complaints)


async def test_what_a_page_that_is_opened_too_late_forgets_is_over(page: Page, channels: Any) -> None:
    async with running(*channels(idle_minutes=10)) as patient:
        await talked(page, patient)
        before = str(await page.evaluate(SESSION))
        await pass_is_kept(page)
        assert not await is_over(patient, before)
        await page.evaluate("localStorage.setItem('xueshi-until', String(Date.now() - 1000))")
        await page.reload()
        await told(page)
        assert await is_over(patient, before)
        assert await page.evaluate(SESSION) != before


async def test_what_is_kept_until_then_opens_nothing(page: Page, server: Running, complaints: Complaints) -> None:
    before = await ended_offline(page, server)
    stored = await page.evaluate(STORED)
    assert before not in stored
    assert "我的事情" not in stored
    (value,) = json.loads(await page.evaluate("localStorage.getItem('xueshi-ended')"))
    await page.evaluate("value => localStorage.setItem('xueshi-session', value.replace('web-', ''))", value)
    await page.context.set_offline(False)
    await told(page)
    assert await page.evaluate(SESSION) != value.removeprefix("web-")
    expected_offline(complaints)


async def test_another_tab_says_the_same(page: Page, server: Running, complaints: Complaints) -> None:
    other = await page.context.new_page()
    await open_page(other, server)
    await page.bring_to_front()
    before = await ended_offline(page, server)
    await expect(other.get_by_text(OWED)).to_be_attached()
    await page.context.set_offline(False)
    for place in (page, other):
        await told(place)
    assert await is_over(server, before)
    expected_offline(complaints)


async def test_a_server_that_cannot_be_told_is_not_claimed_to_be(
    page: Page, server: Running, complaints: Complaints
) -> None:
    await talked(page, server)
    await page.route("**/socket.io/**", lambda route: route.abort())
    await page.reload()
    await expect(state(page)).to_have_attribute("data-state", "reconnecting")
    await end(page)
    sentence = page.get_by_text("没能通知服务器")
    await expect(sentence).to_be_in_viewport(ratio=1, timeout=15_000)
    await page.unroute("**/socket.io/**")
    await expect(bubbles(page)).to_have_text([GREETING["text"]], timeout=BACK)
    await expect(sentence).to_have_count(0)
    expected_offline(complaints)


async def test_where_the_browser_keeps_nothing_the_page_is_to_stay_open(
    page: Page, host: tuple[HostSite, Running], complaints: Complaints
) -> None:
    site, server = host
    await page.add_init_script(NO_STORAGE)
    await page.goto(site.url)
    await launcher(page).click()
    place = await greeted(page)
    await say(place, "我的事情")
    await expect(bubbles(place)).to_have_count(3)
    session = server.agent.seen[-1].sender_id.removeprefix("web-")
    await page.context.set_offline(True)
    await expect(state(place)).to_have_attribute("data-state", "reconnecting")
    await place.get_by_role("button", name="结束并清除").click()
    await place.get_by_role("button", name="确定清除").click()
    await expect(place.get_by_text("请不要关闭本页")).to_be_visible(timeout=15_000)
    await page.context.set_offline(False)
    await told(frame(page))
    assert await is_over(server, session)
    expected_offline(complaints)

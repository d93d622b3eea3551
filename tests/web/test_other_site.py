"""Embedded across sites, where the frame has no storage: the host page's handle leads back to the conversation."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Dialog, Page, Route, expect

from tests.channels.fake_rasa import GREETING, Running, running
from tests.web.conftest import NAMES
from tests.web.host_page import NO_STORAGE, HostSite, host_site
from tests.web.talking import Complaints, bubbles, expected_offline, say, state
from tests.web.test_signed_in import token
from tests.web.test_widget import frame, greeted, host_html, launcher, window

pytestmark = pytest.mark.asyncio(loop_scope="module")

KEPT = "sessionStorage.getItem('xueshi-handle')"


@pytest_asyncio.fixture(loop_scope="module")
async def host(channels: Any) -> AsyncIterator[tuple[HostSite, Running]]:
    async with host_site() as site, running(*channels(embed_origins=[site.url])) as server:
        yield site, server


async def opened(page: Page, host: tuple[HostSite, Running], attributes: str = "") -> None:
    site, server = host
    site.html = host_html(server, attributes)
    await page.add_init_script(NO_STORAGE)
    await page.goto(site.url)
    await launcher(page).click()
    await greeted(page)


async def kept(page: Page) -> str:
    for _ in range(50):
        if value := await page.evaluate(KEPT):
            return str(value)
        await page.wait_for_timeout(100)
    raise AssertionError("the host page has no handle")


async def test_the_next_page_goes_on_with_the_window_open(page: Page, host: tuple[HostSite, Running]) -> None:
    await opened(page, host)
    await kept(page)
    for count in (1, 2, 3):
        await say(frame(page), f"第{count}页")
        await expect(bubbles(frame(page)).last).to_have_text(f"您说：第{count}页")
        await page.goto(f"{host[0].url}/?{count}")
        await expect(window(page)).to_be_visible()
        await expect(bubbles(frame(page))).to_have_count(1 + 2 * count)
        # What opens by itself does not take the focus.
        assert await page.evaluate("document.activeElement === document.body")
    assert len({message.sender_id for message in host[1].agent.seen[-3:]}) == 1


async def test_what_was_not_sent_does_not_go_with_the_page_unasked(
    page: Page, host: tuple[HostSite, Running], complaints: Complaints
) -> None:
    await opened(page, host)
    await kept(page)
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    page.on("dialog", stay)
    await page.context.set_offline(True)
    await expect(state(frame(page))).to_have_attribute("data-state", "reconnecting")
    await say(frame(page), "还没发出")
    await page.evaluate("location.reload()")
    await expect(bubbles(frame(page), "user")).to_have_text(["还没发出"])
    assert asked == ["beforeunload"]
    await page.context.set_offline(False)
    await expect(bubbles(frame(page)).last).to_have_text("您说：还没发出", timeout=15_000)
    await page.goto(f"{host[0].url}/?next")
    await expect(bubbles(frame(page))).to_have_count(3)
    assert len(asked) == 1
    expected_offline(complaints)


async def test_a_network_that_is_slow_or_fails_for_a_moment_loses_no_conversation(
    page: Page, host: tuple[HostSite, Running], complaints: Complaints
) -> None:
    faults = iter(("late", "lost"))

    async def hinder(route: Route) -> None:
        fault = next(faults, "")
        if fault == "late":
            await asyncio.sleep(2.5)
        await (route.abort() if fault == "lost" else route.continue_())

    await opened(page, host)
    await kept(page)
    await page.route("**/web/page.json", hinder)
    for count in (1, 2):
        await say(frame(page), f"第{count}页")
        await expect(bubbles(frame(page)).last).to_have_text(f"您说：第{count}页")
        await page.goto(f"{host[0].url}/?{count}")
        await expect(bubbles(frame(page))).to_have_count(1 + 2 * count, timeout=15_000)
    assert next(faults, None) is None
    expected_offline(complaints)


async def test_a_closed_window_stays_closed_and_goes_on(page: Page, host: tuple[HostSite, Running]) -> None:
    await opened(page, host)
    await kept(page)
    await say(frame(page), "先关上")
    await expect(bubbles(frame(page))).to_have_count(3)
    await frame(page).get_by_role("button", name="关闭对话窗口").click()
    await page.reload()
    await expect(window(page)).to_be_hidden()
    await launcher(page).click()
    await expect(bubbles(frame(page))).to_have_count(3)


async def test_on_a_phone_the_next_page_is_seen_and_the_conversation_goes_on(
    page: Page, host: tuple[HostSite, Running]
) -> None:
    await page.set_viewport_size({"width": 375, "height": 812})
    await opened(page, host)
    await kept(page)
    await say(frame(page), "手机")
    await expect(bubbles(frame(page))).to_have_count(3)
    await page.goto(f"{host[0].url}/?next")
    await expect(launcher(page)).to_be_visible()
    await launcher(page).click()
    await expect(bubbles(frame(page))).to_have_count(3)


async def test_the_handle_stands_in_no_address_and_in_no_other_place(
    page: Page, host: tuple[HostSite, Running]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await opened(page, host)
    handle = await kept(page)
    await page.reload()
    await greeted(page)
    assert not [url for url in asked if handle in url]
    assert await page.evaluate("[localStorage.length, document.cookie]") == [0, ""]


@pytest.mark.parametrize("changed", ["'nonsense'", f"{KEPT}.replace(/.$/, c => c === '0' ? '1' : '0')"])
async def test_a_handle_that_is_none_begins_anew(page: Page, host: tuple[HostSite, Running], changed: str) -> None:
    await opened(page, host)
    await kept(page)
    await say(frame(page), "以前的话")
    await expect(bubbles(frame(page))).to_have_count(3)
    await page.evaluate(f"sessionStorage.setItem('xueshi-handle', {changed})")
    await page.reload()
    await expect(bubbles(frame(page))).to_have_text([GREETING["text"]])


async def test_with_a_token_there_is_no_handle(page: Page, host: tuple[HostSite, Running]) -> None:
    await opened(page, host)
    await kept(page)
    site, server = host
    site.html = host_html(server, f'data-token="{token(subject="user-20")}"')
    await page.reload()
    await greeted(page)
    await say(frame(page), "登录了")
    await expect(bubbles(frame(page)).last).to_have_text("您说：登录了")
    assert server.agent.seen[-1].sender_id == NAMES.conversation("user-20")
    assert await page.evaluate(KEPT) is None


async def test_no_other_frame_gets_or_gives_a_handle(page: Page, host: tuple[HostSite, Running]) -> None:
    await opened(page, host)
    handle = await kept(page)
    await page.evaluate("window.postMessage({type: 'xueshi:handle', handle: 'planted'}, '*')")
    await page.evaluate("window.heard = []; addEventListener('message', event => window.heard.push(event.data))")
    await page.evaluate("window.postMessage({type: 'xueshi:hand'}, '*')")
    await page.wait_for_timeout(300)
    assert await page.evaluate(KEPT) == handle
    assert handle not in str(await page.evaluate("window.heard"))

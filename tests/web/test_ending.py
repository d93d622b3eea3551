"""Shared computers: the end that is asked for, the end of a page that nobody uses, the conversation on paper."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route, expect

from tests.channels.fake_rasa import GREETING, LONG_ANSWER, Running, running
from tests.web.axe import findings
from tests.web.talking import Complaints, bubbles, expected_offline, field, open_page, say, state
from tests.web.test_widget import frame, greeted, launcher

pytestmark = pytest.mark.asyncio(loop_scope="module")

MINUTE = 60_000
SESSION = "localStorage.getItem('xueshi-session')"
FAR_AWAY = f"Number(localStorage.getItem('xueshi-until')) - Date.now() > {60 * MINUTE}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def patient(channels: Any) -> AsyncIterator[Running]:
    """Return a server whose conversations end after ten minutes."""
    async with running(*channels(idle_minutes=10)) as it:
        yield it


async def talked(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "我的事情")
    await expect(bubbles(page)).to_have_count(3)


async def is_kept(page: Page) -> None:
    """Wait until the browser keeps the conversation for longer than an hour."""

    async def look() -> None:
        while not await page.evaluate(FAR_AWAY):
            await asyncio.sleep(0.05)

    await asyncio.wait_for(look(), 20)


async def end(page: Page) -> None:
    await page.get_by_role("button", name="结束并清除").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="确定清除").click()


async def test_it_asks_first(page: Page, server: Running) -> None:
    await talked(page, server)
    before = await page.evaluate(SESSION)
    button, question = page.get_by_role("button", name="结束并清除"), page.get_by_role("alertdialog")
    await button.click()
    await expect(question).to_contain_text("不能恢复")
    await expect(question.get_by_role("button", name="取消")).to_be_focused()
    assert await findings(page) == []
    await page.keyboard.press("Escape")
    await expect(button).to_be_focused()
    await expect(bubbles(page)).to_have_count(3)
    assert await page.evaluate(SESSION) == before


async def test_page_storage_and_the_servers_session_are_cleared(page: Page, server: Running) -> None:
    await talked(page, server)
    before = await page.evaluate(SESSION)
    other = await page.context.new_page()
    await open_page(other, server)
    await page.bring_to_front()
    await end(page)
    for place in (page, other):
        await expect(bubbles(place)).to_have_text([GREETING["text"]])
    assert await page.evaluate(SESSION) != before
    assert "我的事情" not in await page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    await other.close()
    # Also whoever has noted the session down finds nothing.
    await page.evaluate("id => localStorage.setItem('xueshi-session', id)", before)
    await page.reload()
    await expect(bubbles(page)).to_have_text([GREETING["text"]])


async def test_the_end_is_told(page: Page, server: Running) -> None:
    await talked(page, server)
    await end(page)
    await expect(page.get_by_text("对话已结束并清除")).to_be_attached()
    await expect(bubbles(page)).to_have_text([GREETING["text"]])


async def test_without_a_network_the_other_tabs_forget_too(page: Page, server: Running, complaints: Complaints) -> None:
    await talked(page, server)
    other = await page.context.new_page()
    await other.goto(server.url)
    await expect(bubbles(other)).to_have_count(3)
    await page.context.set_offline(True)
    for place in (page, other):
        await expect(state(place)).to_have_attribute("data-state", "reconnecting")
    await say(other, "没发出的话")
    await end(page)
    await expect(bubbles(other)).to_have_count(0, timeout=40_000)
    assert "没发出的话" not in await other.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    await page.context.set_offline(False)
    for place in (page, other):
        await expect(bubbles(place)).to_have_text([GREETING["text"]], timeout=40_000)
    # Both are in the same new conversation, and stay in it.
    await say(page, "新的话")
    for place in (page, other):
        await expect(bubbles(place)).to_have_text([GREETING["text"], "新的话", "您说：新的话"])
    await other.reload()
    await expect(bubbles(other)).to_have_count(3)
    expected_offline(complaints)


async def test_two_tabs_that_begin_at_once_end_up_in_one_conversation(page: Page, server: Running) -> None:
    other = await page.context.new_page()
    await asyncio.gather(page.goto(server.url), other.goto(server.url))
    for place in (page, other):
        await expect(bubbles(place)).to_have_text([GREETING["text"]])
    for said, place in enumerate((page, other), 1):
        await say(place, f"第{said}个窗口")
        await expect(bubbles(page)).to_have_count(1 + 2 * said)
        await expect(bubbles(other)).to_have_count(1 + 2 * said)


async def when(connects: asyncio.Event, route: Route) -> None:
    await connects.wait()
    await route.continue_()


# Another tab's writing reaches a tab's storage a moment later.
UNAWARE = """
    const get = Storage.prototype.getItem;
    let wrote = false;
    Storage.prototype.getItem = function (name) {
        return name === 'xueshi-session' && !wrote ? null : get.call(this, name);
    };
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
        if (name === 'xueshi-session') wrote = true;
        return set.call(this, name, value);
    };
"""


async def test_two_tabs_that_know_nothing_of_each_other_end_up_in_one_conversation(page: Page, server: Running) -> None:
    await open_page(page, server)
    before = await page.evaluate(SESSION)
    other = await page.context.new_page()
    await other.add_init_script(UNAWARE)
    await open_page(other, server)
    assert await page.evaluate(SESSION) != before
    await expect(state(page)).to_have_attribute("data-state", "connected")
    await say(other, "在哪个窗口")
    for place in (page, other):
        await expect(bubbles(place)).to_have_text([GREETING["text"], "在哪个窗口", "您说：在哪个窗口"])


async def test_what_stands_in_the_field_stays_when_another_tab_takes_over(page: Page, server: Running) -> None:
    await open_page(page, server)
    before = await page.evaluate(SESSION)
    await field(page).fill("还没发出")
    other = await page.context.new_page()
    await other.add_init_script(UNAWARE)
    await open_page(other, server)
    assert await page.evaluate(SESSION) != before
    await expect(state(page)).to_have_attribute("data-state", "connected")
    await expect(field(page)).to_have_value("还没发出")
    await field(page).press("Enter")
    for place in (page, other):
        await expect(bubbles(place)).to_have_text([GREETING["text"], "还没发出", "您说：还没发出"])


async def test_what_was_typed_before_the_connection_is_not_lost_to_another_tab(page: Page, server: Running) -> None:
    connects = asyncio.Event()
    await page.route("**/socket.io/**", partial(when, connects))
    await page.goto(server.url)
    await say(page, "先写下")
    connects.set()
    await expect(bubbles(page).last).to_have_text("您说：先写下")
    other = await page.context.new_page()
    await other.add_init_script(UNAWARE)
    await other.goto(server.url)
    for place in (page, other):
        await expect(bubbles(place, "user")).to_have_text(["先写下"])
    await say(other, "另一个窗口")
    for place in (page, other):
        await expect(bubbles(place, "user")).to_have_text(["先写下", "另一个窗口"])


async def test_two_tabs_before_the_connection_share_a_conversation(page: Page, server: Running) -> None:
    connects = asyncio.Event()
    other = await page.context.new_page()
    for place, text in ((page, "一边的话"), (other, "另一边的话")):
        await place.add_init_script(UNAWARE)
        await place.route("**/socket.io/**", partial(when, connects))
        await place.goto(server.url)
        await say(place, text)
    connects.set()
    for place in (page, other):
        await expect(bubbles(place, "user")).to_have_count(2)
        await expect(bubbles(place, "bot")).to_have_count(2)
    for text in ("一边的话", "另一边的话"):
        assert [message.text for message in server.agent.seen].count(text) == 1


async def test_what_was_said_in_one_conversation_is_never_sent_to_another_tabs(
    page: Page, server: Running, complaints: Complaints
) -> None:
    await open_page(page, server)
    await say(page, "已经说过")
    await expect(bubbles(page).last).to_have_text("您说：已经说过")
    # A tab that neither sees nor hears what this one has begun.
    other = await page.context.new_page()
    await other.add_init_script(
        UNAWARE + "addEventListener('storage', (event) => event.stopImmediatePropagation(), true);"
    )
    await open_page(other, server)
    await page.context.set_offline(True)
    await say(page, "没有网络时说的")
    await page.context.set_offline(False)
    await expect(bubbles(page, "user")).to_have_text(["已经说过", "没有网络时说的"], timeout=15_000)
    await expect(bubbles(page).last).to_have_text("您说：没有网络时说的", timeout=15_000)
    asked = [message for message in server.agent.seen if message.text in ("已经说过", "没有网络时说的")]
    assert len(asked) == 2
    assert asked[0].sender_id == asked[1].sender_id
    expected_offline(complaints)


async def test_without_a_network_the_browser_forgets_at_least(
    page: Page, server: Running, complaints: Complaints
) -> None:
    await talked(page, server)
    before = await page.evaluate(SESSION)
    await page.context.set_offline(True)
    await expect(state(page)).to_have_attribute("data-state", "reconnecting")
    await end(page)
    await expect(bubbles(page)).to_have_count(0, timeout=10_000)
    await page.context.set_offline(False)
    await expect(bubbles(page)).to_have_text([GREETING["text"]], timeout=20_000)
    assert await page.evaluate(SESSION) != before
    expected_offline(complaints)


async def test_in_the_launchers_window(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/demo")
    await launcher(page).click()
    await say(await greeted(page), "我的事情")
    await expect(bubbles(frame(page))).to_have_count(3)
    await frame(page).get_by_role("button", name="结束并清除").click()
    await frame(page).get_by_role("button", name="确定清除").click()
    await expect(bubbles(frame(page))).to_have_text([GREETING["text"]])
    await page.reload()
    await expect(bubbles(frame(page))).to_have_text([GREETING["text"]])


async def test_a_page_that_nobody_uses_warns_and_ends(page: Page, patient: Running) -> None:
    await page.clock.install()
    await talked(page, patient)
    warning = page.get_by_text("长时间没有操作")
    await page.clock.run_for(9 * MINUTE + 10_000)
    await expect(warning).to_be_visible()
    # Used again, it goes on.
    await page.mouse.click(300, 300)
    await page.clock.run_for(10_000)
    await expect(warning).to_have_count(0)
    await expect(bubbles(page)).to_have_count(3)
    await page.clock.run_for(10 * MINUTE)
    await expect(bubbles(page)).to_have_text([GREETING["text"]])


async def test_a_page_that_is_opened_too_late_begins_anew(page: Page, patient: Running) -> None:
    await talked(page, patient)
    await page.reload()
    await expect(bubbles(page)).to_have_count(3)
    await page.evaluate("localStorage.setItem('xueshi-until', String(Date.now() - 1000))")
    await page.reload()
    await expect(bubbles(page)).to_have_text([GREETING["text"]])


async def test_who_waits_for_a_person_is_not_sent_away(page: Page, patient: Running) -> None:
    patient.agent.answers = {"转": [{"text": "已登记", "metadata": {"outcome": "handoff"}}]}
    await page.clock.install()
    await open_page(page, patient)
    await say(page, "转")
    await expect(bubbles(page).last).to_have_text("已登记")
    # Also who has not touched the page since, or has opened it anew.
    await is_kept(page)
    await page.reload()
    await is_kept(page)
    await page.clock.run_for(60 * MINUTE)
    await expect(bubbles(page)).to_have_count(3)
    patient.agent.answers = {}


async def test_on_paper_stands_the_whole_conversation(page: Page, server: Running) -> None:
    await open_page(page, server)
    for count in (2, 3, 4, 5):
        await say(page, "长")
        await expect(bubbles(page, "bot")).to_have_count(count)
    await page.reload()
    await expect(bubbles(page, "bot")).to_have_count(5)
    await page.emulate_media(media="print")
    tall = await page.evaluate("document.documentElement.scrollHeight")
    shown = await page.evaluate("[...document.querySelectorAll('.row')].map(it => it.getBoundingClientRect().bottom)")
    assert tall > 1000
    assert max(shown) <= tall
    for fold in await page.locator(".fold").all():
        assert await fold.evaluate("it => it.scrollHeight <= it.clientHeight + 1")
    await expect(bubbles(page).last).to_have_text(LONG_ANSWER["text"])
    for name in ("转人工", "复制", "发送", "打印", "展开"):
        await expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    await page.emulate_media(media="screen")
    await page.evaluate("window.print = () => { window.printed = true }")
    await page.get_by_role("button", name="打印").click()
    assert await page.evaluate("window.printed")

"""What can be done with an answer: read, fold, copy, judge."""

import asyncio
import os
import time
from collections import Counter

import pytest
from playwright.async_api import Page, expect

from channels.feedback.store import FeedbackStore
from tests.channels.fake_rasa import ANSWER, LONG_ANSWER, Running
from tests.web.talking import bubbles, open_page, say

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def ask(page: Page, server: Running) -> None:
    await open_page(page, server)
    await page.get_by_role("button", name="怎么注册").click()
    await expect(bubbles(page).last).to_have_text(ANSWER["text"])


SECONDS = 15.0


def kept() -> list[tuple[str, bool, str | None, int]]:
    ratings = FeedbackStore(os.environ["DATABASE_URL"]).ratings()
    return [(*said, count) for said, count in Counter((r.faq_id, r.helpful, r.reason) for r in ratings).items()]


async def until_kept(row: tuple[str, bool, str | None, int]) -> None:
    """Wait for a row: the page goes on while the server keeps it."""
    until = time.monotonic() + SECONDS
    while row not in kept():
        assert time.monotonic() < until, f"{row} not in {kept()}"
        await asyncio.sleep(0.05)


async def test_names_of_menus_are_set_off(page: Page, server: Running) -> None:
    await ask(page, server)
    await expect(page.locator(".menu-name")).to_have_text("【注册】")
    weight = await page.locator(".menu-name").evaluate("name => getComputedStyle(name).fontWeight")
    assert int(weight) >= 600


async def test_addresses_can_be_clicked_and_nothing_else(page: Page, server: Running) -> None:
    await open_page(page, server)
    text = "写信到 help@example.org，或见https://example.org/a?b=1。javascript:alert(1) 【】"
    server.agent.answers = {"地址": [{"text": text, "metadata": {"outcome": "answer", "faq_id": "x"}}]}
    await say(page, "地址")
    await expect(bubbles(page).last).to_have_text(text)
    links = page.locator(".said a")
    hrefs = [await link.get_attribute("href") for link in await links.all()]
    assert hrefs == ["mailto:help@example.org", "https://example.org/a?b=1"]
    assert await links.last.get_attribute("rel") == "noopener noreferrer"
    server.agent.answers = {}


async def test_a_long_answer_can_be_folded(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "长")
    text = bubbles(page).last
    await expect(text).to_have_text(LONG_ANSWER["text"])
    fold = page.locator(".fold")
    await expect(page.get_by_role("button", name="收起")).to_have_attribute("aria-expanded", "true")
    tall = await fold.evaluate("fold => fold.clientHeight")
    await page.get_by_role("button", name="收起").click()
    assert await fold.evaluate("fold => fold.clientHeight") < tall
    # Sooner it would be the second click of two.
    await page.wait_for_timeout(700)
    await page.get_by_role("button", name="展开").click()
    assert await fold.evaluate("fold => fold.clientHeight") == tall


async def test_long_answers_of_the_past_are_folded_the_last_is_not(page: Page, server: Running) -> None:
    await open_page(page, server)
    for count in (2, 3):
        await say(page, "长")
        await expect(bubbles(page, "bot")).to_have_count(count)
    await expect(page.get_by_role("button", name="收起")).to_have_count(2)
    await page.reload()
    await expect(page.get_by_role("button", name="展开")).to_have_count(1)
    await expect(page.get_by_role("button", name="收起")).to_have_count(1)


async def test_an_answer_is_copied(page: Page, server: Running) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await ask(page, server)
    await page.get_by_role("button", name="复制").click()
    await expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == ANSWER["text"]
    await expect(page.get_by_role("button", name="已复制")).to_have_count(0)


async def test_an_answer_is_copied_where_the_page_is_not_encrypted(page: Page, server: Running) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await ask(page, server)
    await page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not here')) }")
    await page.get_by_role("button", name="复制").click()
    await expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == ANSWER["text"]


async def test_only_answers_are_judged(page: Page, server: Running) -> None:
    await ask(page, server)
    await expect(page.get_by_role("button", name="有帮助")).to_have_count(1)


async def test_a_helpful_answer(page: Page, server: Running) -> None:
    await ask(page, server)
    before = sum(count for faq_id, helpful, _, count in kept() if (faq_id, helpful) == ("registration_how", True))
    await page.get_by_role("button", name="有帮助").click()
    await expect(page.get_by_text("感谢您的反馈")).to_be_visible()
    await expect(page.get_by_role("button", name="有帮助")).to_have_attribute("aria-pressed", "true")
    await until_kept(("registration_how", True, None, before + 1))


async def test_an_answer_that_did_not_help_and_why(page: Page, server: Running) -> None:
    await ask(page, server)
    await page.get_by_role("button", name="没帮助").click()
    reasons = page.get_by_role("group", name="没帮助的原因")
    await expect(reasons.get_by_role("button").first).to_be_focused()
    await until_kept(("registration_how", False, None, 1))
    await reasons.get_by_role("button", name="看不明白").click()
    await expect(reasons).to_have_count(0)
    await expect(page.get_by_role("button", name="没帮助")).to_be_focused()
    await until_kept(("registration_how", False, "看不明白", 1))
    await expect(page.get_by_text("感谢您的反馈")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("button", name="没帮助")).to_have_attribute("aria-pressed", "true")


async def test_the_reason_may_be_left_out(page: Page, server: Running) -> None:
    await ask(page, server)
    await page.get_by_role("button", name="没帮助").click()
    reasons = page.get_by_role("group", name="没帮助的原因")
    await expect(reasons).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(reasons).to_have_count(0)
    await expect(page.get_by_role("button", name="没帮助")).to_be_focused()


async def test_the_reasons_have_the_focus_as_soon_as_they_stand_there(page: Page, server: Running) -> None:
    await ask(page, server)
    # Later it would be taken from somebody who has gone on typing.
    assert await page.get_by_role("button", name="没帮助").evaluate(
        """async (button) => {
          button.click();
          await new Promise(done => queueMicrotask(() => queueMicrotask(done)));
          return document.activeElement.closest('.reasons') !== null;
        }"""
    )


async def test_feedback_that_is_not_kept_is_said_so(page: Page, server: Running) -> None:
    await ask(page, server)
    stored = await server.agent.tracker_store.retrieve(server.agent.seen[-1].sender_id)
    assert stored is not None
    stored.events.clear()
    await server.agent.tracker_store.save(stored)
    await page.get_by_role("button", name="有帮助").click()
    await expect(page.get_by_text("反馈未能保存，请稍后再试")).to_be_visible()
    await expect(page.get_by_role("button", name="有帮助")).to_have_attribute("aria-pressed", "false")

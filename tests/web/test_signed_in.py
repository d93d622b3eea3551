"""Users whom the host platform signs in: its token goes through the launcher to the server."""

import time
from collections.abc import AsyncIterator
from typing import Any

import jwt
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.channels.fake_rasa import FakeAgent, Running, running
from tests.web.conftest import HOST_KEY, NAMES
from tests.web.host_page import HostSite, host_site
from tests.web.talking import bubbles, expected_offline, say, state
from tests.web.test_widget import frame, greeted, host_html, launcher

pytestmark = pytest.mark.asyncio(loop_scope="module")


def token(seconds: float = 600, subject: str = "user-7") -> str:
    return jwt.encode({"sub": subject, "exp": time.time() + seconds}, HOST_KEY, algorithm="HS256")


@pytest_asyncio.fixture(loop_scope="module")
async def host(channels: Any) -> AsyncIterator[tuple[HostSite, Running]]:
    async with host_site() as site, running(*channels(embed_origins=[site.url]), agent=FakeAgent()) as server:
        yield site, server


async def open_at(page: Page, host: tuple[HostSite, Running], given: str) -> None:
    site, server = host
    site.html = host_html(server, f'data-token="{given}"')
    await page.goto(site.url)
    await launcher(page).click()


async def test_the_conversation_is_that_of_the_tokens_subject(page: Page, host: tuple[HostSite, Running]) -> None:
    await open_at(page, host, token())
    place = await greeted(page)
    await say(place, "我是谁")
    await expect(bubbles(place).last).to_have_text("您说：我是谁")
    assert {message.sender_id for message in host[1].agent.seen} == {NAMES.conversation("user-7")}
    # The same user in another browser, which knows nothing of it.
    assert page.context.browser is not None
    other = await page.context.browser.new_page()
    await open_at(other, host, token())
    await expect(bubbles(frame(other)).last).to_have_text("您说：我是谁")
    await other.close()


async def test_the_token_stands_in_no_address(page: Page, host: tuple[HostSite, Running]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    given = token(subject="user-8")
    await open_at(page, host, given)
    await greeted(page)
    assert not any(given in url for url in asked)


async def test_a_token_that_has_run_out_is_said_so_and_a_new_one_helps(
    page: Page, host: tuple[HostSite, Running], complaints: list[str]
) -> None:
    await open_at(page, host, token(seconds=-600))
    await expect(state(frame(page))).to_have_text("登录状态已失效，请刷新页面后重试")
    fresh = token(subject="user-9")
    await page.evaluate("fresh => { document.querySelector('script[data-token]').dataset.token = fresh }", fresh)
    await greeted(page)
    await expect(state(frame(page))).to_have_text("已连接")
    assert host[1].agent.seen[-1].sender_id == NAMES.conversation("user-9")
    # A refused connection may be closed while the browser still opens its web socket.
    expected_offline(complaints)


async def test_nobody_but_the_host_can_hand_over_a_token(page: Page, host: tuple[HostSite, Running]) -> None:
    await open_at(page, host, token(subject="user-10"))
    await greeted(page)
    inner = page.frames[1]
    # From the frame itself: neither the parent nor its origin.
    await inner.evaluate("token => window.postMessage({type: 'xueshi:token', token}, '*')", token(subject="user-11"))
    await page.wait_for_timeout(200)
    await say(frame(page), "还是我")
    await expect(bubbles(frame(page)).last).to_have_text("您说：还是我")
    assert host[1].agent.seen[-1].sender_id == NAMES.conversation("user-10")

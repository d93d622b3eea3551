"""Users whom the host platform signs in: its token goes through the launcher to the server."""

import time
from collections.abc import AsyncIterator
from typing import Any

import jwt
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.channels.fake_rasa import GREETING, FakeAgent, Running, running
from tests.web.conftest import HOST_KEY, NAMES
from tests.web.host_page import HostSite, host_site
from tests.web.talking import Complaints, bubbles, expected_offline, field, say, state
from tests.web.test_widget import frame, greeted, host_html, launcher

pytestmark = pytest.mark.asyncio(loop_scope="module")


def token(seconds: float = 600, subject: str = "user-7") -> str:
    return jwt.encode({"sub": subject, "exp": time.time() + seconds}, HOST_KEY, algorithm="HS256")


@pytest_asyncio.fixture(loop_scope="module")
async def host(channels: Any) -> AsyncIterator[tuple[HostSite, Running]]:
    async with host_site() as site, running(*channels(embed_origins=[site.url]), agent=FakeAgent()) as server:
        yield site, server


@pytest_asyncio.fixture(loop_scope="module")
async def near(channels: Any) -> AsyncIterator[tuple[HostSite, Running]]:
    """The host page is of the assistant's own site, so that the frame has a storage."""
    async with host_site() as site:
        site.url = site.url.replace("localhost", "127.0.0.1")
        async with running(*channels(embed_origins=[site.url]), agent=FakeAgent()) as server:
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
    page: Page, host: tuple[HostSite, Running], complaints: Complaints
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


async def give(page: Page, given: str | None) -> None:
    """Do what a host page does when its user signs in or, without a token, out."""
    await page.evaluate(
        """given => {
          const script = document.querySelector('script[src$="widget.js"]');
          if (given) script.dataset.token = given; else delete script.dataset.token;
        }""",
        given,
    )


async def test_a_page_that_renders_itself_anew_for_another_user(page: Page, near: tuple[HostSite, Running]) -> None:
    await open_at(page, near, token(subject="user-25"))
    place = await greeted(page)
    await say(place, "二十五的事情")
    await expect(bubbles(place)).to_have_count(3)
    await page.evaluate(
        """given => {
          const old = document.querySelector('script[src$="widget.js"]');
          const made = document.createElement('script');
          made.src = old.src;
          made.dataset.token = given;
          old.replaceWith(made);
        }""",
        token(subject="user-26"),
    )
    await expect(bubbles(place)).to_have_text([GREETING["text"]])
    await give(page, token(subject="user-27"))
    await say(place, "二十七的问题")
    await expect(bubbles(place).last).to_have_text("您说：二十七的问题")
    assert await said_as(near, "二十七的问题") == NAMES.conversation("user-27")


KEPT = "JSON.stringify([{...localStorage}, {...sessionStorage}])"


async def said_as(near: tuple[HostSite, Running], text: str) -> str:
    [sender] = {message.sender_id for message in near[1].agent.seen if message.text == text}
    return str(sender)


@pytest.mark.parametrize(
    ("first", "second"), [("user-30", "user-31"), ("user-32", None), (None, "user-33")], ids=["other", "out", "in"]
)
async def test_another_user_finds_nothing_of_the_first(
    page: Page, near: tuple[HostSite, Running], first: str | None, second: str | None
) -> None:
    await open_at(page, near, token(subject=first) if first else "")
    place = await greeted(page)
    await say(place, f"{first}的事情")
    await expect(bubbles(place)).to_have_count(3)
    await field(place).fill("还没发出的话")
    await give(page, token(subject=second) if second else None)
    await expect(bubbles(place)).to_have_text([GREETING["text"]])
    await expect(field(place)).to_have_value("")
    assert "的事情" not in await page.frames[1].evaluate(KEPT)
    await say(place, f"{second}的问题")
    await expect(bubbles(place).last).to_have_text(f"您说：{second}的问题")
    assert await said_as(near, f"{first}的事情") != await said_as(near, f"{second}的问题")
    if second:
        assert await said_as(near, f"{second}的问题") == NAMES.conversation(second)
    else:
        assert (await said_as(near, f"{second}的问题")).startswith("web-")
    # And back: the first one's is as it was left, but for who was nobody.
    await give(page, token(subject=first) if first else None)
    await expect(bubbles(place)).to_have_count(3 if first else 1)


async def test_a_fresh_token_of_the_same_user_changes_nothing(page: Page, near: tuple[HostSite, Running]) -> None:
    await open_at(page, near, token(subject="用户-34"))
    place = await greeted(page)
    await say(place, "接着说")
    await expect(bubbles(place)).to_have_count(3)
    await field(place).fill("写到一半")
    await give(page, token(subject="用户-34", seconds=900))
    await page.wait_for_timeout(300)
    await expect(field(place)).to_have_value("写到一半")
    await expect(bubbles(place)).to_have_count(3)


@pytest.mark.parametrize("reload", [False, True], ids=["stays", "reloads"])
@pytest.mark.parametrize(("first", "second"), [("user-40", "user-41"), ("user-42", None), (None, "user-43")])
async def test_what_the_first_typed_offline_is_never_said_by_the_second(
    page: Page,
    near: tuple[HostSite, Running],
    complaints: Complaints,
    first: str | None,
    second: str | None,
    reload: bool,
) -> None:
    site, server = near
    await open_at(page, near, token(subject=first) if first else "")
    place = await greeted(page)
    await page.route("**/socket.io/**", lambda route: route.abort())
    await page.context.set_offline(True)
    await expect(state(place)).to_have_attribute("data-state", "reconnecting")
    secret = f"{first}断网时说的"
    await say(place, secret)
    await expect(bubbles(place, "user")).to_have_text([secret])
    if reload:
        site.html = host_html(server, f'data-token="{token(subject=second)}"' if second else "")
        await page.context.set_offline(False)
        await page.reload()
        if await launcher(page).get_attribute("aria-expanded") != "true":
            await launcher(page).click()
        await expect(field(place)).to_be_visible()
    else:
        await give(page, token(subject=second) if second else None)
    await page.unroute("**/socket.io/**")
    await page.context.set_offline(False)
    await expect(bubbles(place, "bot").first).to_have_text(GREETING["text"], timeout=20_000)
    await say(place, "我来了")
    await expect(bubbles(place).last).to_have_text("您说：我来了")
    await expect(bubbles(place)).to_have_count(3)
    assert secret not in [message.text for message in server.agent.seen]
    assert secret not in await page.frames[1].evaluate(KEPT)
    expected_offline(complaints)


async def test_what_one_typed_offline_is_said_after_a_reload_by_oneself(
    page: Page, near: tuple[HostSite, Running], complaints: Complaints
) -> None:
    await open_at(page, near, token(subject="user-50"))
    place = await greeted(page)
    await page.context.set_offline(True)
    await expect(state(place)).to_have_attribute("data-state", "reconnecting")
    await say(place, "断网时说的")
    await expect(bubbles(place, "user")).to_have_text(["断网时说的"])
    await page.context.set_offline(False)
    await page.reload()
    if await launcher(page).get_attribute("aria-expanded") != "true":
        await launcher(page).click()
    await expect(bubbles(place).last).to_have_text("您说：断网时说的", timeout=20_000)
    assert await said_as(near, "断网时说的") == NAMES.conversation("user-50")
    assert [message.text for message in near[1].agent.seen].count("断网时说的") == 1
    expected_offline(complaints)

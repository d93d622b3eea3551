"""Nobody's text becomes part of the page: not the user's, not the bot's, not a host's."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.channels.fake_rasa import GREETING, Running
from tests.web.talking import Complaints, bubbles, field, open_page, say

pytestmark = pytest.mark.asyncio(loop_scope="module")

MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><b>粗</b>'
HOSTILE: dict[str, Any] = {
    "text": f'{MARKUP}【{MARKUP[:20]}】https://example.org/"onmouseover=window.hacked=1',
    "buttons": [{"title": MARKUP, "payload": f'/ask{{"faq_id": "{"x"}"}}'}],
    "metadata": {"outcome": MARKUP, "faq_id": MARKUP},
}
UNSAFE = ".log img:not([src^='web/']), .log script, .log b, .log [onerror], .log [onmouseover]"


async def is_unharmed(page: Page) -> None:
    assert await page.locator(UNSAFE).count() == 0
    assert await page.evaluate("window.hacked") is None


async def test_the_users_markup_is_text(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, MARKUP)
    for _ in range(2):
        await expect(bubbles(page)).to_have_text([GREETING["text"], MARKUP, f"您说：{MARKUP}"])
        await is_unharmed(page)
        await page.reload()


async def test_the_bots_markup_is_text(page: Page, server: Running) -> None:
    await open_page(page, server)
    server.agent.answers = {"坏": [HOSTILE]}
    await say(page, "坏")
    for _ in range(2):
        await expect(bubbles(page).last).to_have_text(HOSTILE["text"])
        await expect(page.locator(".reply").last).to_have_text(MARKUP)
        await is_unharmed(page)
        await page.reload()
    await page.locator(".reply").last.click()
    await expect(bubbles(page, "user")).to_have_text(["坏", MARKUP])
    await is_unharmed(page)
    server.agent.answers = {}


async def test_markup_from_another_window_is_text(page: Page, server: Running) -> None:
    await open_page(page, server)
    second = await page.context.new_page()
    await open_page(second, server)
    await say(page, MARKUP)
    await expect(bubbles(second, "user")).to_have_text(MARKUP)
    await is_unharmed(second)


async def test_titles_while_typing_are_text(page: Page, server: Running) -> None:
    title = f"修改{MARKUP}"
    titles = [{"title": title, "sounds": "x", "wanted": 1}]
    await page.route("**/page.json", lambda route: route.fulfill(json={"titles": titles, "reasons": [MARKUP]}))
    await open_page(page, server)
    await field(page).fill("修改")
    await expect(page.get_by_role("option")).to_have_text(title)
    await is_unharmed(page)


async def test_an_address_cannot_rename_the_page(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/?embed=https://evil.example&title={MARKUP}")
    await expect(page.locator("h1")).to_have_text("学时助手")
    await is_unharmed(page)


async def test_no_foreign_script_runs(page: Page, server: Running, complaints: Complaints) -> None:
    await open_page(page, server)
    await page.evaluate("root.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked=1\">')")
    await page.wait_for_timeout(200)
    assert await page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in complaint for complaint in complaints)
    complaints.clear()


async def test_every_request_goes_to_the_own_server(page: Page, server: Running) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await open_page(page, server)
    assert asked
    assert all(url.startswith(server.url) for url in asked)

"""The chat page in a real browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from tests.channels.fake_rasa import ANSWER, GREETING, FakeAgent, Running, running

pytestmark = pytest.mark.asyncio(loop_scope="module")

MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><b>粗</b>'
PHONE: ViewportSize = {"width": 320, "height": 568}


def bubbles(page: Page, sender: str = "") -> Locator:
    return page.locator(f".message{'.' + sender if sender else ''} .bubble")


async def open_page(page: Page, server: Running) -> None:
    await page.goto(server.url)
    await expect(bubbles(page, "bot").first).to_have_text(GREETING["text"])


async def say(page: Page, text: str) -> None:
    await page.get_by_label("请输入您的问题").fill(text)
    await page.keyboard.press("Enter")


async def width(page: Page) -> int:
    """Return how wide the content is, in the unit of the window's width."""
    found: int = await page.evaluate("Math.max(document.documentElement.scrollWidth, messages.scrollWidth)")
    return found


async def test_a_visitor_is_greeted_once(page: Page, server: Running, tmp_path: Path) -> None:
    await open_page(page, server)
    await expect(page).to_have_title("学时助手")
    await expect(page.get_by_role("status").first).to_have_text("已连接")
    await expect(bubbles(page)).to_have_count(1)
    await expect(page.locator(".replies button")).to_have_text([button["title"] for button in GREETING["buttons"]])
    await page.screenshot(path=tmp_path / "greeting.png")


async def test_a_question_is_answered(page: Page, server: Running, tmp_path: Path) -> None:
    await open_page(page, server)
    await say(page, "怎么修改手机号")
    await expect(bubbles(page)).to_have_text([GREETING["text"], "怎么修改手机号", "您说：怎么修改手机号"])
    await expect(page.locator(".message.bot").last).to_have_attribute("data-outcome", "chat")
    await expect(page.get_by_label("请输入您的问题")).to_have_value("")
    await expect(page.locator("time")).to_have_count(3)
    await page.screenshot(path=tmp_path / "question.png")


async def test_a_button_asks_and_is_shown_by_its_title(page: Page, server: Running, tmp_path: Path) -> None:
    await open_page(page, server)
    await page.get_by_role("button", name="怎么注册").click()
    await expect(bubbles(page)).to_have_text([GREETING["text"], "怎么注册", ANSWER["text"]])
    assert await bubbles(page).last.inner_text() == ANSWER["text"]
    assert server.agent.seen[-1].text == GREETING["buttons"][0]["payload"]
    await page.screenshot(path=tmp_path / "button.png")


async def test_a_person_can_be_asked_for_at_any_time(page: Page, server: Running) -> None:
    await open_page(page, server)
    await page.get_by_role("button", name="转人工").click()
    await expect(bubbles(page, "user")).to_have_text("转人工")
    await expect(bubbles(page, "bot")).to_have_count(2)
    assert server.agent.seen[-1].text == "/handoff"


async def test_a_reload_keeps_the_conversation(page: Page, server: Running, tmp_path: Path) -> None:
    await open_page(page, server)
    await page.get_by_role("button", name="怎么注册").click()
    await say(page, "第一行\n第二行")
    await expect(bubbles(page)).to_have_count(5)
    before = await bubbles(page).all_inner_texts()
    await page.reload()
    await expect(bubbles(page)).to_have_count(5)
    assert await bubbles(page).all_inner_texts() == before
    await expect(page.locator(".replies button")).to_have_count(3)
    await expect(page.locator(".waiting")).to_have_count(0)
    await say(page, "还在吗")
    await expect(bubbles(page).last).to_have_text("您说：还在吗")
    assert len({message.sender_id for message in server.agent.seen[-3:]}) == 1
    await page.screenshot(path=tmp_path / "reload.png")


async def test_markup_is_text(page: Page, server: Running, tmp_path: Path) -> None:
    await open_page(page, server)
    await say(page, MARKUP)
    await expect(bubbles(page)).to_have_text([GREETING["text"], MARKUP, f"您说：{MARKUP}"])
    await page.reload()
    await expect(bubbles(page)).to_have_text([GREETING["text"], MARKUP, f"您说：{MARKUP}"])
    assert await page.locator("#log img, #log script, #log b").count() == 0
    assert await page.evaluate("window.hacked") is None
    await page.screenshot(path=tmp_path / "markup.png")


async def test_no_foreign_script_runs(page: Page, server: Running, complaints: list[str]) -> None:
    await open_page(page, server)
    await page.evaluate("log.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked=1\">')")
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


async def test_a_typed_command_is_text(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "/restart")
    await expect(bubbles(page, "bot").last).to_have_text("您说：／restart")


async def test_enter_chooses_a_word_while_an_input_method_composes(page: Page, server: Running) -> None:
    await open_page(page, server)
    field = page.get_by_label("请输入您的问题")
    await field.fill("zenme")
    for event in ({"key": "Enter", "isComposing": True}, {"key": "Enter", "keyCode": 229}):
        await field.dispatch_event("keydown", event)
    await page.keyboard.press("Shift+Enter")
    await expect(bubbles(page, "user")).to_have_count(0)
    await expect(field).to_have_value("zenme\n")
    await page.keyboard.press("Enter")
    await expect(bubbles(page, "user")).to_have_text("zenme")


async def test_an_empty_text_is_not_sent(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "  \n ")
    await page.get_by_role("button", name="发送").click()
    await expect(bubbles(page, "user")).to_have_count(0)


async def test_a_long_text_is_counted_and_not_sent(page: Page, server: Running, tmp_path: Path) -> None:
    await open_page(page, server)
    await say(page, "长" * 503)
    await expect(page.locator("#hint")).to_have_text("最多 500 字，请删减 3 字")
    await expect(page.get_by_role("button", name="发送")).to_be_disabled()
    await expect(bubbles(page, "user")).to_have_count(0)
    await page.screenshot(path=tmp_path / "long.png")


async def test_typing_is_shown(page: Page, server: Running, tmp_path: Path) -> None:
    await open_page(page, server)
    server.agent.seconds = 0.6
    try:
        await say(page, "慢一点")
        await expect(page.get_by_text("学时助手正在输入")).to_be_visible()
        await page.screenshot(path=tmp_path / "typing.png")
        await expect(bubbles(page, "bot")).to_have_count(2)
        await expect(page.get_by_text("学时助手正在输入")).to_be_hidden()
    finally:
        server.agent.seconds = 0.0


async def test_an_error_is_shown_politely(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "出错")
    await expect(bubbles(page, "bot").last).to_contain_text("请稍后再试")
    await expect(page.locator(".message.bot").last).to_have_attribute("data-outcome", "decline")


async def test_a_second_window_shows_the_same(page: Page, server: Running) -> None:
    await open_page(page, server)
    second = await page.context.new_page()
    await open_page(second, server)
    await say(page, "您好")
    await expect(bubbles(second)).to_have_text([GREETING["text"], "您好", "您说：您好"])


@pytest.mark.parametrize("dark", [False, True])
async def test_a_phone_needs_no_scrolling_sideways(page: Page, server: Running, dark: bool, tmp_path: Path) -> None:
    await page.set_viewport_size(PHONE)
    await page.emulate_media(color_scheme="dark" if dark else "light")
    await open_page(page, server)
    await say(page, "w" * 200)
    await page.get_by_role("button", name="怎么注册").click()
    await expect(bubbles(page)).to_have_count(5)
    assert await width(page) <= PHONE["width"]
    for name in ("转人工", "发送"):
        await expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    await page.screenshot(path=tmp_path / "phone.png")


async def test_dark_mode(page: Page, server: Running, tmp_path: Path) -> None:
    await open_page(page, server)
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    light = await page.evaluate(colour)
    await page.emulate_media(color_scheme="dark")
    await say(page, "怎么注册")
    await expect(bubbles(page)).to_have_count(3)
    assert await page.evaluate(colour) != light
    await page.screenshot(path=tmp_path / "dark.png")


async def test_the_keyboard_is_enough(page: Page, server: Running, tmp_path: Path) -> None:
    await open_page(page, server)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="转人工")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="怎么注册")).to_be_focused()
    await page.screenshot(path=tmp_path / "focus.png")
    await page.keyboard.press("Enter")
    await expect(bubbles(page)).to_have_count(3)


async def test_what_is_typed_without_a_connection_is_sent_later(
    page: Page, channels: Any, complaints: list[str], tmp_path: Path
) -> None:
    agent = FakeAgent()
    async with running(*channels(), agent=agent) as server:
        await open_page(page, server)
        port = int(server.url.rpartition(":")[2])
    status = page.get_by_role("status").first
    await expect(status).to_have_text("正在重新连接…")
    await say(page, "一")
    await say(page, "二")
    await page.wait_for_timeout(1800)
    await page.screenshot(path=tmp_path / "offline.png")
    async with running(*channels(), agent=agent, port=port):
        await expect(status).to_have_text("已连接", timeout=15_000)
        await expect(bubbles(page)).to_have_count(5)
        await expect(bubbles(page, "user")).to_have_text(["一", "二"])
        await expect(bubbles(page, "bot")).to_have_text([GREETING["text"], "您说：一", "您说：二"])
        await expect(page.locator(".waiting")).to_have_count(0)
        assert len({message.sender_id for message in agent.seen}) == 1
    # The browser reports each attempt to reach a server that is down.
    complaints[:] = [complaint for complaint in complaints if "ERR_" not in complaint and "WebSocket" not in complaint]

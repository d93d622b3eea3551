"""A conversation on the page."""

import pytest
from playwright.async_api import Page, expect

from tests.channels.fake_rasa import ANSWER, GREETING, Running
from tests.web.talking import bubbles, field, open_page, say, state

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_visitor_is_greeted_once(page: Page, server: Running) -> None:
    await open_page(page, server)
    await expect(page).to_have_title("学时助手")
    await expect(state(page)).to_have_text("已连接")
    await expect(bubbles(page)).to_have_count(1)
    await expect(page.locator(".reply")).to_have_text([button["title"] for button in GREETING["buttons"]])


async def test_a_question_is_answered(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "怎么修改手机号码")
    await expect(bubbles(page)).to_have_text([GREETING["text"], "怎么修改手机号码", "您说：怎么修改手机号码"])
    await expect(page.locator(".said.bot").last).to_have_attribute("data-outcome", "chat")
    await expect(field(page)).to_have_value("")
    await expect(page.locator("time")).to_have_count(3)


async def test_the_send_button_sends_by_mouse_and_by_key(page: Page, server: Running) -> None:
    await open_page(page, server)
    button = page.get_by_role("button", name="发送")
    await field(page).fill("第一")
    await button.click()
    await field(page).fill("第二")
    await button.press("Enter")
    await expect(bubbles(page, "user")).to_have_text(["第一", "第二"])
    await expect(field(page)).to_be_focused()


async def test_a_button_asks_and_is_shown_by_its_title(page: Page, server: Running) -> None:
    await open_page(page, server)
    await page.get_by_role("button", name="怎么注册").click()
    await expect(bubbles(page)).to_have_text([GREETING["text"], "怎么注册", ANSWER["text"]])
    assert await bubbles(page).last.inner_text() == ANSWER["text"]
    assert server.agent.seen[-1].text == GREETING["buttons"][0]["payload"]


async def test_the_latest_buttons_stand_out_and_all_work(page: Page, server: Running) -> None:
    await open_page(page, server)
    replies = page.locator(".replies")
    await expect(replies).to_have_class("replies")
    await say(page, "您好")
    await expect(bubbles(page)).to_have_count(3)
    await expect(replies).to_have_class("replies past")
    await page.get_by_role("button", name="怎么注册").click()
    await expect(bubbles(page).last).to_have_text(ANSWER["text"])


async def test_a_person_and_the_menu_can_be_asked_for_at_any_time(page: Page, server: Running) -> None:
    await open_page(page, server)
    await page.get_by_role("button", name="转人工").click()
    await expect(bubbles(page, "user")).to_have_text("转人工")
    await expect(bubbles(page, "bot")).to_have_count(2)
    assert server.agent.seen[-1].text == "/handoff"
    await page.locator(".shortcuts").get_by_role("button", name="问题分类").click()
    await expect(bubbles(page, "user")).to_have_text(["转人工", "问题分类"])
    await expect(bubbles(page, "bot")).to_have_count(3)
    assert server.agent.seen[-1].text == "/menu"


async def test_a_reload_keeps_the_conversation(page: Page, server: Running) -> None:
    await open_page(page, server)
    await page.get_by_role("button", name="怎么注册").click()
    await say(page, "第一行\n第二行")
    await expect(bubbles(page)).to_have_count(5)
    before = await bubbles(page).all_inner_texts()
    await page.reload()
    await expect(bubbles(page)).to_have_count(5)
    assert await bubbles(page).all_inner_texts() == before
    await expect(page.locator(".reply")).to_have_count(3)
    await expect(page.locator(".waiting")).to_have_count(0)
    await say(page, "还在吗")
    await expect(bubbles(page).last).to_have_text("您说：还在吗")
    assert len({message.sender_id for message in server.agent.seen[-3:]}) == 1


async def test_typing_is_shown(page: Page, server: Running) -> None:
    await open_page(page, server)
    server.agent.seconds = 0.6
    try:
        await say(page, "慢一点")
        await expect(page.get_by_text("学时助手正在输入")).to_be_visible()
        await expect(bubbles(page, "bot")).to_have_count(2)
        await expect(page.get_by_text("学时助手正在输入")).to_have_count(0)
    finally:
        server.agent.seconds = 0.0


async def test_an_error_is_shown_politely(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "出错")
    await expect(bubbles(page, "bot").last).to_contain_text("请稍后再试")
    await expect(page.locator(".said.bot").last).to_have_attribute("data-outcome", "decline")


async def test_personal_data_is_shown_masked_as_it_is_stored(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "我的手机号是13812345678")
    await expect(bubbles(page, "bot").last).to_contain_text("您说")
    await expect(bubbles(page, "user")).not_to_contain_text("13812345678")


async def test_a_second_window_shows_the_same(page: Page, server: Running) -> None:
    await open_page(page, server)
    second = await page.context.new_page()
    await open_page(second, server)
    await say(page, "您好")
    await expect(bubbles(second)).to_have_text([GREETING["text"], "您好", "您说：您好"])
    await say(second, "也好")
    expected = [GREETING["text"], "您好", "您说：您好", "也好", "您说：也好"]
    for window in (page, second):
        await expect(bubbles(window)).to_have_text(expected)


async def test_many_messages_lead_back_to_the_end(page: Page, server: Running) -> None:
    await open_page(page, server)
    for number in range(12):
        await say(page, f"第{number}句\n\n\n\n\n\n完")
        await expect(bubbles(page, "bot")).to_have_count(number + 2)
    await expect(bubbles(page).last).to_be_in_viewport()
    await page.mouse.move(200, 300)
    await page.mouse.wheel(0, -10_000)
    await expect(bubbles(page).first).to_be_in_viewport()
    await page.locator(".below button").click()
    await expect(bubbles(page).last).to_be_in_viewport()

"""The page of the running assistant in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.chromium import FLAGS, chromium
from tests.running import Running

SECONDS = 20_000
"""Milliseconds, in truth: how long an answer may take on a busy machine."""


@pytest.fixture
def page(assistant: Running) -> Iterator[Page]:
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        opened = browser.new_page(viewport={"width": 900, "height": 900})
        opened.set_default_timeout(SECONDS)
        opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.goto(assistant.url)
        yield opened
        browser.close()
    assert complaints == []


def last(page: Page) -> Locator:
    return page.locator(".said.bot").last


def say(page: Page, text: str) -> None:
    page.get_by_label("请输入您的问题").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".said.user").last).to_contain_text(text)


def hears(page: Page, text: str) -> None:
    expect(last(page)).to_contain_text(text, timeout=SECONDS)


def test_a_whole_conversation_with_role_and_city(page: Page) -> None:
    hears(page, "您好，我是学时助手")
    say(page, "公需课达标是多少")
    hears(page, "年度达标标准是不少于90学时")
    say(page, "忘记密码怎么找回")
    last(page).get_by_role("button", name="专技个人").click()
    hears(page, "点击【忘记密码？】找回密码")
    page.reload()
    expect(page.locator(".said.user")).to_have_count(3, timeout=SECONDS)
    hears(page, "点击【忘记密码？】找回密码")
    # The role is still known; the city is asked for.
    say(page, "我怎么不能学时申报")
    expect(last(page).locator(".reply").first).to_be_visible()
    say(page, "即墨的")
    expect(page.locator(".said.bot", has_text="青岛可以在本平台")).to_be_visible()
    # All of the turn is here when the assistant has stopped typing.
    expect(page.locator(".typing")).to_have_count(0)
    before = page.locator(".said").all_inner_texts()
    page.reload()
    expect(page.locator(".said")).to_have_count(len(before), timeout=SECONDS)


def test_a_title_offered_while_typing_is_answered_and_judged(page: Page) -> None:
    hears(page, "您好，我是学时助手")
    page.get_by_label("请输入您的问题").fill("滑块")
    option = page.get_by_role("option").first
    expect(option).to_have_text("找不到滑块、验证失败")
    option.click()
    hears(page, "正常页面是可以拖动向右箭头完成滑块验证的")
    last(page).get_by_role("button", name="没帮助").click()
    reasons = page.get_by_role("group", name="没帮助的原因")
    reasons.get_by_role("button", name="看不明白").click()
    expect(last(page)).to_contain_text("感谢您的反馈")
    page.reload()
    expect(last(page).get_by_role("button", name="没帮助")).to_have_attribute("aria-pressed", "true", timeout=SECONDS)


def test_the_menu_and_a_person_are_always_there(page: Page) -> None:
    hears(page, "您好，我是学时助手")
    page.locator(".shortcuts").get_by_role("button", name="问题分类").click()
    last(page).get_by_role("button", name="单位调转").click()
    expect(last(page).locator(".reply").nth(2)).to_be_visible(timeout=SECONDS)
    page.get_by_role("button", name="转人工").first.click()
    hears(page, "您的请求已登记")


def test_the_launcher_on_the_demonstration(page: Page, assistant: Running) -> None:
    page.goto(f"{assistant.url}/demo")
    page.locator("xueshi-assistant .launcher").click()
    frame = page.frame_locator("xueshi-assistant iframe")
    expect(frame.locator(".said.bot").first).to_contain_text("您好，我是学时助手", timeout=SECONDS)
    frame.get_by_label("请输入您的问题").fill("公需课达标是多少")
    page.keyboard.press("Enter")
    expect(frame.locator(".said.bot").last).to_contain_text("年度达标标准是不少于90学时", timeout=SECONDS)

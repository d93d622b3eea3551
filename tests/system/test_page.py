"""The page of the running assistant in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.running import Running

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def page(assistant: Running) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        opened = browser.new_page(viewport={"width": 900, "height": 900})
        opened.goto(assistant.url)
        yield opened
        browser.close()


def test_greeting_question_button_and_reload(page: Page, tmp_path: Path) -> None:
    expect(page.get_by_text("您好，我是学时助手")).to_be_visible(timeout=20_000)
    page.get_by_role("textbox").fill("公需课达标是多少")
    page.keyboard.press("Enter")
    expect(page.get_by_text("年度达标标准是不少于90学时")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="忘记密码怎么找回").first.click()
    page.get_by_role("button", name="专技个人").first.click(timeout=20_000)
    expect(page.get_by_text("点击【忘记密码？】找回密码")).to_be_visible(timeout=20_000)
    page.reload()
    expect(page.get_by_text("年度达标标准是不少于90学时")).to_be_visible(timeout=20_000)
    page.screenshot(path=tmp_path / "page.png")
    assert (tmp_path / "page.png").stat().st_size > 10_000

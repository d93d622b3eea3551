"""The page and its launcher with the profile of another institution: its names, colour and logo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from owner.folder import VARIABLE
from owner.live import using
from owner.profile import Profile
from tests.channels.fake_rasa import ANSWERS, Running
from tests.owner.builders import library
from tests.owner.test_logo import png
from tests.web.axe import findings
from tests.web.talking import bubbles, field, open_page, say

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME = "借书证小助手"
RED, OLIVE = "#c8102e", "#8f7200"
COLOR_OF = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
OWN_BLUE = "rgb(19, 74, 152)"


def served(color: str = "", logo: str = "", **more: object) -> Profile:
    return library(page={"color": color, "logo": logo}, **more)


@pytest.fixture
def logo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A logo, and the profile that has it."""
    (tmp_path / "logo.png").write_bytes(png())
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with using(served(RED, "logo.png"), ANSWERS):
        yield


async def look(page: Page, selector: str, name: str = "backgroundColor") -> str:
    value: str = await page.evaluate(COLOR_OF, [selector, name])
    return value


def rgb(color: str) -> str:
    return f"rgb({', '.join(str(int(color[at : at + 2], 16)) for at in (1, 3, 5))})"


async def test_its_names_and_none_of_another(page: Page, server: Running) -> None:
    with using(served(), ANSWERS):
        await open_page(page, server)
        await expect(page).to_have_title(NAME)
        await expect(page.locator("h1")).to_have_text(NAME)
        server.agent.seconds = 1.0
        await say(page, "您好")
        await expect(page.get_by_text(f"{NAME}正在输入")).to_be_visible()
        server.agent.seconds = 0.0
        await expect(bubbles(page).last).to_have_text("您说：您好")
        await expect(page.get_by_role("log")).to_contain_text(f"{NAME}：您说：您好")
        # The greeting is the bot's.
        assert "学时" not in (await page.content()).replace(await bubbles(page).first.inner_text(), "")
        assert await look(page, ".head") == OWN_BLUE


async def test_a_changed_name_is_there_at_the_next_visit(page: Page, server: Running) -> None:
    await open_page(page, server)
    with using(served(assistant={"name": "<b>新</b>助手", "platform": "平台"}), ANSWERS):
        await page.reload()
        await expect(page.locator("h1")).to_have_text("<b>新</b>助手")
        await expect(page).to_have_title("<b>新</b>助手")


@pytest.mark.parametrize("color", [RED, OLIVE])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_a_colour_and_what_follows_from_it_can_be_read(
    page: Page, server: Running, color: str, dark: bool
) -> None:
    await page.emulate_media(color_scheme="dark" if dark else "light")
    with using(served(color), ANSWERS):
        await open_page(page, server)
        heads, before = await look(page, ".head"), await look(page, ".app")
        assert (heads == rgb(color)) is not dark
        await page.get_by_role("button", name="怎么注册").click()
        await page.get_by_role("button", name="没帮助").click()
        await page.get_by_role("button", name="看不明白").click()
        await page.get_by_role("button", name="没帮助").click()
        await field(page).fill("修改")
        await page.keyboard.press("ArrowDown")
        assert await findings(page) == []
        await page.get_by_role("button", name="转人工").hover()
        assert await findings(page) == []
        await page.emulate_media(color_scheme="light" if dark else "dark")
        await expect(page.locator("html")).to_have_attribute("data-color-scheme", "light" if dark else "dark")
        assert (await look(page, ".head"), await look(page, ".app")) != (heads, before)


async def test_a_logo_in_the_header_and_beside_the_answers(page: Page, server: Running, logo: None) -> None:
    await open_page(page, server)
    await expect(page.locator('link[rel="icon"]')).to_have_attribute("href", "web/logo.png")
    for image in (page.locator(".head-icon"), page.locator(".avatar").first):
        await expect(image).to_have_attribute("src", "web/logo.png")
        assert await image.evaluate("image => image.complete && image.naturalWidth") == 1
    assert await findings(page) == []


async def test_the_launcher_has_name_and_colour(page: Page, server: Running, logo: None) -> None:
    printed: list[str] = []
    page.on("console", lambda message: printed.append(message.text))
    await page.goto(f"{server.url}/demo")
    await expect(page).to_have_title("云州图书馆（示例）")
    launcher = page.locator("xueshi-assistant .launcher")
    await expect(launcher).to_have_accessible_name(f"打开{NAME}")
    assert await launcher.evaluate("button => getComputedStyle(button).backgroundColor") == rgb(RED)
    async with page.expect_console_message():
        await page.evaluate("document.head.append(Object.assign(document.createElement('script'), {src: 'widget.js'}))")
    await expect(page.locator("script[src*=launcher]")).to_have_count(0)
    await launcher.click()
    frame = page.frame_locator("xueshi-assistant iframe")
    await expect(frame.locator("h1")).to_have_text(NAME)
    assert printed == [f"{NAME}没有再次启动：本页已经有一个，请只引入一次 widget.js。"]


async def test_the_host_page_does_not_colour_the_launcher(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/demo")
    launcher = page.locator("xueshi-assistant .launcher")
    before = await launcher.evaluate("button => getComputedStyle(button).backgroundColor")
    await page.evaluate("document.documentElement.style.setProperty('--main', 'lime', 'important')")
    assert await launcher.evaluate("button => getComputedStyle(button).backgroundColor") == before == rgb("#1552a8")

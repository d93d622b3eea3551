"""Pages of all kinds around the launcher, and what is said when it cannot be used in one."""

import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.channels.fake_rasa import Running, running
from tests.web.fingers import centre, on_top
from tests.web.host_page import HostSite, host_site
from tests.web.talking import Complaints, bubbles, expected_offline, say, state
from tests.web.test_signed_in import token
from tests.web.test_widget import frame, greeted, host_html, launcher, window

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECONDS = 5000
"""Milliseconds, in truth: after which the user has been told."""


@pytest_asyncio.fixture(loop_scope="module")
async def host(channels: Any) -> AsyncIterator[tuple[HostSite, Running]]:
    async with host_site() as site, running(*channels(embed_origins=[site.url])) as server:
        site.html = host_html(server)
        yield site, server


async def in_its_corner(page: Page) -> None:
    box = await launcher(page).bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    assert (box["x"] + box["width"], box["y"] + box["height"]) == (size["width"] - 20, size["height"] - 20)
    assert "打开学时助手" in await on_top(page, await centre(launcher(page)))


@pytest.mark.parametrize(
    "css",
    [
        "body{filter:grayscale(100%)} main{height:3000px}",
        "html{filter:grayscale(100%)} main{height:3000px}",
        "body{transform:translateX(40px)} main{height:3000px}",
        "body{perspective:1px;contain:paint;will-change:transform;opacity:.5} main{height:3000px}",
        "body{display:none}",
        "html{transform:translateX(40px)} main{height:3000px}",
        "html{transform:scale(1);perspective:1px;contain:paint;will-change:transform} main{height:3000px}",
    ],
)
async def test_what_a_page_does_to_itself_leaves_the_launcher_in_its_corner(
    page: Page, host: tuple[HostSite, Running], css: str
) -> None:
    site, server = host
    site.html = host_html(server, css=css)
    await page.goto(site.url)
    await expect(launcher(page)).to_be_visible()
    await page.evaluate("window.scrollTo(0, 900)")
    await in_its_corner(page)
    await launcher(page).click()
    await greeted(page)


async def test_a_page_s_own_dialog_lies_above_the_launcher(page: Page, host: tuple[HostSite, Running]) -> None:
    """The guide recommends it: no z-index reaches the top layer, in which the launcher is."""
    site, server = host
    site.html = host_html(server, css="dialog{padding:0} dialog,dialog button{width:100%;height:100%;max-width:none}")
    site.html = site.html.replace("</body>", "<dialog><button>同意</button></dialog></body>")
    await page.goto(site.url)
    await expect(launcher(page)).to_be_visible()
    await in_its_corner(page)
    await page.evaluate("document.querySelector('dialog').style = 'max-height:none;border:0;margin:0'")
    await page.evaluate("document.querySelector('dialog').showModal()")
    assert await on_top(page, await centre(launcher(page))) == "同意"


@pytest.mark.parametrize(
    "script",
    [
        "document.body.innerHTML = '<p>新的内容</p>'",
        "document.body.replaceWith(document.createElement('body'))",
        "document.querySelector('xueshi-assistant').remove()",
        "document.documentElement.innerHTML = '<head></head><body>新</body>'",
        "document.documentElement.replaceWith(document.createElement('html'))",
    ],
)
async def test_what_a_page_takes_away_comes_back(page: Page, host: tuple[HostSite, Running], script: str) -> None:
    site, server = host
    site.html = host_html(server)
    await page.goto(site.url)
    await launcher(page).click()
    await say(await greeted(page), "第一句")
    await expect(bubbles(frame(page)).last).to_have_text("您说：第一句")
    await page.evaluate(script)
    await expect(page.locator("xueshi-assistant")).to_have_count(1)
    await expect(window(page)).to_be_visible()
    await say(frame(page), "第二句")
    await expect(bubbles(frame(page)).last).to_have_text("您说：第二句")


async def test_a_page_that_takes_it_away_on_and_on_has_its_will(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    warnings: list[str] = []
    page.on("console", lambda message: warnings.append(message.text) if message.type == "warning" else None)
    site.html = host_html(server)
    await page.goto(site.url)
    await page.evaluate("setInterval(() => document.querySelector('xueshi-assistant')?.remove(), 5)")
    await expect(page.locator("xueshi-assistant")).to_have_count(0)
    await page.wait_for_timeout(1000)
    assert [text for text in warnings if "不再恢复" in text] == warnings
    assert len(warnings) == 1


async def test_the_script_twice_makes_one(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    warnings: list[str] = []
    page.on("console", lambda message: warnings.append(message.text) if message.type == "warning" else None)
    again = f'<script src="{server.url}/widget.js"></script>'
    site.html = host_html(server).replace("</body>", f"{again}</body>").replace("<style>", f"{again}<style>")
    await page.goto(site.url)
    await expect(page.locator("xueshi-assistant")).to_have_count(1)
    await page.wait_for_timeout(300)
    await expect(page.locator("xueshi-assistant")).to_have_count(1)
    assert len([text for text in warnings if "只引入一次" in text]) == 2


@pytest.mark.parametrize(
    "attributes", ['type="module"', "async", 'type="module" data-title="小助手" data-position="left"']
)
async def test_other_ways_to_bring_the_script(page: Page, host: tuple[HostSite, Running], attributes: str) -> None:
    site, server = host
    site.html = host_html(server, attributes)
    await page.goto(site.url)
    await expect(launcher(page)).to_have_text("小助手" if "小助手" in attributes else "学时助手")
    await launcher(page).click()
    await greeted(page)


async def test_a_script_that_does_not_find_itself_says_so(page: Page, host: tuple[HostSite, Running]) -> None:
    site, server = host
    warnings: list[str] = []
    page.on("console", lambda message: warnings.append(message.text) if message.type == "warning" else None)
    site.html = host_html(server).replace("/widget.js", "/web/nothing.js")
    await page.route("**/nothing.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    await page.goto(site.url)
    await page.evaluate(
        "url => fetch(url).then(it => it.text()).then(code => (0, eval)(code))", f"{server.url}/widget.js"
    )
    assert [text.partition("：")[0] for text in warnings] == ["学时助手没有启动"]


async def test_it_can_be_put_away_and_brought_back(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/demo")
    await page.get_by_role("button", name="收起学时助手按钮").click()
    await expect(launcher(page)).to_be_hidden()
    back = page.get_by_role("button", name="显示学时助手按钮")
    await expect(back).to_be_focused()
    await page.goto(f"{server.url}/demo?next")
    await expect(launcher(page)).to_be_hidden()
    await back.click()
    await expect(launcher(page)).to_be_focused()
    await expect(back).to_be_hidden()
    await page.reload()
    await launcher(page).click()
    await greeted(page)


async def test_an_origin_that_is_not_allowed_is_told_and_why(
    page: Page, server: Running, complaints: Complaints, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    async with host_site() as site:
        site.html = host_html(server)
        await page.goto(site.url)
        await launcher(page).click()
        await expect(page.locator("xueshi-assistant .words")).to_contain_text("暂时打不开", timeout=SECONDS)
        await expect(page.get_by_role("link", name="在新窗口中打开")).to_have_attribute("href", f"{server.url}/")
        await page.get_by_role("button", name="关闭", exact=True).click()
        await expect(window(page)).to_be_hidden()
    told = [complaint for complaint in complaints if complaint.startswith("学时助手")]
    assert len(told) == 1
    assert f"{site.url} 不在 credentials.yml 的 embed_origins 里" in told[0]
    assert len([record for record in caplog.records if "embed_origins" in record.message]) == 1
    complaints.clear()


async def test_a_server_that_is_not_there_is_told(
    page: Page, host: tuple[HostSite, Running], complaints: Complaints
) -> None:
    site, server = host
    site.html = host_html(server)
    await page.goto(site.url)
    await page.route(f"{server.url}/**", lambda route: route.abort())
    await launcher(page).click()
    await expect(page.locator("xueshi-assistant .words")).to_contain_text("暂时打不开", timeout=SECONDS)
    await expect(page.get_by_role("link", name="在新窗口中打开")).to_be_visible()
    complaints.clear()


@pytest.mark.parametrize(
    ("new_token", "why"),
    [
        # Made by the test itself: a long run is older than what a token made before it may be.
        (lambda: token(seconds=-600), "exp has run out"),
        (lambda: token(subject="web-1"), "sub cannot name a conversation"),
        (lambda: token()[:-4] + "AAAA", "the signature does not fit the key"),
        (lambda: "x.y", "it is no JSON Web Token"),
    ],
    ids=["run out", "reserved", "changed", "nonsense"],
)
async def test_a_refused_token_is_told_and_why(
    page: Page,
    host: tuple[HostSite, Running],
    complaints: Complaints,
    caplog: pytest.LogCaptureFixture,
    new_token: Callable[[], str],
    why: str,
) -> None:
    caplog.set_level(logging.WARNING)
    site, server = host
    given = new_token()
    warnings: list[str] = []
    page.on("console", lambda message: warnings.append(message.text) if message.text.startswith("学时助手") else None)
    site.html = host_html(server, f'data-token="{given}"')
    await page.goto(site.url)
    await launcher(page).click()
    await expect(state(frame(page))).to_have_text("登录状态已失效，请刷新页面后重试", timeout=SECONDS)
    await expect(frame(page).locator(".list .notice")).to_contain_text("登录状态已失效")
    assert warnings == [f"学时助手：平台的令牌（data-token）没有被接受：{why}"]
    assert [record.message for record in caplog.records if "token" in record.message] == [
        f"A token of the host platform was refused: {why}."
    ]
    assert given not in caplog.text
    expected_offline(complaints)

"""`make screenshots`: pictures of the agents' screens with made conversations, for docs/screenshots/."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from tests.chromium import chromium
from tests.console_web.site import Site, field, open_ticket, running_site, sign_in
from tests.web.screenshots import FLAGS, FOLDER, shrink

QUESTION = "管理员自己的密码忘了怎么找回"
Act = Callable[[Page, Site], Awaitable[None]]


async def inbox(page: Page, site: Site) -> None:
    await expect(page.get_by_role("link", name="潍坊")).to_be_visible()


async def conversation(page: Page, site: Site) -> None:
    if not site.assistant.said(QUESTION):
        site.assistant.says(site.tickets[0], QUESTION)
    await open_ticket(page, site, 0)
    await field(page).fill("可以这样找回，您先试一试：")
    answers = page.get_by_role("region", name="标准答案")
    if await answers.is_visible():
        # The encoder is read at the first search.
        await expect(answers.get_by_role("button", name="发送").first).to_be_visible(timeout=60_000)


async def replies(page: Page, site: Site) -> None:
    await open_ticket(page, site, 1)
    await field(page).fill("/")
    await expect(page.get_by_role("option").first).to_be_visible()


async def figures(page: Page, site: Site) -> None:
    await page.goto(f"{site.url}/#/figures")
    await expect(page.get_by_role("table")).to_be_visible()


async def people(page: Page, site: Site) -> None:
    await page.goto(f"{site.url}/#/agents")
    await expect(page.get_by_role("heading", name="小王")).to_be_visible()


PICTURES: dict[str, tuple[int, bool, str, Act]] = {
    "desk-inbox": (1280, False, "wang", inbox),
    "desk-conversation": (1280, False, "wang", conversation),
    "desk-dark": (1280, True, "wang", conversation),
    "desk-figures": (1280, False, "admin", figures),
    "desk-people": (1280, False, "admin", people),
    "desk-phone-inbox": (390, False, "wang", inbox),
    "desk-phone": (390, False, "wang", conversation),
    "desk-phone-replies": (390, True, "wang", replies),
}


async def take(browser: Browser, site: Site, name: str) -> None:
    width, dark, agent, act = PICTURES[name]
    context = await browser.new_context(
        viewport={"width": width, "height": 780},
        color_scheme="dark" if dark else "light",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        permissions=["notifications"],
    )
    page = await context.new_page()
    await sign_in(page, site, agent)
    await act(page, site)
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(700)
    await page.screenshot(path=FOLDER / f"{name}.png")
    await context.close()
    shrink(FOLDER / f"{name}.png")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            for name in PICTURES:
                await take(browser, site, name)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())

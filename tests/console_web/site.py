"""The desk's process with a made database, and what an agent does in a browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from playwright.async_api import Locator, Page, expect

from launch.ports import free_port
from tests.console_web.assistant import Assistant, assistant_of
from tests.console_web.forked import desk_process
from tests.running import wait_for_answer
from tools.desk_demo.filling import PASSWORD, fill


class Site(NamedTuple):
    """`tickets`: of the made users, in order: 小王 has 0 and 1, 2 is closed, 3 and 4 wait, 5 and 6 were registered."""

    url: str
    tickets: list[str]
    assistant: Assistant


class Opened(Protocol):
    async def __call__(self, width: int = 1280, *, dark: bool = False) -> Page:
        """Return a page in a browser of its own."""


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Start the console and stop it."""
    database, port = f"sqlite:///{folder / 'desk.db'}", free_port()
    made = fill(database)
    with assistant_of(database) as assistant:
        own = {"DATABASE_URL": database, "CONSOLE_PORT": str(port), "DESK_ENDPOINT_URL": assistant.url}
        with desk_process({**os.environ, **own}, folder / "log") as process:
            wait_for_answer(f"http://127.0.0.1:{port}/", lambda: process.exitcode)
            yield Site(f"http://127.0.0.1:{port}", made.tickets, assistant)


async def sign_in(page: Page, site: Site, name: str) -> None:
    await page.goto(site.url)
    await page.get_by_label("登录名").fill(name)
    await page.get_by_label("密码", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("tab", name="排队中")).to_be_visible()


async def agent(opened: Opened, site: Site, name: str) -> Page:
    """Return the page of one of the made staff."""
    page = await opened()
    await sign_in(page, site, name)
    return page


async def open_ticket(page: Page, site: Site, number: int, box: str = "mine") -> None:
    """Open the request of a made user."""
    await page.goto(f"{site.url}/#/inbox/{box}/{site.tickets[number]}")
    await expect(transcript(page)).to_contain_text("转")


def transcript(page: Page) -> Locator:
    return page.get_by_role("log", name="对话记录")


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="回复")


def bubbles(page: Page, text: str) -> Locator:
    return transcript(page).locator(".bubble").get_by_text(text, exact=True)


async def delivered(page: Page, text: str) -> None:
    """Wait until what an agent has written is part of the conversation, once; of the user's page nothing is known."""
    await expect(bubbles(page, text)).to_have_count(1)
    await expect(transcript(page).locator(".line").filter(has_text=text)).to_contain_text("已发送")

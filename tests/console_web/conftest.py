"""Node.js with the console's modules, and the desk's process with its pages in a browser."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page

from tests.console_web.modules import Evaluate, evaluating
from tests.console_web.site import Opened, Site, running_site
from tests.pages_shown import print_if_failed
from tests.web.conftest import browser as browser

PROVOKED = "Failed to load resource"
"""What browsers note of a request that is refused, or that finds no server: tests bring that about."""


@pytest.fixture(scope="module")
def evaluated() -> Iterator[Evaluate]:
    with evaluating() as it:
        yield it


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as it:
        yield it


@pytest_asyncio.fixture(loop_scope="module")
async def opened(browser: Browser, site: Site, request: pytest.FixtureRequest) -> AsyncIterator[Opened]:
    """Return what opens a browser of its own for an agent, about whose page nothing is wrong until the end."""
    complaints: list[str] = []
    contexts = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and PROVOKED not in message.text:
            complaints.append(message.text)

    async def it(width: int = 1280, *, dark: bool = False) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": 800},
            locale="zh-CN",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.on("console", heard)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return await context.new_page()

    yield it
    for context in contexts:
        await print_if_failed(request.node, context.pages)
        await context.close()
    assert complaints == []

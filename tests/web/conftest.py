"""A browser, and the page on a server whose bot is simple enough to predict."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, async_playwright, expect

from channels.chat_page import ChatPageInput
from channels.webchat.input import WebChatInput
from owner.live import profile, using
from persistence.names import Names
from settings.processes import rasa_server
from tests.channels.fake_rasa import ANSWERS, Running, running
from tests.chromium import FLAGS, chromium
from tests.pages_shown import print_if_failed
from tests.web.talking import Complaints

WEB = Path(__file__).parents[2] / "web"
HOST_KEY = "the host platform's key, 32 bytes or more"
SESSION_KEY = "9c1f7ab24e60d83b5a7e12f4c86d09b3"
NAMES = Names(SESSION_KEY.encode())
SIZE: ViewportSize = {"width": 1000, "height": 760}
PATIENCE_MS = 20_000
"""Two browsers, their pages' servers and what else runs there share the machine."""

CUT = "WebSocket is closed before the connection is established"
ENDED, SOCKET = "status of 400", "/socket.io/"


@pytest.fixture(scope="module", autouse=True)
def _titles() -> Iterator[None]:
    """Serve the titles of the bot's answers."""
    with using(profile(), ANSWERS):
        yield


@pytest.fixture(scope="module")
def channels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return what makes the channels, anew for each server, with the same key; takes settings of the page."""
    folder = tmp_path_factory.mktemp("var")
    intents = ["ask", "menu", "greet", "handoff", "resume"]
    credentials = {"payload_intents": intents, "secret_file": str(folder / "session.key")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{folder / 'feedback.db'}")
        patch.setenv("WEBCHAT_JWT_KEY", HOST_KEY)
        patch.setenv("SESSION_SECRET", SESSION_KEY)
        # What another test of this process had it read does not hold here.
        rasa_server.cache_clear()
        yield lambda **page: (
            WebChatInput.from_credentials(credentials),
            ChatPageInput.from_credentials({"folder": str(WEB), **page}),
        )
    rasa_server.cache_clear()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(channels: Any) -> AsyncIterator[Running]:
    async with running(*channels()) as it:
        yield it


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        it = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield it
        await it.close()


@pytest.fixture
def complaints() -> Complaints:
    """Return what the browser finds wrong with the page; a test that provokes something takes it out."""
    return Complaints()


@pytest.fixture
def servers_of_the_test(request: pytest.FixtureRequest) -> None:
    """Start the servers that a test has to itself before its pages, so that they outlive them."""
    for name in {"host", "near"}.intersection(request.fixturenames):
        request.getfixturevalue(name)


def is_complaint(message: ConsoleMessage) -> bool:
    """Say whether the browser found something wrong; that a connection ended while it was being improved is not.

    Nor is it when the page asks for a connection that has ended, as after a clock that leapt, and is told so.
    """
    gone = ENDED in message.text and SOCKET in message.location["url"]
    return message.type == "error" and CUT not in message.text and not gone


@pytest_asyncio.fixture(loop_scope="module")
async def context(
    browser: Browser, complaints: Complaints, servers_of_the_test: None, request: pytest.FixtureRequest
) -> AsyncIterator[BrowserContext]:
    """Return a visitor who has never been here, about whose pages the browser does not complain.

    Nothing moves on them: a place that is measured while the window rises is not the place where it stays.
    """
    it = await browser.new_context(viewport=SIZE, locale="zh-CN", reduced_motion="reduce")
    it.on("console", lambda message: complaints.hear(message.text) if is_complaint(message) else None)
    it.on("weberror", lambda error: complaints.append(str(error.error)))
    yield it
    await print_if_failed(request.node, it.pages)
    await it.close()
    assert complaints == []


@pytest_asyncio.fixture(loop_scope="module")
async def page(context: BrowserContext) -> Page:
    return await context.new_page()

"""The tabs of one visitor: the chat page, or a page with the launcher, on this server or on another site."""

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, ConsoleMessage, Frame, Page
from playwright.async_api import Error as BrowserError

from benchmarks.monkey.ledger import OWN, Ledger
from tests.web.conftest import is_complaint
from tests.web.host_page import NO_STORAGE

WATCH = Path(__file__).with_name("watch.js")
KINDS = ("page", "demo", "host")

SECONDS_AFTER_OFFLINE = 10.0
SECONDS_TO_REST = 40.0
OFFLINE_WORDS = ("ERR_", "WebSocket", "status of 400", "连接不到", "没有启动")
"""Of the browser, and of the launcher to developers."""
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"
"""Has no cause but the monkey's own switch, however late the browser says it: a page that hangs says it after it."""
SHOWN = """() => [...document.querySelectorAll('.row[data-id]')].filter(row => row.querySelector('.said.user'))
  .map(row => [row.dataset.id, row.querySelector('.Bubble p').textContent])"""
CALM = """() => document.querySelector('.state')?.dataset.state === 'connected'
  && document.querySelectorAll('.row').length > 0
  && !document.querySelector('.said.user[data-state=waiting]') && !document.querySelector('.Typing')"""

UNREST = """() => [document.querySelector('.state')?.dataset.state, document.querySelectorAll('.row').length,
  [...document.querySelectorAll('.said.user[data-state=waiting]')].map(said => said.textContent),
  Boolean(document.querySelector('.Typing')), navigator.onLine]"""


class Tab:
    """`place`: which storage of the browser its conversation is kept in; another site's tabs have one each."""

    def __init__(self, page: Page, kind: str, addresses: Sequence[str], number: int) -> None:
        self.page, self.kind = page, kind
        self.place = f"tab {number} of another site" if kind == "host" else OWN
        self._server, self.home = addresses[0], dict(zip(KINDS, addresses, strict=True))[kind]
        self.times = 0

    @property
    def chat(self) -> Frame | None:
        """The frame the chat is in; None while there is none."""
        if self.kind == "page":
            return self.page.main_frame
        inner = [frame for frame in self.page.frames[1:] if frame.url.startswith(self._server)]
        return inner[0] if inner else None

    @property
    def is_lost(self) -> bool:
        """Whether the browser shows a page of its own: there was no network, or it went back to the beginning."""
        return not self.page.url.startswith(self.home)

    async def go(self) -> None:
        """Go to the next page of the site."""
        self.times += 1
        await self.page.goto(f"{self.home}?{self.times}")

    async def opened(self) -> Frame:
        """Return the chat, opening the launcher's window if it is closed."""
        if self.kind != "page":
            launcher = self.page.locator("xueshi-assistant .launcher")
            await launcher.wait_for(state="attached")
            if await launcher.get_attribute("aria-expanded") == "false":
                await launcher.dispatch_event("click")
        until = time.monotonic() + 30
        while self.chat is None and time.monotonic() < until:
            await self.page.wait_for_timeout(100)
        if self.chat is None:
            raise AssertionError(f"{self.kind}: the window has no page")
        return self.chat

    async def is_covered(self) -> bool:
        """Say whether the launcher's window still waits for its page: nobody can type in it."""
        return self.kind != "page" and await self.page.locator("xueshi-assistant .wait").is_visible()

    async def calm(self) -> bool:
        """Say whether everything was sent and answered, after a while at the most.

        The launcher may load its frame anew meanwhile, after a network that was away: then the new one counts.
        """
        until = time.monotonic() + SECONDS_TO_REST
        while (left := until - time.monotonic()) > 0:
            chat = await self.opened()
            try:
                await chat.wait_for_function(CALM, timeout=1000 * left)
            except BrowserError:
                if not chat.is_detached():
                    return False
            else:
                return True
        return False

    async def unrest(self) -> str:
        """Return all that CALM looks at."""
        connection, rows, waiting, typing, online = await (await self.opened()).evaluate(UNREST)
        return f"{connection}, {rows} rows, waiting: {waiting}, typing: {typing}, network: {online}"

    async def shown(self) -> list[tuple[str, str]]:
        """Return (id, text) of each of the user's messages."""
        return [(str(id_), str(text)) for id_, text in await (await self.opened()).evaluate(SHOWN)]


class Visitor:
    """Two tabs in one browser profile; `complaints`: what the browser found wrong that has no reason."""

    def __init__(self, context: BrowserContext, ledger: Ledger) -> None:
        self._context, self.ledger = context, ledger
        self.tabs: list[Tab] = []
        self.complaints: list[str] = []
        self.offline, self._offline_until = False, 0.0

    async def open(self, kinds: Sequence[str], addresses: Sequence[str]) -> None:
        """`addresses`: of the page, the demonstration and the other site's page."""
        await self._context.expose_binding("monkeySaid", self._said)
        await self._context.expose_binding("monkeyTookBack", lambda _, id_: self.ledger.take_back(id_))
        await self._context.expose_binding("monkeyEnded", self._ended)
        await self._context.add_init_script(NO_STORAGE)
        await self._context.add_init_script(WATCH.read_text(encoding="utf-8"))
        self._context.on("console", self._console)
        # Asked whether to leave with something unsent, it stays.
        self._context.on("dialog", lambda dialog: dialog.dismiss())
        self._context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        for number, kind in enumerate(kinds):
            self.tabs.append(Tab(await self._context.new_page(), kind, addresses, number))
        self._context.on("page", lambda page: page.close())
        for tab in self.tabs:
            await tab.go()
            await tab.opened()

    async def go_offline(self, offline: bool) -> None:
        self.offline = offline
        self._offline_until = time.monotonic() + SECONDS_AFTER_OFFLINE
        await self._context.set_offline(offline)

    def pick(self, chance: random.Random) -> Tab:
        return chance.choice(self.tabs)

    def _place(self, source: Any) -> str:
        return next((tab.place for tab in self.tabs if tab.page == source["page"]), OWN)

    def _said(self, source: Any, id_: str, text: str) -> None:
        self.ledger.show(id_, text, self._place(source))

    def _ended(self, source: Any) -> None:
        self.ledger.end(self._place(source))

    def _console(self, message: ConsoleMessage) -> None:
        if not is_complaint(message) or message.page not in [tab.page for tab in self.tabs]:
            return
        is_cut = self.offline or time.monotonic() < self._offline_until or NO_NETWORK in message.text
        if not (is_cut and any(words in message.text for words in OFFLINE_WORDS)):
            self.complaints.append(message.text)

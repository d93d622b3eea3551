"""Simulated people at the desk: users who wait or talk, and the agents who answer them."""

import asyncio
import itertools
import time
from contextlib import suppress
from typing import Any

import aiohttp

from console.http.cookies import COOKIE, csrf_of
from tests.page_user import GONE, PageUser
from tests.socket_client import Client

USER_EVERY, AGENT_EVERY = 30.0, 3.0
AGAIN = 0.2
PATIENCE = 300.0
"""Seconds: a server that was killed is loading its model meanwhile."""


class Talker(PageUser):
    """A user whose page stays open. `arrived`: what agents said, with the time at which it came to the screen."""

    def __init__(self, url: str) -> None:
        super().__init__(url, patience=PATIENCE)
        self.arrived: dict[str, float] = {}
        self._connecting = asyncio.Lock()

    async def connected(self) -> Client:
        async with self._connecting:
            before = self._user
            user = await super().connected()
            if user is not before:
                # From now on with the time; what came until here came with the history.
                user.socket.on("bot_uttered", lambda data: self._hear(user, data))
                history = user.heard.get("history", [[]])[-1]
                for message in (*history, *user.heard.get("bot_uttered", ())):
                    self._note(message)
            return user

    async def keep(self, done: asyncio.Event) -> None:
        """Connect again whenever the connection is lost."""
        while not done.is_set():
            with suppress(*GONE):
                await self.connected()
            await asyncio.sleep(0.5)

    async def look(self) -> None:
        """Read the history, again where the server is slow to send it."""
        for _ in range(5):
            with suppress(*GONE):
                for message in await self.history():
                    self._note(message)
                return

    def _hear(self, user: Client, data: Any) -> None:
        self._note(data)
        user.hear("bot_uttered", data)

    def _note(self, message: dict[str, Any]) -> None:
        self.arrived.setdefault(str(message.get("text")), time.time())


async def talking(user: Talker, place: float, done: asyncio.Event) -> None:
    """Say something every so often. `place`: 0 to 1, so that not all speak at once."""
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(done.wait(), place * USER_EVERY)
    for number in itertools.count():
        if done.is_set():
            return
        # As long as what people write, and no two alike.
        await user.ask(f"用户{place * 1000:.0f}第{number}次问：学时怎么还没有到账")
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(done.wait(), USER_EVERY)


class Agent:
    """`sent`: what was said, with the time at which it was sent first."""

    def __init__(self, http: aiohttp.ClientSession, url: str, token: str, number: int) -> None:
        self._http, self._url, self._number = http, url, number
        self._headers = {"Cookie": f"{COOKIE}={token}", "X-CSRF": csrf_of(token)}
        self.tickets: list[str] = []
        self.sent: dict[str, float] = {}

    async def take_all(self) -> None:
        """Take as many as one may."""
        while True:
            status, ticket = await self._post("/api/tickets/next", {})
            if status != 200 or ticket is None:
                return
            self.tickets.append(ticket["id"])

    async def talk(self, place: float, done: asyncio.Event) -> None:
        """Write to one after the other, each message again until the desk has it. `place`: as of `talking`."""
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(done.wait(), place * AGENT_EVERY)
        for number, ticket in enumerate(itertools.cycle(self.tickets)):
            if done.is_set():
                return
            text = f"坐席 {self._number} {number}"
            self.sent[text] = time.time()
            body = {"key": f"line-{self._number}-{number:08}", "text": text}
            while (await self._post(f"/api/tickets/{ticket}/messages", body))[0] != 200:
                await asyncio.sleep(AGAIN)
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(done.wait(), AGENT_EVERY)

    async def _post(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Return the status, 0 where nobody answers, and the answer."""
        try:
            async with self._http.post(self._url + path, json=body, headers=self._headers) as answer:
                return answer.status, await answer.json()
        except (aiohttp.ClientError, OSError, ValueError):
            return 0, None

"""Simulated users over Socket.IO, for this assistant and for Rasa's own socket channel."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from unittest.mock import patch

import aiohttp
from socketio.exceptions import ConnectionError as NotConnected

from benchmarks.load.mix import TURNS_IN_A_CONVERSATION, messages
from tests.socket_client import Client, client

PATIENCE = 30.0
"""Seconds until a message counts as unanswered."""


@dataclass
class CrowdTimes:
    """Seconds from sending a message to the first message of its answer, without and with a custom action. `unanswered`
    counts conversations that ended because there was no answer, or no connection.
    """

    plain: list[float] = field(default_factory=list)
    action: list[float] = field(default_factory=list)
    unanswered: int = 0
    seconds: float = 0.0

    @property
    def all(self) -> list[float]:
        return self.plain + self.action

    @property
    def rate(self) -> float:
        """Answered turns in a second."""
        return len(self.all) / self.seconds


class User:
    """One conversation."""

    def __init__(self, connected: Client, session: str) -> None:
        self._client, self._session = connected, session

    async def say(self, text: str) -> float:
        """Return the seconds until it is answered; raises TimeoutError."""
        before = time.perf_counter()
        count = len(self._client.heard.get("bot_uttered", [])) + 1
        await self._client.say(text, session_id=self._session)
        await self._client.wait("bot_uttered", count, PATIENCE)
        return time.perf_counter() - before

    @property
    def last(self) -> str:
        """What was said to the user last."""
        return str(self._client.heard["bot_uttered"][-1]["text"])


@asynccontextmanager
async def user(url: str) -> AsyncIterator[User]:
    async with client(url) as connected:
        yield User(connected, await connected.session())


@contextmanager
def many_at_once() -> Iterator[None]:
    """Needed around users who connect at the same time: each patches aiohttp for itself and takes it back."""
    with patch.object(aiohttp, "ClientWSTimeout", lambda ws_close: ws_close, create=True):
        yield


async def answered(url: str, text: str, seconds: float) -> str:
    """Ask until there is an answer and return it; raises TimeoutError where there is none in so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            async with user(url) as asking:
                await asking.say(text)
                return asking.last
        except (NotConnected, TimeoutError, asyncio.TimeoutError):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no answer from {url} within {seconds} s") from None
            await asyncio.sleep(0.05)


async def crowd(url: str, users: int, seconds: float, pause: float = 0.0) -> CrowdTimes:
    """Have so many users talk for so long, one conversation after the other; `pause` is the mean of seconds between."""
    talked = CrowdTimes()
    began = time.perf_counter()
    with many_at_once():
        await asyncio.gather(*(_converse(url, number, began + seconds, pause, talked) for number in range(users)))
    talked.seconds = time.perf_counter() - began
    return talked


async def _converse(url: str, number: int, until: float, pause: float, talked: CrowdTimes) -> None:
    texts, chance = messages(number), random.Random(number)
    await asyncio.sleep(chance.uniform(0, pause))
    while time.perf_counter() < until:
        try:
            async with user(url) as asking:
                for text, with_action in islice(texts, TURNS_IN_A_CONVERSATION):
                    (talked.action if with_action else talked.plain).append(await asking.say(text))
                    await asyncio.sleep(chance.uniform(0, 2 * pause))
                    if time.perf_counter() >= until:
                        break
        except (NotConnected, TimeoutError, asyncio.TimeoutError):
            talked.unanswered += 1


@asynccontextmanager
async def idle(url: str, count: int) -> AsyncIterator[None]:
    """Keep so many conversations open that say nothing."""
    with many_at_once():
        async with AsyncExitStack() as stack:
            for _ in range(count):
                await stack.enter_async_context(user(url))
            yield

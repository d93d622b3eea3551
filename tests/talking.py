"""A user on the socket channel: says something, gets the messages of that turn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.socket_client import Client, client

TURN_TIMEOUT = 30.0


class Talk:
    """One conversation. `say` returns when the assistant has stopped typing."""

    def __init__(self, user: Client, session: str) -> None:
        self.session = session
        self._user = user
        self._known = 0

    async def say(self, text: str) -> list[dict[str, Any]]:
        before, states = len(self._heard("bot_uttered")), len(self._heard("bot_typing"))
        await self._user.say(text)
        await self._user.wait("bot_uttered", before + 1, TURN_TIMEOUT)
        if len(self._heard("bot_typing")) > states:
            # A turn: it began with "on", and ends with "off" when all has been said.
            await self._user.wait("bot_typing", states + 2, TURN_TIMEOUT)
        self._known = len(self._heard("bot_uttered"))
        return self._heard("bot_uttered")[before:]

    async def press(self, title: str, message: dict[str, Any]) -> list[dict[str, Any]]:
        """Press the button called `title` under `message`."""
        payload = next(b["payload"] for b in message["quick_replies"] if b["title"] == title)
        return await self.say(payload)

    async def heard_next(self, count: int) -> list[dict[str, Any]]:
        """Return the next messages that nobody asked for, once so many have come since the last call or turn."""
        heard = await self._user.wait("bot_uttered", self._known + count, TURN_TIMEOUT)
        self._known += count
        return heard[-count:]

    def _heard(self, event: str) -> list[Any]:
        return self._user.heard.get(event, [])


@asynccontextmanager
async def talking_to(url: str) -> AsyncIterator[Talk]:
    """Open a new conversation with the assistant at `url`."""
    async with client(url) as user:
        yield Talk(user, await user.session())

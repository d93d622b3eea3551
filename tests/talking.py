"""A user on the socket channel: says something, gets the messages of that turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from socketio import AsyncClient

TURN_TIMEOUT = 30.0


class Talk:
    """One conversation. `say` returns when the assistant has stopped typing."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self._said: list[dict[str, Any]] = []
        self._done = asyncio.Event()
        client.on("bot_uttered", self._hear)
        client.on("bot_typing", self._typing)

    async def _hear(self, message: dict[str, Any]) -> None:
        self._said.append(message)

    async def _typing(self, state: dict[str, Any]) -> None:
        if not state["on"]:
            self._done.set()

    async def say(self, text: str) -> list[dict[str, Any]]:
        self._said, self._done = [], asyncio.Event()
        await self._client.emit("user_uttered", {"message": text})
        await asyncio.wait_for(self._done.wait(), TURN_TIMEOUT)
        return self._said

    async def press(self, title: str, message: dict[str, Any]) -> list[dict[str, Any]]:
        """Press the button called `title` under `message`."""
        payload = next(b["payload"] for b in message["quick_replies"] if b["title"] == title)
        return await self.say(payload)


@asynccontextmanager
async def talking_to(url: str) -> AsyncIterator[Talk]:
    """Open a new conversation with the assistant at `url`."""
    client = AsyncClient()
    confirmed = asyncio.Event()
    client.on("session_confirm", lambda _: confirmed.set())
    talk = Talk(client)
    await client.connect(url, transports=["polling"])
    try:
        await client.emit("session_request", {"session_id": None})
        await asyncio.wait_for(confirmed.wait(), TURN_TIMEOUT)
        yield talk
    finally:
        await client.disconnect()

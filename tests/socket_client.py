"""A real Socket.IO client for tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import aiohttp
import socketio


@dataclass
class Client:
    """A real Socket.IO client that keeps what it hears."""

    socket: socketio.AsyncClient
    heard: dict[str, list[Any]] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, event: str, *data: Any) -> None:
        self.heard.setdefault(event, []).append(data[0] if data else None)
        self._changed.set()

    async def wait(self, event: str, count: int = 1, seconds: float = 5.0) -> list[Any]:
        """Return what came under `event` once there are `count` of it."""

        async def enough() -> None:
            while len(self.heard.get(event, [])) < count:
                self._changed.clear()
                await self._changed.wait()

        await asyncio.wait_for(enough(), seconds)
        return self.heard[event]

    async def more(self, seconds: float) -> None:
        """Return when something has come, after so many seconds at the latest."""
        self._changed.clear()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._changed.wait(), seconds)

    async def nothing(self, event: str, seconds: float = 0.2) -> bool:
        """Say whether nothing more comes under `event` for a while."""
        before = len(self.heard.get(event, []))
        await asyncio.sleep(seconds)
        return len(self.heard.get(event, [])) == before

    async def session(self, session_id: Any = None) -> str:
        """Ask for a session and return the one the server confirms."""
        count = len(self.heard.get("session_confirm", [])) + 1
        await self.socket.emit("session_request", {"session_id": session_id})
        return str((await self.wait("session_confirm", count))[-1])

    async def say(self, message: Any, **more: Any) -> None:
        await self.socket.emit("user_uttered", {"message": message, **more})

    async def ask(self, message: Any, **more: Any) -> dict[str, Any]:
        """Say something and return the next answer."""
        count = len(self.heard.get("bot_uttered", [])) + 1
        await self.say(message, **more)
        answer: dict[str, Any] = (await self.wait("bot_uttered", count))[-1]
        return answer

    async def history(self) -> list[dict[str, Any]]:
        count = len(self.heard.get("history", [])) + 1
        await self.socket.emit("history_request")
        messages: list[dict[str, Any]] = (await self.wait("history", count))[-1]
        return messages


@asynccontextmanager
async def client(url: str, **connect: Any) -> AsyncIterator[Client]:
    """Connect to a server, and leave it in the end."""
    async with aiohttp.ClientSession() as http:
        connected = Client(socketio.AsyncClient(reconnection=False, http_session=http))
        connected.socket.on("*", connected.hear)
        # The client asks for a class that Rasa's version of aiohttp does not have; a number is meant there.
        with patch.object(aiohttp, "ClientWSTimeout", lambda ws_close: ws_close, create=True):
            await connected.socket.connect(url, **{"transports": ["websocket"], **connect})
        try:
            yield connected
        finally:
            # "abort": a client that polls would wait until its last request runs out.
            await connected.socket.eio.disconnect(abort=True)

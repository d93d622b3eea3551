"""A user on the REST channel, with the same words as one on the socket (tests/talking.py)."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp


class RestTalk:
    """One conversation."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = f"{url}/webhooks/rest/webhook"
        self._sender = uuid.uuid4().hex

    async def say(self, text: str) -> list[dict[str, Any]]:
        async with self._http.post(self._url, json={"sender": self._sender, "message": text}) as response:
            assert response.status == 200
            return [{**message, "quick_replies": message.get("buttons", [])} for message in await response.json()]

    async def press(self, title: str, message: dict[str, Any]) -> list[dict[str, Any]]:
        """Press the button called `title` under `message`."""
        return await self.say(next(b["payload"] for b in message["quick_replies"] if b["title"] == title))


@asynccontextmanager
async def rest_talk(url: str) -> AsyncIterator[RestTalk]:
    """Open a new conversation with the assistant at `url`."""
    async with aiohttp.ClientSession() as http:
        yield RestTalk(http, url)

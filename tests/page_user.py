"""A user as the chat page is one: a message is kept until its turn is stored, and sent again after a reconnect."""

import asyncio
import itertools
import secrets
import time
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
from socketio.exceptions import SocketIOError

from channels.webchat.session_id import sender_id
from tests.socket_client import Client, client

SECONDS_FOR_AN_ANSWER = 60.0
"""From the first sending to the end of the turn, over all connections it takes."""
PAUSE = 0.8
"""Between questions: a conversation may say 20 things in 10 seconds, and asking for the history counts."""
LOOK_AGAIN = 0.25
"""Seconds between two looks at whether the connection is still there."""
GONE = (SocketIOError, aiohttp.ClientError, asyncio.TimeoutError, OSError)


class PageUser:
    """One conversation with the assistant at `url`. `connections` counts them; `asked`: what was said, `ids`: as what.

    `patience`: seconds for an answer; `more`: arguments for the connection, for example its transports or headers.
    """

    def __init__(self, url: str, *, patience: float = SECONDS_FOR_AN_ANSWER, **more: Any) -> None:
        self._patience = patience
        self._url, self._more = f"{url}?sess={secrets.token_hex(8)}", more
        self._open = AsyncExitStack()
        self._user: Client | None = None
        self._ids = itertools.count()
        self.session: str | None = None
        self.connections = 0
        self.asked: list[str] = []
        self.ids: list[str] = []

    @property
    def sender(self) -> str:
        assert self.session
        return sender_id(self.session)

    async def ask(self, text: str) -> list[dict[str, Any]]:
        """Say something, again after each reconnect, until its turn is stored; return what was heard in the end."""
        id_, again = f"message-{next(self._ids)}", False
        self.asked.append(text)
        self.ids.append(id_)
        until = time.monotonic() + self._patience
        while True:
            try:
                user = await self.connected()
                before = len(user.heard.get("bot_uttered", []))
                await user.say(text, id=id_, **({"again": True} if again else {}))
                await self._wait_for(user, {"on": False, "id": id_}, until)
                return user.heard.get("bot_uttered", [])[before:]
            except GONE:
                assert time.monotonic() < until, f"no answer to {text}"
                again = True
                await self.leave()
                await asyncio.sleep(0.1)

    async def talk(self, questions: list[str], done: asyncio.Event) -> None:
        """Ask the questions in turn, over and over, until `done`."""
        for question in itertools.cycle(questions):
            if done.is_set():
                return
            await self.ask(question)
            await asyncio.sleep(PAUSE)

    async def history(self) -> list[dict[str, Any]]:
        return await (await self.connected()).history()

    async def ask_surely(self, text: str) -> list[dict[str, Any]]:
        """Do the same as `ask`; what came while the connection broke is read from the history, as the page does."""
        return await self.ask(text) or since_last(await self.history())

    async def connected(self) -> Client:
        """Return the connection there is, or a new one in the same session."""
        if self._user is None or not self._user.socket.connected:
            await self.leave()
            self._user = await self._open.enter_async_context(client(self._url, **self._more))
            self.connections += 1
            self.session = await self._user.session(self.session)
            await self._user.history()
        return self._user

    async def leave(self) -> None:
        self._user = None
        await self._open.aclose()

    async def _wait_for(self, user: Client, ended: dict[str, Any], until: float) -> None:
        while ended not in user.heard.get("bot_typing", []):
            if not user.socket.connected or time.monotonic() > until:
                raise ConnectionError
            # A look a hundred times a second by each of many users would be the load itself.
            await user.more(LOOK_AGAIN)


def since_last(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what was answered to the last message of the user."""
    questions = [at for at, message in enumerate(messages) if message["sender"] == "user"]
    return [message for message in messages[questions[-1] :] if message["sender"] == "bot"] if questions else []


def said_by(sender: str, messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages if message["sender"] == sender]

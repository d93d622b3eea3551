"""Users who keep talking whatever breaks, as the page does, and remember what they were shown."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count, cycle
from typing import Any
from unittest.mock import patch

import aiohttp
import socketio.exceptions

from channels.webchat.session_id import sender_id
from tests.socket_client import Client, client

QUESTIONS = {
    "证书怎么打印": "certificate_print",
    "忘记密码": None,
    "那达标要多少学时": "certificate_standard",
    "查看菜单": None,
    "撤回单位调转": "transfer_withdraw",
}
"""What they ask, and the answer it has; None: an action's, which are different from time to time."""

BREATH = 0.8
"""Seconds between an answer and the next question: people are not refused for haste (20 in 10 s)."""

IMPATIENT = 3.0
"""Seconds after which a user says the next thing though the last has no answer."""

HISTORY_SECONDS = 15.0

AWAY = (socketio.exceptions.SocketIOError, aiohttp.ClientError, asyncio.TimeoutError, OSError)


@dataclass
class Message:
    """A user's; times in seconds of `time.monotonic`, None before."""

    id: str
    text: str
    said: float
    ended: float | None = None
    tried: bool = False
    rejected: bool = False


class User:
    """Keeps its session and sends again, after each connection, what has no end yet (web/src/outbox.ts)."""

    def __init__(self, name: str, url: str, at: int | None = None) -> None:
        """`at`: where it starts among QUESTIONS."""
        self.name, self.url = name, url
        self.session: str | None = None
        self.sessions: set[str] = set()
        self.messages: list[Message] = []
        self.shown: dict[str, dict[str, Any]] = {}
        self.connections = 0
        self._questions = cycle([*QUESTIONS][at or 0 :] + [*QUESTIONS][: at or 0])
        self._numbers = count(1)
        self._at: Client | None = None
        self._left = asyncio.Event()
        self._changed = asyncio.Event()

    @property
    def sender(self) -> str:
        assert self.session
        return sender_id(self.session)

    @property
    def waiting(self) -> list[Message]:
        return [message for message in self.messages if message.ended is None and not message.rejected]

    async def stay(self) -> None:
        """Be connected until `leave`, anew whenever the connection ends."""
        while not self._left.is_set():
            with suppress(*AWAY):
                await self._visit()
            self._at = None
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._left.wait(), 0.2)

    def leave(self) -> None:
        self._left.set()

    async def talk(self, until: asyncio.Event) -> None:
        """Ask one thing after the other."""
        while not until.is_set():
            await self.ask(next(self._questions), IMPATIENT)
            await asyncio.sleep(BREATH)

    async def ask(self, text: str, patience: float) -> Message:
        """Say something; return when its turn has ended, or with the patience."""
        message = await self.say(text)
        with suppress(asyncio.TimeoutError):
            await self.until(lambda: message.ended is not None or message.rejected, patience)
        return message

    async def say(self, text: str) -> Message:
        message = Message(f"{self.name}-{next(self._numbers):06}", text, time.monotonic())
        self.messages.append(message)
        if self._at:
            await self._send(self._at, message)
        return message

    async def until(self, what: Callable[[], bool], seconds: float) -> None:
        async def happened() -> None:
            while not what():
                self._changed.clear()
                await self._changed.wait()

        await asyncio.wait_for(happened(), seconds)

    async def _visit(self) -> None:
        async with client(f"{self.url}/?sess={self.name}") as at:
            at.socket.on("*", lambda event, *data: self._hear(at, event, *data))
            known = self.session
            self.session = await at.session(known)
            self.sessions.add(self.session)
            if known:
                await self._look_back(at)
            self._at = at
            self.connections += 1
            for message in self.waiting:
                await self._send(at, message)
            self._changed.set()
            await self._until_cut(at)

    async def _until_cut(self, at: Client) -> None:
        ends = [asyncio.ensure_future(end) for end in (at.socket.wait(), self._left.wait())]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()
            await asyncio.gather(*ends, return_exceptions=True)

    async def _look_back(self, at: Client) -> None:
        await at.socket.emit("history_request")
        history = (await at.wait("history", 1, HISTORY_SECONDS))[0]
        known = {packet["id"] for packet in history}
        for packet in history:
            if packet["sender"] == "bot":
                self.shown.setdefault(packet["id"], packet)
        for message in self.waiting:
            if message.id in known:
                message.ended = time.monotonic()

    async def _send(self, at: Client, message: Message) -> None:
        again = {"again": True} if message.tried else {}
        message.tried = True

        def taken(answer: Any = None) -> None:
            message.rejected = bool((answer or {}).get("rejected"))
            self._changed.set()

        with suppress(*AWAY):
            packet = {"message": message.text, "id": message.id, **again}
            await at.socket.emit("user_uttered", packet, callback=taken)

    def _hear(self, at: Client, event: str, *data: Any) -> None:
        at.hear(event, *data)
        if event == "bot_uttered":
            self.shown.setdefault(data[0]["id"], data[0])
        elif event == "bot_typing" and data[0].get("id"):
            for message in self.waiting:
                if message.id == data[0]["id"]:
                    message.ended = time.monotonic()
        self._changed.set()


@asynccontextmanager
async def present(users: Sequence[User]) -> AsyncIterator[None]:
    """Connect users, each staying until the end of the block, whatever happens to their connections."""
    # The client's own patch of the same, which many at a time would take from each other.
    with patch.object(aiohttp, "ClientWSTimeout", lambda ws_close: ws_close, create=True):
        staying = [asyncio.ensure_future(user.stay()) for user in users]
        try:
            for user in users:
                await user.until(lambda user=user: user.session is not None, 30)  # type: ignore[misc]
            yield
        finally:
            for user in users:
                user.leave()
            await asyncio.gather(*staying)


@asynccontextmanager
async def talking(users: Sequence[User], patience: float = 60.0) -> AsyncIterator[None]:
    """Let connected users talk during the block; then wait until each message has its end."""
    over = asyncio.Event()
    tasks = [asyncio.ensure_future(user.talk(over)) for user in users]
    try:
        yield
    finally:
        over.set()
        await asyncio.gather(*tasks)
    for user in users:
        await user.until(lambda user=user: not user.waiting, patience)  # type: ignore[misc]

"""Starts a server of this checkout, or uses a running one, and talks to it over the REST channel."""

import asyncio
import secrets
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.conversations.messages import Button, Message
from benchmarks.load.servers import serving
from persistence.names import Names

SILENCE = 3700.0
"""Seconds: more than the sixty minutes after which role and city are forgotten."""

# The last message once more, from long ago: the server reads what others add to the table, and that alone.
_AGE = """
insert into events (sender_id, type_name, timestamp, intent_name, action_name, data)
select sender_id, type_name, timestamp - :seconds, intent_name, action_name,
json_set(data, '$.timestamp', timestamp - :seconds)
from events where sender_id = :conversation and type_name = 'user' order by id desc limit 1
"""


@dataclass(frozen=True)
class Address:
    """`database` and `key`, where they are known, let a conversation grow old at once."""

    url: str
    database: Path | None = None
    key: str = ""


@contextmanager
def served() -> Iterator[Address]:
    """Serve this checkout's trained model with a database of its own."""
    key = secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), more={"SESSION_SECRET": key}) as url:
        yield Address(url, Path(folder) / "conversations.db", key)


class RestPartner:
    """One conversation over REST."""

    def __init__(self, http: aiohttp.ClientSession, address: Address, sender: str) -> None:
        self._http, self._address, self._sender = http, address, sender

    async def say(self, text: str) -> Sequence[Message]:
        body = {"sender": self._sender, "message": text}
        async with self._http.post(f"{self._address.url}/webhooks/rest/webhook", json=body) as response:
            response.raise_for_status()
            return [read(message) for message in await response.json()]

    async def press(self, button: Button) -> Sequence[Message]:
        return await self.say(button.payload)

    async def be_silent(self) -> bool:
        """Make the last message look more than an hour old."""
        if self._address.database is None:
            return False
        conversation = Names(self._address.key.encode()).conversation(self._sender)
        values = {"seconds": SILENCE, "conversation": conversation}
        await asyncio.to_thread(_change, self._address.database, values)
        return True


@asynccontextmanager
async def partners(address: Address) -> AsyncIterator[aiohttp.ClientSession]:
    """Open the connections that all conversations with an assistant share."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as http:
        yield http


def read(message: dict[str, Any]) -> Message:
    """Return what counts of a message of the REST channel."""
    metadata = message.get("metadata") or {}
    buttons = tuple(Button(str(button["title"]), str(button["payload"])) for button in message.get("buttons") or ())
    outcome, faq_id, asks = (str(metadata.get(key) or "") for key in ("outcome", "faq_id", "asks"))
    # An answer says in `asks` what it depends on; only a question asks.
    return Message(str(message.get("text", "")), outcome, faq_id, asks if outcome == "ask" else "", buttons)


def _change(database: Path, values: dict[str, object]) -> None:
    with closing(sqlite3.connect(database, timeout=60)) as connection, connection:
        if connection.execute(_AGE, values).rowcount == 0:
            raise LookupError("the conversation has no messages")

"""Reads conversations from the database as turns: the user's message and the replies. Writes nothing."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from persistence.engine import engine
from persistence.tables import events
from zh.typed_slash import as_typed

BESIDE = "personal"
"""The `reason` of a remark beside the reply: personal data was taken out of the message."""

AT_ONCE = 500
"""Conversations in one statement; SQLite limits the number of values."""

FETCHED = 1_000
"""Rows in memory at a time."""

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """One message of the assistant; `at` in seconds since 1970, `payloads` are its buttons'."""

    at: float
    text: str
    metadata: Data
    payloads: tuple[str, ...] = ()

    @property
    def answers(self) -> frozenset[str]:
        """The id of the answer that it gives, or asks for a role or a city for."""
        ids = (self.metadata.get(name) for name in ("faq_id", "about"))
        return frozenset(id_ for id_ in ids if isinstance(id_, str) and id_)


@dataclass(frozen=True)
class Turn:
    """`sender`: the conversation. `text`: as the user wrote it, or a button's payload; without control characters.

    `model`: the id of the model that read it, empty if that is not stored.
    """

    sender: str
    at: float
    text: str
    intent: str
    replies: tuple[Reply, ...] = ()
    model: str = ""

    @property
    def outcome(self) -> str:
        """The outcome of the first reply that has one."""
        return str(self._first.get("outcome", ""))

    @property
    def reason(self) -> str:
        """The reason of that outcome, if the reply names one."""
        return str(self._first.get("reason") or "")

    @property
    def answer(self) -> str:
        """The id of the answer in the first reply with an outcome, empty if it has none."""
        return str(self._first.get("faq_id") or "")

    @property
    def answers(self) -> frozenset[str]:
        return frozenset(id_ for reply in self.replies for id_ in reply.answers)

    @property
    def payloads(self) -> tuple[str, ...]:
        return tuple(payload for reply in self.replies for payload in reply.payloads)

    @property
    def _first(self) -> Data:
        with_outcome = (reply.metadata for reply in self.replies if reply.metadata.get("outcome"))
        return next((metadata for metadata in with_outcome if metadata.get("reason") != BESIDE), {})


def bot_message_id(timestamp: float) -> str:
    """Return a message's id, made from its timestamp: that is the same when sent and when read back."""
    return f"bot-{round(timestamp * 1_000_000)}"


@contextmanager
def reading(url: str) -> Iterator[Any]:
    """Give a read-only connection, None if there is no database yet (none is made). Raises SQLAlchemyError."""
    at = make_url(url)
    if at.get_backend_name() == "sqlite" and not Path(at.database or "").is_file():
        yield None
        return
    database = engine(url, pooled=False)
    try:
        with database.connect() as connection:
            read_only = "PRAGMA query_only=ON" if database.dialect.name == "sqlite" else "SET TRANSACTION READ ONLY"
            connection.execute(text(read_only))
            yield connection
    finally:
        database.dispose()


def turns_since(url: str, since: float, most: int) -> list[Turn]:
    """Return the turns of all conversations since a time in seconds since 1970, grouped by conversation.

    Reads at most `most` events, the newest. Raises SQLAlchemyError.
    """
    with reading(url) as connection:
        if connection is None:
            return []
        wanted = events.c.type_name.in_(("user", "bot")), events.c.timestamp >= since
        newest = select(events.c.id).where(*wanted).order_by(events.c.id.desc())
        before = connection.execute(newest.offset(most).limit(1)).scalar() or 0
        return _turns(_rows(connection, *wanted, events.c.id > before))


def turns_of(url: str, senders: Iterable[str]) -> list[Turn]:
    """Return all turns of these conversations, as `turns_since` does."""
    names = sorted(set(senders))
    with reading(url) as connection:
        if connection is None:
            return []
        parts = (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE))
        kinds = events.c.type_name.in_(("user", "bot"))
        return _turns(row for part in parts for row in _rows(connection, kinds, events.c.sender_id.in_(part)))


def _rows(connection: Any, *where: Any) -> Iterator[tuple[str, str]]:
    statement = select(events.c.sender_id, events.c.data).where(*where).order_by(events.c.id)
    # An event has several kB, most of which is dropped at once.
    yield from connection.execution_options(yield_per=FETCHED).execute(statement)


def _turns(rows: Iterable[tuple[str, str]]) -> list[Turn]:
    by_sender: dict[str, list[Turn]] = defaultdict(list)
    for sender, data in rows:
        event, turns = json.loads(data), by_sender[sender]
        if event.get("event") == "user":
            turns.append(_turn(sender, event))
        elif turns:
            turns[-1] = replace(turns[-1], replies=(*turns[-1].replies, _reply(event)))
    return [turn for turns in by_sender.values() for turn in turns]


def _turn(sender: str, event: Data) -> Turn:
    intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
    model = str((event.get("metadata") or {}).get("model_id") or "")
    text = _plain(as_typed(str(event.get("text") or "")))
    return Turn(sender, float(event.get("timestamp") or 0.0), text, str(intent or ""), model=model)


def _reply(event: Data) -> Reply:
    metadata = event.get("metadata") or {}
    buttons = (event.get("data") or {}).get("buttons") or ()
    payloads = tuple(str(button.get("payload") or "") for button in buttons)
    fields = metadata.get("metadata") or metadata
    return Reply(float(event.get("timestamp") or 0.0), _plain(event.get("text")), fields, payloads)


def _plain(text: object) -> str:
    return "".join(character if character.isprintable() or character == "\n" else " " for character in str(text or ""))

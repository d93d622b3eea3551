"""EventTable: Rasa's own table of events, asked only for what a process does not know yet."""

import json
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

from rasa.shared.core.events import Event, SessionStarted, UserUttered
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from persistence.claims import TurnLost
from persistence.database import Database
from persistence.tables import events as event_rows

MOST_ROWS = 1_200
"""How far back a whole conversation reaches: some two hundred turns, read in 50 ms."""

_Found = TypeVar("_Found")

TABLE = event_rows


class Row(NamedTuple):
    """An event and its number, which grows in the order of writing."""

    number: int
    event: Event


class EventTable:
    """The columns are those that Rasa's SQLTrackerStore writes. All methods block, and raise SQLAlchemyError."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    @property
    def is_local(self) -> bool:
        """Whether it is a file, which answers faster than another thread could take over."""
        return bool(self._database.engine.dialect.name == "sqlite")

    def since(self, sender: str, number: int) -> list[Row]:
        """Return what was written in the conversation from this number on, the event with this number included."""
        return self._rows(select(TABLE.c.id, TABLE.c.data).where(TABLE.c.sender_id == sender, TABLE.c.id >= number))

    def session(self, sender: str) -> list[Row]:
        """Return the conversation's last session: all that was written since it began."""
        started = TABLE.c.sender_id == sender, TABLE.c.type_name == SessionStarted.type_name
        begin = select(func.coalesce(func.max(TABLE.c.id), 0)).where(*started).scalar_subquery()
        return self._rows(select(TABLE.c.id, TABLE.c.data).where(TABLE.c.sender_id == sender, TABLE.c.id >= begin))

    def all(self, sender: str) -> list[Row]:
        """Return the conversation with all its sessions, at most its last MOST_ROWS events."""
        newest = select(TABLE.c.id, TABLE.c.data).where(TABLE.c.sender_id == sender)
        last = newest.order_by(TABLE.c.id.desc()).limit(MOST_ROWS).subquery()
        return self._rows(select(last.c.id, last.c.data), by=last.c.id)

    def senders(self) -> list[str]:
        with self._database.begin() as connection:
            return list(connection.execute(select(TABLE.c.sender_id).distinct()).scalars())

    def add(
        self, sender: str, events: Sequence[Event], after: int, asked: UserUttered | None = None, *, again: bool = False
    ) -> int | None:
        """Write events; `after` is the last number the caller knows. Returns the last number now, None when somebody
        else has written in the conversation since, or deleted it. `asked`: the message among them whose turn another
        instance may have had since, which raises TurnLost. `again`: an earlier attempt may have written some of them.
        """
        return self._retried(lambda second: self._add(sender, events, after, asked, again or second))

    def close(self) -> None:
        self._database.close()

    def _add(
        self, sender: str, events: Sequence[Event], after: int, asked: UserUttered | None, again: bool
    ) -> int | None:
        written = TABLE.c.sender_id == sender, TABLE.c.id > after
        with self._database.begin() as connection:
            if asked:
                self._alone(connection, sender)
                if _is_answered(connection, written, asked):
                    raise TurnLost
            if again:
                stored = set(connection.execute(select(TABLE.c.type_name, TABLE.c.timestamp).where(*written)).all())
                events = [event for event in events if (event.type_name, event.timestamp) not in stored]
            if events:
                connection.execute(TABLE.insert(), [_columns(sender, event) for event in events])
            known = TABLE.c.sender_id == sender, TABLE.c.id >= after
            numbers = connection.execute(select(TABLE.c.id).where(*known).order_by(TABLE.c.id)).scalars().all()
        # The one before as well: it may have been deleted, even its number may have gone to an event that is new.
        expected = len(events) + (1 if after else 0)
        return numbers[-1] if events and len(numbers) == expected else None

    def _alone(self, connection: Any, sender: str) -> None:
        """Let no other instance write in the conversation before this one has: neither would see what the other has
        not committed. A file is one instance's own.
        """
        if self.is_local:
            return
        key = int.from_bytes(blake2b(sender.encode(), digest_size=8).digest(), "big", signed=True)
        connection.execute(select(func.pg_advisory_xact_lock(key)))

    def _rows(self, asked: Any, by: Any = TABLE.c.id) -> list[Row]:
        found = self._retried(lambda _: self._all(asked.order_by(by)))
        read = ((number, Event.from_parameters(json.loads(data))) for number, data in found)
        # None: an event of a kind this version of Rasa does not know.
        return [Row(number, event) for number, event in read if event is not None]

    def _all(self, asked: Any) -> list[Any]:
        with self._database.begin() as connection:
            return list(connection.execute(asked).all())

    def _retried(self, ask: Callable[[bool], _Found]) -> _Found:
        """Ask once more where the connection turns out to have been cut since it was last used: told so by True."""
        try:
            return ask(False)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return ask(True)


def _is_answered(connection: Any, written: tuple[Any, ...], asked: UserUttered) -> bool:
    """Say whether the message stands there from another turn of it; one of the same time is from this one."""
    said = select(TABLE.c.timestamp, TABLE.c.data).where(*written, TABLE.c.type_name == UserUttered.type_name)
    return any(
        json.loads(data).get("message_id") == asked.message_id and timestamp != asked.timestamp
        for timestamp, data in connection.execute(said).all()
    )


def _columns(sender: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }

"""EventTable: Rasa's own table of events, read only for events that a process does not know yet."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

from rasa.shared.core.events import Event, SessionStarted, UserUttered
from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import DBAPIError

from persistence.database import Database
from persistence.tables import events as event_rows
from persistence.turn_lease import TurnLost

MOST_ROWS = 1_200
"""Events read of a whole conversation: some two hundred turns, in 50 ms."""

_Result = TypeVar("_Result")

TABLE = event_rows

# Built once: SQLAlchemy then compiles them once as well, and knows them again without comparing them part by part.
_SENDER, _NUMBER = TABLE.c.sender_id == bindparam("sender"), bindparam("number")
_ROWS = select(TABLE.c.id, TABLE.c.data).where(_SENDER).order_by(TABLE.c.id)
_BEGINS = (
    select(func.coalesce(func.max(TABLE.c.id), 0))
    .where(_SENDER, TABLE.c.type_name == SessionStarted.type_name)
    .scalar_subquery()
)
_SINCE = _ROWS.where(TABLE.c.id >= _NUMBER)
_SESSION = _ROWS.where(TABLE.c.id >= _BEGINS)
_NUMBERS = select(TABLE.c.id).where(_SENDER, TABLE.c.id >= _NUMBER).order_by(TABLE.c.id)
_AFTER = _SENDER, TABLE.c.id > _NUMBER
_STORED = select(TABLE.c.type_name, TABLE.c.timestamp).where(*_AFTER)
_USER_MESSAGES = select(TABLE.c.timestamp, TABLE.c.data).where(*_AFTER, TABLE.c.type_name == UserUttered.type_name)
_INSERT = TABLE.insert()


class EventRow(NamedTuple):
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

    def since(self, sender: str, number: int) -> list[EventRow] | None:
        """Return the conversation's events after this number; None if the one with this number is not there."""
        rows = self._rows(_SINCE, sender=sender, number=number)
        return _read(rows[1:]) if rows and rows[0].id == number else None

    def session(self, sender: str) -> list[EventRow]:
        """Return the events of the conversation's last session."""
        return _read(self._rows(_SESSION, sender=sender))

    def all(self, sender: str) -> list[EventRow]:
        """Return the conversation with all its sessions, at most its last MOST_ROWS events."""
        newest = select(TABLE.c.id, TABLE.c.data).where(_SENDER).order_by(TABLE.c.id.desc())
        last = newest.limit(MOST_ROWS).subquery()
        return _read(self._rows(select(last.c.id, last.c.data).order_by(last.c.id), sender=sender))

    def senders(self) -> list[str]:
        with self._database.begin() as connection:
            return list(connection.execute(select(TABLE.c.sender_id).distinct()).scalars())

    def add(
        self,
        sender: str,
        events: Sequence[Event],
        after: int,
        message: UserUttered | None = None,
        *,
        again: bool = False,
    ) -> int | None:
        """Write events and return the last number; `after` is the last number the caller knows.

        Returns None if somebody else has written in the conversation since, or deleted it. `message`: the user's
        message among the events; raises TurnLost if another instance has stored its turn. `again`: an earlier attempt
        may have written some of the events.
        """
        return self._retried(lambda second: self._add(sender, events, after, message, again or second))

    def close(self) -> None:
        self._database.close()

    def _add(
        self, sender: str, events: Sequence[Event], after: int, message: UserUttered | None, again: bool
    ) -> int | None:
        here = {"sender": sender, "number": after}
        with self._database.begin() as connection:
            if message:
                self._alone(connection, sender)
                if _is_answered(connection.execute(_USER_MESSAGES, here).all(), message):
                    raise TurnLost
            if again:
                stored = set(connection.execute(_STORED, here).all())
                events = [event for event in events if (event.type_name, event.timestamp) not in stored]
            if events:
                connection.execute(_INSERT, [_columns(sender, event) for event in events])
            numbers = connection.execute(_NUMBERS, here).scalars().all()
        # One more for the event before: if it was deleted, even its number may belong to a new event.
        expected = len(events) + (1 if after else 0)
        return numbers[-1] if events and len(numbers) == expected else None

    def _alone(self, connection: Any, sender: str) -> None:
        """Lock the conversation until the end of the transaction, so that no other instance writes in it meanwhile.

        Neither would see the other's uncommitted events. A file needs no lock: it belongs to one instance.
        """
        if self.is_local:
            return
        key = int.from_bytes(blake2b(sender.encode(), digest_size=8).digest(), "big", signed=True)
        connection.execute(select(func.pg_advisory_xact_lock(key)))

    def _rows(self, query: Any, **of: str | int) -> list[Any]:
        return self._retried(lambda _: self._all(query, of))

    def _all(self, query: Any, of: Mapping[str, str | int]) -> list[Any]:
        with self._database.begin() as connection:
            return list(connection.execute(query, of).all())

    def _retried(self, ask: Callable[[bool], _Result]) -> _Result:
        """Call `ask(False)`; if the connection was cut since its last use, call `ask(True)`."""
        try:
            return ask(False)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return ask(True)


def _read(rows: Iterable[Any]) -> list[EventRow]:
    read = ((number, Event.from_parameters(json.loads(data))) for number, data in rows)
    # None: an event of a kind this version of Rasa does not know.
    return [EventRow(number, event) for number, event in read if event is not None]


def _is_answered(user_messages: Iterable[tuple[float, str]], message: UserUttered) -> bool:
    """Return whether another turn of the message is stored; one with the same time is of this turn."""
    return any(
        json.loads(data).get("message_id") == message.message_id and timestamp != message.timestamp
        for timestamp, data in user_messages
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

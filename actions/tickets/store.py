"""TicketStore: tickets in SQL, and what of them still has to reach the desk."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

from sqlalchemy import case, func, or_, select

from actions.tickets.ticket import Ticket
from persistence.database import Database
from persistence.tables import ticket_events, tickets

LONGEST_WAIT = 300.0
"""Seconds between two attempts at an event, at the most."""


class Pending(NamedTuple):
    """An event the desk has not taken yet: its number, its JSON, and how often it was sent in vain."""

    number: int
    body: str
    attempts: int


class TicketStore:
    """Works with any database of SQLAlchemy; several processes may share it."""

    def __init__(self, url: str) -> None:
        # A connection per use: tickets are rare.
        self._database = Database(url, pooled=False)

    def open(self, ticket: Ticket, until: str | None = None, *, tell: bool) -> str:
        """Keep the ticket, or bring the open one of its conversation up to date; returns its id. `until`: how long a
        person has the conversation (ISO 8601, UTC). `tell`: the desk is to hear of it.
        """
        row = {**ticket.as_json(), "opened": ticket.at, "paused_until": until}
        del row["at"]
        row["transcript"] = json.dumps([asdict(line) for line in ticket.transcript], ensure_ascii=False)
        with self._database.begin() as connection:
            id_ = self._open_id(connection, ticket.conversation)
            if id_:
                del row["opened"]
                connection.execute(tickets.update().where(tickets.c.id == id_).values(**row))
            else:
                id_ = uuid.uuid4().hex
                connection.execute(tickets.insert().values(id=id_, **row))
            if tell:
                _enqueue(connection, id_, {"event": "opened", **ticket.as_json()})
        return id_

    def add(self, conversation: str, text: str, at: str, until: str | None = None) -> None:
        """Tell the desk of a message (masked) in a conversation whose ticket is open. `until`: as for `open`."""
        with self._database.begin() as connection:
            id_ = self._open_id(connection, conversation)
            if id_:
                connection.execute(tickets.update().where(tickets.c.id == id_).values(paused_until=until))
                _enqueue(connection, id_, {"event": "message", "conversation": conversation, "at": at, "text": text})

    def close(self, conversation: str, at: str, reason: str | None = None, *, tell: bool) -> None:
        """Close the conversation's ticket, if one is open."""
        with self._database.begin() as connection:
            id_ = self._open_id(connection, conversation)
            if id_:
                connection.execute(tickets.update().where(tickets.c.id == id_).values(closed=at))
                if tell:
                    why = {"reason": reason} if reason else {}
                    _enqueue(connection, id_, {"event": "closed", "conversation": conversation, "at": at, **why})

    def take(self, now: float, until: float) -> Pending | None:
        """Return the first event that is due; nobody else gets it before `until` (seconds since 1970).

        Of one ticket the events go out in their order: a later one waits for those before it.
        """
        earlier = ticket_events.alias()
        first = ~select(earlier).where(
            earlier.c.ticket == ticket_events.c.ticket, earlier.c.number < ticket_events.c.number
        ).exists()  # fmt: skip
        # Nothing is put off for longer than LONGEST_WAIT: then the clock has been set back since.
        is_due = or_(ticket_events.c.due <= now, ticket_events.c.due > now + LONGEST_WAIT)
        due = select(ticket_events).where(is_due, first).order_by(ticket_events.c.number).limit(1)
        with self._database.begin() as connection:
            found = connection.execute(due).mappings().first()
            if found is None:
                return None
            mine = ticket_events.c.number == found["number"], ticket_events.c.due == found["due"]
            claimed = connection.execute(ticket_events.update().where(*mine).values(due=until)).rowcount
        return Pending(found["number"], found["body"], found["attempts"]) if claimed else None

    def sent(self, number: int) -> None:
        """Forget an event the desk has taken."""
        with self._database.begin() as connection:
            connection.execute(ticket_events.delete().where(ticket_events.c.number == number))

    def failed(self, number: int, attempts: int, due: float) -> None:
        """Keep an event for another attempt at `due`."""
        with self._database.begin() as connection:
            mine = ticket_events.c.number == number
            connection.execute(ticket_events.update().where(mine).values(attempts=attempts, due=due))

    def waiting(self) -> tuple[int, int]:
        """Return how many events the desk has not taken yet, and how many of them were sent in vain."""
        failing = func.coalesce(func.sum(case((ticket_events.c.attempts > 0, 1), else_=0)), 0)
        with self._database.begin() as connection:
            row = connection.execute(select(func.count(), failing).select_from(ticket_events)).one()
        return int(row[0]), int(row[1])

    def all(self) -> list[dict[str, Any]]:
        """Return every ticket, the oldest first, as its columns; the transcript as a list."""
        with self._database.begin() as connection:
            rows = connection.execute(select(tickets).order_by(tickets.c.opened)).mappings().all()
        return [{**row, "transcript": json.loads(row["transcript"])} for row in rows]

    def _open_id(self, connection: Any, conversation: str) -> str | None:
        is_open = select(tickets.c.id).where(tickets.c.conversation == conversation, tickets.c.closed.is_(None))
        found: str | None = connection.execute(is_open).scalar()
        return found


def _enqueue(connection: Any, ticket: str, body: Mapping[str, Any]) -> None:
    text = json.dumps({"ticket": ticket, **body}, ensure_ascii=False)
    connection.execute(ticket_events.insert().values(ticket=ticket, body=text))

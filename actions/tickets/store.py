"""TicketStore: tickets in SQL, and their events that the desk has not taken yet."""

import json
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import case, func, or_, select

from actions.tickets.ticket import Ticket
from persistence.attachments.marks import KEY
from persistence.database import Database
from persistence.helpdesk import states
from persistence.helpdesk.numbers import next_number
from persistence.helpdesk.places import Handover, QueuePlaces
from persistence.helpdesk.presence import AgentsPresent, Presence
from persistence.tables import ticket_events, tickets

LONGEST_WAIT = 300.0
"""Seconds between two attempts at an event, at the most."""


class PendingEvent(NamedTuple):
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
        """Store the ticket, or update the open one of its conversation; return its id.

        `until`: how long a person has the conversation (ISO 8601, UTC). `tell`: queue an event for the desk.
        """
        row = {**ticket.as_json(), "opened": ticket.at, "paused_until": until}
        del row["at"]
        row["transcript"] = json.dumps(row["transcript"], ensure_ascii=False)
        with self._database.begin() as connection:
            id_ = self._keep(connection, row, ticket.at, attended=until is not None)
            if tell:
                _enqueue(connection, id_, {"event": "opened", **ticket.as_json()})
        return id_

    def _keep(self, connection: Any, row: dict[str, Any], at: str, *, attended: bool) -> str:
        there = self._open(connection, row["conversation"])
        if there:
            del row["opened"]
            row |= states.again(there.state, at, attended=attended)
            connection.execute(tickets.update().where(tickets.c.id == there.id).values(**row))
            return str(there.id)
        id_ = uuid.uuid4().hex
        row |= {"number": next_number(connection), **states.first(at, attended=attended)}
        connection.execute(tickets.insert().values(id=id_, **row))
        return id_

    def add(
        self,
        conversation: str,
        text: str,
        at: str,
        until: str | None = None,
        attachment: Mapping[str, str] | None = None,
    ) -> None:
        """Queue a message (masked) for the desk if the conversation has an open ticket.

        `until`: as in `open`; `attachment`: as in a Line.
        """
        event = {"event": "message", "conversation": conversation, "at": at, "text": text}
        with self._database.begin() as connection:
            there = self._open(connection, conversation)
            if there:
                connection.execute(tickets.update().where(tickets.c.id == there.id).values(paused_until=until))
                _enqueue(connection, there.id, {**event, **({KEY: dict(attachment)} if attachment else {})})

    def extend(self, conversation: str, until: str | None) -> None:
        """Let the person have the conversation's open ticket up to `until`."""
        mine = tickets.c.conversation == conversation, tickets.c.state != "closed"
        self._change(*mine, paused_until=until)

    def leave(self, conversation: str) -> None:
        """Keep the conversation's open ticket for later: nobody has it, and the assistant goes on."""
        mine = tickets.c.conversation == conversation, tickets.c.state.in_(("waiting", "active"))
        self._change(*mine, state="left", agent=None, paused_until=None)

    def rate(self, conversation: str, number: int, *, solved: bool) -> None:
        """Store the user's rating of a ticket, but only if a person has closed it."""
        mine = tickets.c.conversation == conversation, tickets.c.number == number
        by_person = tickets.c.state == "closed", tickets.c.ended.in_(("solved", "unsolved"))
        self._change(*mine, *by_person, ended="solved" if solved else "unsolved")

    def state_of(self, conversation: str) -> Handover | None:
        """Return the state of the conversation's open ticket, None if there is none."""
        return QueuePlaces(self._database).state_of(conversation)

    def latest(self, conversation: str) -> int | None:
        """Return the number of the conversation's latest ticket."""
        query = select(func.max(tickets.c.number)).where(tickets.c.conversation == conversation)
        with self._database.begin() as connection:
            number: int | None = connection.execute(query).scalar()
        return number

    def there(self, now: float) -> AgentsPresent:
        """Return the presence of agents at `now` (seconds since 1970)."""
        return Presence(self._database).there(now)

    def close(
        self, conversation: str, at: str, reason: str | None = None, ended: str | None = None, *, tell: bool
    ) -> None:
        """Close the conversation's ticket, if one is open. `ended`: how, if a person has stated it."""
        with self._database.begin() as connection:
            there = self._open(connection, conversation)
            if there:
                over = states.over(there.state, at, reason) | ({"ended": ended} if ended else {})
                connection.execute(tickets.update().where(tickets.c.id == there.id).values(**over))
                if tell:
                    why = {"reason": reason} if reason else {}
                    _enqueue(connection, there.id, {"event": "closed", "conversation": conversation, "at": at, **why})

    def take(self, now: float, until: float) -> PendingEvent | None:
        """Claim and return the first event that is due; nobody else gets it before `until` (seconds since 1970).

        Events of one ticket go out in order: a later one waits for those before it.
        """
        earlier = ticket_events.alias()
        first = ~select(earlier).where(
            earlier.c.ticket == ticket_events.c.ticket, earlier.c.number < ticket_events.c.number
        ).exists()  # fmt: skip
        # An event due later than LONGEST_WAIT from now shows that the clock was set back; it is due as well.
        is_due = or_(ticket_events.c.due <= now, ticket_events.c.due > now + LONGEST_WAIT)
        due = select(ticket_events).where(is_due, first).order_by(ticket_events.c.number).limit(1)
        with self._database.begin() as connection:
            row = connection.execute(due).mappings().first()
            if row is None:
                return None
            mine = ticket_events.c.number == row["number"], ticket_events.c.due == row["due"]
            claimed = connection.execute(ticket_events.update().where(*mine).values(due=until)).rowcount
        return PendingEvent(row["number"], row["body"], row["attempts"]) if claimed else None

    def sent(self, number: int) -> None:
        """Delete an event that the desk has taken."""
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

    def _change(self, *those: Any, **values: Any) -> None:
        with self._database.begin() as connection:
            connection.execute(tickets.update().where(*those).values(**values))

    def _open(self, connection: Any, conversation: str) -> Any:
        is_open = select(tickets.c.id, tickets.c.state)
        return connection.execute(
            is_open.where(tickets.c.conversation == conversation, tickets.c.closed.is_(None))
        ).first()


def _enqueue(connection: Any, ticket: str, body: Mapping[str, Any]) -> None:
    text = json.dumps({"ticket": ticket, **body}, ensure_ascii=False)
    connection.execute(ticket_events.insert().values(ticket=ticket, body=text))

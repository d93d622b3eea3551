"""HelpdeskChanges: finds what other processes wrote since the last look: messages, requests, states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from console.inbox.ticket_json import topic_title
from console.live.staff_notices import UnclaimedTicket
from persistence.database import Database
from persistence.helpdesk.presence import shown_state
from persistence.staff_tables import agents
from persistence.tables import events, tickets

MARGIN = 200
"""Events read again at each look, because in PostgreSQL a smaller number may be committed later."""

MOST = 2000

_OPEN = ("waiting", "active", "left")


@dataclass
class HelpdeskChangeSet:
    """What has changed.

    `tickets`: changed ones; `presence`: whether an agent's account or presence changed.
    `waiting`: waiting conversations with the number before each; `left`: newly registered requests.
    """

    tickets: set[str] = field(default_factory=set)
    presence: bool = False
    waiting: Mapping[str, int] = field(default_factory=dict)
    left: Sequence[UnclaimedTicket] = ()


class HelpdeskChanges:
    """Its method blocks, and raises SQLAlchemyError; FileNotFoundError while the content is not there yet."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last: int | None = None
        self._seen: set[int] = set()
        self._left: set[str] = set()
        self._states: dict[str, Any] | None = None
        self._staff: dict[str, Any] | None = None

    def look(self, now: float) -> HelpdeskChangeSet:
        """Return the changes since the last look. The first look returns no changes, but all of `left`."""
        changes = HelpdeskChangeSet()
        with self._database.begin() as connection:
            rows = connection.execute(_open()).all()
            staff = {row.id: _there(row, now) for row in connection.execute(select(agents))}
            written = self._written(connection)
        states = {row.id: tuple(row) for row in rows}
        new = [row for row in rows if row.state == "left" and row.id not in self._left]
        # Before anything is remembered: it fails while the content is not there yet, and is looked for again.
        changes.left = [UnclaimedTicket(row.number, topic_title(row.topic)) for row in new]
        self._left = {row.id for row in rows if row.state == "left"}
        if self._states is not None:
            changed = states.items() ^ self._states.items()
            changes.tickets |= {id_ for id_, _ in changed}
        changes.presence = self._staff is not None and staff != self._staff
        self._states, self._staff = states, staff
        changes.tickets |= {row.id for row in rows if row.conversation in written}
        queue = [row.conversation for row in rows if row.state == "waiting"]
        changes.waiting = {conversation: before for before, conversation in enumerate(queue)}
        return changes

    def _written(self, connection: Any) -> set[str]:
        """Return the conversations with new events."""
        if self._last is None:
            self._last = int(connection.execute(select(func.coalesce(func.max(events.c.id), 0))).scalar())
            newest = select(events.c.id).where(events.c.id > self._last - MARGIN)
            self._seen = set(connection.execute(newest).scalars())
            return set()
        query = select(events.c.id, events.c.sender_id).where(events.c.id > self._last - MARGIN)
        rows = connection.execute(query.order_by(events.c.id).limit(MOST)).all()
        new = [row for row in rows if row.id not in self._seen]
        self._seen = {row.id for row in rows}
        self._last = max((row.id for row in rows), default=self._last)
        return {row.sender_id for row in new}


def _open() -> Any:
    columns = "id", "conversation", "state", "agent", "waiting_since", "number", "note", "topic"
    query = select(*(tickets.c[name] for name in columns)).where(tickets.c.state.in_(_OPEN))
    return query.order_by(tickets.c.waiting_since, tickets.c.number).limit(MOST)


def _there(row: Any, now: float) -> tuple[Any, ...]:
    return shown_state(row.state, row.seen, now), row.title, row.role, row.most, row.disabled

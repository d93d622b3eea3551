"""Audit: who did what, never what was said. Rows are only added."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from persistence.database import Database
from persistence.helpdesk.places import titles_of
from persistence.helpdesk.states import now_iso
from persistence.staff_tables import audit
from persistence.tables import tickets

MOST = 100
LONGEST_DETAIL = 255

SAME_LOOK = 300.0
"""Seconds in which a page that asks again for a conversation is one look at it."""

_MOST_LOOKS = 10_000


class Audit:
    """Its methods block, and raise SQLAlchemyError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._looks: dict[tuple[str, str], float] = {}

    def look(self, agent: str, ticket: str, address: str, now: float) -> None:
        """Keep that an agent reads a conversation that is not theirs; raises where that can't be kept."""
        if not 0 <= now - self._looks.get((agent, ticket), -SAME_LOOK) < SAME_LOOK:
            self.note(agent, "read", address, ticket=ticket)
            if len(self._looks) >= _MOST_LOOKS:
                self._looks.clear()
            self._looks[agent, ticket] = now

    def note(self, agent: str | None, what: str, address: str, *, ticket: str | None = None, detail: str = "") -> None:
        """Keep that it is done; raises where that can't be kept, and then it must not be done."""
        with self._database.begin() as connection:
            noted(agent, what, address, detail=detail)(connection, ticket)

    def rows(self, before: int) -> list[dict[str, Any]]:
        """Return the newest, or those before this id, at most MOST."""
        asked = select(audit, tickets.c.number).select_from(audit.outerjoin(tickets, audit.c.ticket == tickets.c.id))
        if before:
            asked = asked.where(audit.c.id < before)
        with self._database.begin() as connection:
            found = connection.execute(asked.order_by(audit.c.id.desc()).limit(MOST)).mappings().all()
            titles = titles_of(connection, [row["agent"] for row in found])
        return [
            {
                **{name: row[name] for name in ("id", "at", "what", "ticket", "number", "detail", "address")},
                "agent": {"id": row["agent"], "title": titles.get(row["agent"], "")} if row["agent"] else None,
            }
            for row in found
        ]


def noted(agent: str | None, what: str, address: str, *, detail: str = "") -> Callable[[Any, str | None], None]:
    """Return what keeps it within another's transaction, called with the connection and the ticket."""

    def note(connection: Any, ticket: str | None) -> None:
        row = {"at": now_iso(), "agent": agent, "what": what, "ticket": ticket, "address": address}
        connection.execute(audit.insert().values(**row, detail=detail[:LONGEST_DETAIL] or None))

    return note

"""A desk's database with agents and requests, filled as the programs fill it."""

import time
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import select

from actions.tickets.store import TicketStore
from actions.tickets.ticket import Ticket, TicketLine
from persistence.database import Database
from persistence.helpdesk.handovers import Handovers
from persistence.helpdesk.outbox import Outbox
from persistence.helpdesk.places import QueuePlaces
from persistence.helpdesk.presence import Presence
from persistence.staff_tables import agents
from persistence.tables import desk_outbox, tickets

BEGAN = datetime(2026, 11, 23, 2, tzinfo=timezone.utc)


class TestDesk:
    """`url`'s tables. Each request is asked for a minute after the one before."""

    __test__ = False

    def __init__(self, url: str) -> None:
        self.url = url
        self.database = Database(url, pooled=False)
        self.handovers = Handovers(self.database)
        self.outbox, self.places, self.presence = (
            Outbox(self.database),
            QueuePlaces(self.database),
            Presence(self.database),
        )
        self.store = TicketStore(url)
        self._asked = 0

    def agent(self, name: str, *, role: str = "agent", most: int = 8, seen: float | None = None, **more: Any) -> str:
        row = {
            "id": name,
            "name": name,
            "title": f"客服{name}",
            "password_hash": "",
            "role": role,
            "state": "online",
            "seen": time.time() if seen is None else seen,
            "most": most,
            "disabled": False,
            "made": BEGAN.isoformat(),
            **more,
        }
        with self.database.begin() as connection:
            connection.execute(agents.insert().values(**row))
        return name

    def asks(self, conversation: str, *, attended: bool = True) -> str:
        """Somebody asks for a person; returns the ticket."""
        at = (BEGAN + timedelta(minutes=self._asked)).isoformat(timespec="seconds")
        self._asked += 1
        line = TicketLine("user", at, "转人工")
        asked = Ticket(conversation, "webchat", at, "asked", "password", "password_recover", "unit", "济南", (line,))
        return self.store.open(asked, at if attended else None, tell=False)

    def row(self, ticket: str) -> Any:
        with self.database.begin() as connection:
            return connection.execute(select(tickets).where(tickets.c.id == ticket)).one()

    def told(self) -> list[tuple[str, str]]:
        """Return the packets, in order: of which conversation, and of what kind."""
        with self.database.begin() as connection:
            rows = connection.execute(select(desk_outbox).order_by(desk_outbox.c.id)).all()
        return [(row.conversation, row.kind) for row in rows]

"""Checks whether agents are present for the users who wait for a person or talk to one."""

import time
from datetime import datetime, timezone
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from owner.open_now import is_open
from persistence.database import Database
from persistence.helpdesk.presence import ALIVE, is_present
from persistence.staff_tables import agents
from persistence.tables import tickets
from settings.handoff import staff

LOST = 2 * ALIVE
"""Seconds of silence after which an agent's browser counts as gone for good.

The console would have returned the agent's conversations to the queue earlier, so it must be down.
"""

MOST = 100


class UnattendedTicket(NamedTuple):
    """A ticket that no agent can answer now, with its conversation."""

    ticket: str
    conversation: str


class Attendance:
    """Works with any database of SQLAlchemy. Its methods block, and raise SQLAlchemyError."""

    def __init__(self, url: str) -> None:
        self._database = Database(url, pooled=False)

    def nobody(self) -> bool:
        """Return whether no agent is present; one who is busy counts as present."""
        if is_open(staff().desk, datetime.now(timezone.utc)) is False:
            return True
        there = select(agents.c.id).where(is_present(time.time())).limit(1)
        with self._database.begin() as connection:
            return connection.execute(there).first() is None

    def unattended_tickets(self) -> list[UnattendedTicket]:
        """Return at most MOST tickets: waiting while no agent is present, or with an agent who is gone for good."""
        gone = select(agents.c.id).where(agents.c.seen < time.time() - LOST)
        alone = and_(tickets.c.state == "active", tickets.c.agent.in_(gone))
        wanted = or_(tickets.c.state == "waiting", alone) if self.nobody() else alone
        query = select(tickets.c.id, tickets.c.conversation).where(wanted).order_by(tickets.c.number).limit(MOST)
        with self._database.begin() as connection:
            return [UnattendedTicket(*row) for row in connection.execute(query)]

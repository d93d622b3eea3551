"""AssistantPauses: until when agents have conversations, stored at the open tickets."""

from typing import NamedTuple

from sqlalchemy import select

from persistence.database import Database
from persistence.tables import tickets

MOST = 100


class Paused(NamedTuple):
    """An open ticket with the time until which a person has its conversation (ISO 8601, UTC)."""

    ticket: str
    conversation: str
    until: str


class AssistantPauses:
    """Works with any database of SQLAlchemy. Its methods block, and raise SQLAlchemyError."""

    def __init__(self, url: str) -> None:
        self._database = Database(url, pooled=False)

    def extend(self, conversation: str, until: str | None) -> None:
        """Set the end of the pause at the conversation's open ticket."""
        mine = tickets.c.conversation == conversation, tickets.c.closed.is_(None)
        with self._database.begin() as connection:
            connection.execute(tickets.update().where(*mine).values(paused_until=until))

    def over(self, now: str) -> list[Paused]:
        """Return at most MOST tickets whose pause is over, the oldest end first."""
        due = (
            select(tickets.c.id, tickets.c.conversation, tickets.c.paused_until)
            .where(tickets.c.closed.is_(None), tickets.c.paused_until <= now)
            .order_by(tickets.c.paused_until)
            .limit(MOST)
        )
        with self._database.begin() as connection:
            return [Paused(*row) for row in connection.execute(due)]

    def take(self, paused: Paused, until: str | None) -> bool:
        """Replace the end of the pause; return False if it or the conversation's name was changed meanwhile."""
        same = tickets.c.conversation == paused.conversation, tickets.c.paused_until == paused.until
        mine = tickets.update().where(tickets.c.id == paused.ticket, tickets.c.closed.is_(None), *same)
        with self._database.begin() as connection:
            return bool(connection.execute(mine.values(paused_until=until)).rowcount)

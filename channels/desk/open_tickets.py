"""Whether somebody waits for a person: only then has a desk something to say."""

from datetime import datetime, timezone

from sqlalchemy import select

from channels.rasa_server import Tracker
from persistence.database import Database
from persistence.tables import tickets

WITH_PERSON = "with_person_until"
"""The slot that `actions/handoff.py` sets."""


class OpenTickets:
    """Works with any database of SQLAlchemy. Its method blocks."""

    def __init__(self, url: str) -> None:
        # A connection per use: a desk seldom says anything.
        self._database = Database(url, pooled=False)

    def has(self, conversation: str) -> bool:
        """Say whether a ticket of the conversation is open; raises SQLAlchemyError."""
        open_ones = select(tickets.c.id).where(tickets.c.conversation == conversation, tickets.c.closed.is_(None))
        with self._database.begin() as connection:
            return connection.execute(open_ones.limit(1)).first() is not None


def is_with_person(tracker: Tracker, now: datetime) -> bool:
    """Say whether the assistant is silent for a person; a ticket may still wait for the database then."""
    until = tracker.get_slot(WITH_PERSON)
    if not isinstance(until, str):
        return False
    try:
        return now < datetime.fromisoformat(until).astimezone(timezone.utc)
    except ValueError:
        return False

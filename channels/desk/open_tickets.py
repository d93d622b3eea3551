"""Checks whether a conversation has an open ticket, is with a person, or just passed its last message to one."""

from datetime import datetime, timezone
from itertools import takewhile

from rasa.shared.core.events import SlotSet, UserUttered
from sqlalchemy import select

from channels.rasa_server import Tracker
from persistence.database import Database
from persistence.tables import tickets

WITH_PERSON = "with_person_until"
"""The slot that `actions/handoff.py` sets."""

BY_AGENT = ("solved", "unsolved", "assistant")
"""How an agent ends a request."""


class OpenTickets:
    """Reads the tickets of any SQLAlchemy database. Its method blocks."""

    def __init__(self, url: str) -> None:
        # A connection per use, because a helpdesk writes seldom.
        self._database = Database(url, pooled=False)

    def has(self, conversation: str, ticket: str = "") -> bool:
        """Return whether a ticket of the conversation is open; raises SQLAlchemyError.

        `ticket`: check this one only; one closed by an agent still counts, because the user may not know yet.
        """
        wanted = tickets.c.closed.is_(None)
        if ticket:
            wanted = (tickets.c.id == ticket) & (wanted | tickets.c.ended.in_(BY_AGENT))
        query = select(tickets.c.id).where(tickets.c.conversation == conversation, wanted)
        with self._database.begin() as connection:
            return connection.execute(query.limit(1)).first() is not None


def is_passed_on(tracker: Tracker) -> bool:
    """Return whether the user's last message went to a person; the action that passes it on sets the slot."""
    since = takewhile(lambda event: not isinstance(event, UserUttered), reversed(list(tracker.events)))
    return any(isinstance(event, SlotSet) and event.key == WITH_PERSON and event.value for event in since)


def is_with_person(tracker: Tracker, now: datetime) -> bool:
    """Return whether a person has the conversation; its ticket may not be in the database yet."""
    until = tracker.get_slot(WITH_PERSON)
    if not isinstance(until, str):
        return False
    try:
        return now < datetime.fromisoformat(until).astimezone(timezone.utc)
    except ValueError:
        return False

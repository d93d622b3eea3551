"""Whether somebody waits for a person: only then has a desk something to say."""

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
    """Works with any database of SQLAlchemy. Its method blocks."""

    def __init__(self, url: str) -> None:
        # A connection per use: a desk seldom says anything.
        self._database = Database(url, pooled=False)

    def has(self, conversation: str, ticket: str = "") -> bool:
        """Say whether a ticket of the conversation is open; raises SQLAlchemyError.

        `ticket`: only this one counts, also while the user does not know yet that an agent has closed it.
        """
        wanted = tickets.c.closed.is_(None)
        if ticket:
            wanted = (tickets.c.id == ticket) & (wanted | tickets.c.ended.in_(BY_AGENT))
        found = select(tickets.c.id).where(tickets.c.conversation == conversation, wanted)
        with self._database.begin() as connection:
            return connection.execute(found.limit(1)).first() is not None


def is_passed_on(tracker: Tracker) -> bool:
    """Say whether the user's last message went to a person: the action that does so sets the slot anew."""
    since = takewhile(lambda event: not isinstance(event, UserUttered), reversed(list(tracker.events)))
    return any(isinstance(event, SlotSet) and event.key == WITH_PERSON and event.value for event in since)


def is_with_person(tracker: Tracker, now: datetime) -> bool:
    """Say whether the assistant is silent for a person; a ticket may still wait for the database then."""
    until = tracker.get_slot(WITH_PERSON)
    if not isinstance(until, str):
        return False
    try:
        return now < datetime.fromisoformat(until).astimezone(timezone.utc)
    except ValueError:
        return False

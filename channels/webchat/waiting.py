"""QueueWaiting: reads a user's place in the built-in helpdesk's queue, and closes the request with the conversation."""

import asyncio
import logging
from datetime import datetime, timezone

from channels.desk.open_tickets import is_with_person
from channels.rasa_server import Tracker
from persistence.database import Database
from persistence.helpdesk.places import Handover, QueuePlaces
from persistence.helpdesk.states import now_iso, over
from persistence.privacy.staff_forms import delete_staff_forms
from persistence.tables import tickets

logger = logging.getLogger(__name__)


class QueueWaiting:
    """`url`: of the database. `built_in`: False for another system's helpdesk, whose queue is unknown."""

    def __init__(self, url: str, *, built_in: bool) -> None:
        self._database = Database(url, pooled=False)
        self._built_in = built_in

    async def before(self, conversation: str, tracker: Tracker) -> int | None:
        """Return how many users wait before this one; None if they do not wait or the database fails."""
        if not self._built_in or not is_with_person(tracker, datetime.now(timezone.utc)):
            return None
        try:
            place = await asyncio.to_thread(self._standing, conversation)
        except Exception as error:  # each database has errors of its own
            logger.error("A place in the queue could not be read: %s", type(error).__name__)
            return None
        return place.position if place and place.state == "waiting" else None

    async def end(self, conversation: str) -> None:
        """Close the request and delete the filled-in forms of a user who has ended the conversation."""
        if not self._built_in:
            return
        try:
            await asyncio.to_thread(self._end, conversation)
        except Exception as error:  # as above
            logger.error("A request could not be ended: %s", type(error).__name__)

    def _standing(self, conversation: str) -> Handover | None:
        return QueuePlaces(self._database).state_of(conversation)

    def _end(self, conversation: str) -> None:
        place = self._standing(conversation)
        if place:
            mine = tickets.c.id == place.ticket, tickets.c.state == place.state
            with self._database.begin() as connection:
                connection.execute(tickets.update().where(*mine).values(**over(place.state, now_iso(), None)))
        # Deleted last, because no form can follow once the request is closed.
        delete_staff_forms(self._database.engine, conversation)

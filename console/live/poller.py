"""Poller: polls the database for changes, takes conversations from absent agents, sends places in the queue."""

import asyncio
import logging
import time
from collections.abc import Mapping

from sqlalchemy.exc import SQLAlchemyError

from console.live.changes import HelpdeskChanges
from console.live.endpoint import RasaEndpoint
from console.live.hub import Hub
from console.live.staff_notices import StaffNotices
from persistence.helpdesk.handovers import Handovers

logger = logging.getLogger(__name__)

EVERY = 0.5
LOST_EVERY = 5.0
"""Seconds between two polls for changes (EVERY) and for absent agents (LOST_EVERY)."""

QUEUE_EVERY = 3.0
"""Minimum seconds between two messages about the place in the queue."""

FARTHEST_PLACE = 50
"""Users with so many before them get no messages about their place."""


class Poller:
    def __init__(
        self, changes: HelpdeskChanges, handovers: Handovers, endpoint: RasaEndpoint, hub: Hub, notices: StaffNotices
    ) -> None:
        self._changes, self._handovers = changes, handovers
        self._endpoint, self._hub = endpoint, hub
        self._notices = notices
        self._last_places: dict[str, int] = {}
        self._lost_at = self._queue_at = 0.0

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            try:
                await self._look(time.time())
            except FileNotFoundError:
                # The content of a new institution is still being made; what was registered is looked at afterwards.
                pass
            except (SQLAlchemyError, OSError) as error:
                logger.warning("The database does not answer (%s).", type(error).__name__)
                await asyncio.sleep(EVERY)
            await asyncio.sleep(EVERY)

    async def _look(self, now: float) -> None:
        if not 0 <= now - self._lost_at < LOST_EVERY:
            self._lost_at = now
            if await asyncio.to_thread(self._handovers.lost, now):
                self._hub.deliver()
        changes = await asyncio.to_thread(self._changes.look, now)
        self._hub.tickets(changes.tickets)
        self._notices.add(changes.left)
        if changes.presence:
            self._hub.presence()
        if not 0 <= now - self._queue_at < QUEUE_EVERY:
            self._queue_at = now
            await asyncio.to_thread(self._tell, changes.waiting)

    def _tell(self, waiting: Mapping[str, int]) -> None:
        """Send their place to users whose place has changed. New ones learned it when they asked.

        A place is outdated after a moment, so failed messages are not repeated.
        """
        moved = {
            name: at for name, at in waiting.items() if at < FARTHEST_PLACE and self._last_places.get(name, at) != at
        }
        self._last_places = dict(waiting)
        for conversation, before in moved.items():
            packet = {"conversation": conversation, "event": "queue", "waiting": before}
            if self._endpoint.post(packet) == "again":
                return

"""ConversationStore: Rasa's tracker store in SQL, with a cache.

A turn reads only new events, and no turn is lost while the database is away.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from sqlalchemy.exc import SQLAlchemyError

from persistence.circuit_breaker import CircuitBreaker, Unavailable
from persistence.turn_lease import of_this_turn
from records.cached_conversations import CachedConversation, ConversationCache
from records.event_table import EventTable
from records.event_writer import EventWriter
from records.session import current, shortened

logger = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds after which a database that failed is asked again."""
PATIENCE = 6.0
"""Seconds after which a database that says nothing at all counts as one that failed."""

FAILURES = (SQLAlchemyError, OSError, asyncio.TimeoutError)

_STORED = "events_stored"
_Result = TypeVar("_Result")


class ConversationStore(TrackerStore):
    """endpoints.yml:

    tracker_store:
      type: records.tracker_store.ConversationStore
      url: ${DATABASE_URL}
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        pause: float = PAUSE,
    ) -> None:
        """`host`: SQLAlchemy's address of the database; Rasa hands on the setting `url` by this name."""
        if not host:
            raise RasaException("The tracker store needs the setting url: an address of SQLAlchemy")
        super().__init__(domain, event_broker)
        self._table = EventTable(host)
        # Not so many that PostgreSQL runs out of connections for other instances.
        self._threads = None if self._table.is_local else ThreadPoolExecutor(4, "conversations")
        self._cache = ConversationCache()
        self._breaker = CircuitBreaker(pause)
        self._writer = EventWriter(self._table, self._cache, self._do, pause)

    @property
    def degraded(self) -> bool:
        """Whether the database did not answer the last time."""
        return self._breaker.degraded

    @property
    def backlog(self) -> int:
        """How many conversations have something that is not written yet."""
        return len(self._cache.unwritten())

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        tracker = super().init_tracker(sender_id)
        setattr(tracker, _STORED, 0)
        return tracker

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        cached = await self._session(sender_id)
        return self._tracker(sender_id, cached.events) if cached and cached.events else None

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return all sessions, as far as EventTable.all goes back; in an outage what this process remembers."""
        cached = self._cache.get(conversation_id)
        if cached and cached.unwritten:
            await self._writer.write(cached)
        try:
            rows = await self._do(self._table.all, conversation_id)
        except Unavailable:
            return await self.retrieve(conversation_id)
        events = [row.event for row in rows]
        return self._tracker(conversation_id, events) if events else None

    async def keys(self) -> Iterable[str]:
        return await self._do(self._table.senders)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the tracker's new events, or keep them until the database is back; raises TurnLost."""
        await self.stream_events(tracker)
        cached = self._cache.get(tracker.sender_id) or self._cache.put(CachedConversation(tracker.sender_id))
        stored = getattr(tracker, _STORED, None)
        if stored is None:
            present = await self._session(tracker.sender_id)
            cached, stored = present or cached, len(present.events) if present else 0
        new = list(tracker.events)[stored:]
        setattr(tracker, _STORED, len(tracker.events))
        if new:
            await self._writer.add(cached, new, of_this_turn.get())

    async def close(self) -> None:
        """Write what is left, if the database lets it."""
        await self._writer.close()
        self._table.close()

    def _tracker(self, sender: str, events: list[Event]) -> DialogueStateTracker:
        tracker = DialogueStateTracker.from_events(sender, events, self.domain.slots)
        setattr(tracker, _STORED, len(events))
        return tracker

    async def _session(self, sender: str) -> CachedConversation | None:
        """Return the conversation up to date, None when there is none, or none that is known in an outage."""
        cached = self._cache.get(sender)
        if cached and cached.unwritten:
            await self._writer.write(cached)
        try:
            cached = await self._read(sender, self._cache.get(sender))
        except Unavailable:
            cached = self._cache.get(sender)
        if cached:
            cached.events = shortened(current(cached.events), self.domain.slots)
        return cached

    async def _read(self, sender: str, cached: CachedConversation | None) -> CachedConversation | None:
        if cached and cached.unwritten:
            return cached
        if cached and cached.last:
            rows = await self._do(self._table.since, sender, cached.last)
            # Otherwise it was deleted, and must not come back from here.
            if rows is not None:
                cached.read(rows)
                return cached
        rows = await self._do(self._table.session, sender)
        if cached:
            self._cache.drop(cached)
        if not rows:
            return None
        fresh = CachedConversation(sender)
        fresh.read(rows)
        return self._cache.put(fresh)

    async def _do(self, ask: Callable[..., _Result], *arguments: Any, **named: Any) -> _Result:
        """Ask the database; raises Unavailable."""
        return await self._breaker.ask(partial(self._answer, partial(ask, *arguments, **named)), _say, FAILURES)

    async def _answer(self, ask: Callable[[], _Result]) -> _Result:
        result = await self._run(ask)
        if self._breaker.degraded:
            logger.warning("The database of conversations answers again.")
        return result

    async def _run(self, ask: Callable[[], _Result]) -> _Result:
        if self._threads is None:
            return ask()
        answer = asyncio.get_running_loop().run_in_executor(self._threads, ask)
        return await asyncio.wait_for(answer, PATIENCE)


def _say(failure: str) -> None:
    logger.error("The database of conversations does not answer: %s", failure)

"""PauseEnds: the assistant gets back a conversation in which neither side said anything for `pause_minutes`."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from functools import partial

from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from channels.desk.every import Every
from channels.desk.open_tickets import WITH_PERSON, is_with_person
from channels.desk.pauses import AssistantPauses, Paused
from channels.rasa_server import Tracker, loaded_agent
from channels.turns import Turns, alone

EVERY = 5.0
SECONDS_TO_END = 60.0
"""After which it is tried again: the action server was away, or the instance has died meanwhile."""

End = Callable[[Sanic, Tracker, str], Awaitable[None]]
"""Give a conversation back to the assistant, which tells the user and the desk."""


class PauseEnds(Every):
    """One look every few seconds at the tickets whose time is over; of several instances one takes each."""

    def __init__(self, pauses: AssistantPauses, turns: Turns, end: End, every: float = EVERY) -> None:
        super().__init__(self._look, every, "Ends of pauses")
        self._pauses, self._turns, self._end = pauses, turns, end

    async def _look(self, app: Sanic) -> None:
        for paused in await asyncio.to_thread(self._pauses.over, _iso(datetime.now(timezone.utc))):
            await asyncio.shield(self._turns.start(paused.conversation, partial(self._look_at, app, paused)))

    async def _look_at(self, app: Sanic, paused: Paused) -> None:
        agent = loaded_agent(app)
        async with alone(app, paused.conversation, None):
            tracker = await agent.tracker_store.retrieve(paused.conversation)
            until = remaining(tracker, datetime.now(timezone.utc))
            over = tracker is not None and until is None and isinstance(tracker.get_slot(WITH_PERSON), str)
            if over:
                until = _iso(datetime.now(timezone.utc) + timedelta(seconds=SECONDS_TO_END))
            if await asyncio.to_thread(self._pauses.take, paused, until) and over and tracker is not None:
                await self._end(app, tracker, paused.conversation)

    async def extend(self, conversation: str, until: str | None) -> None:
        """Note at the ticket what the conversation's slot says; while the database is away the slot alone counts."""
        with suppress(SQLAlchemyError, OSError):
            await asyncio.to_thread(self._pauses.extend, conversation, until)


def remaining(tracker: Tracker | None, now: datetime) -> str | None:
    """Return until when the person has the conversation, None when that is over or has never begun."""
    return str(tracker.get_slot(WITH_PERSON)) if tracker and is_with_person(tracker, now) else None


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")

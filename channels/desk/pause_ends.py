"""PauseEnds: returns a conversation to the assistant after `pause_minutes` without a message of user or agent."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from functools import partial

from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from channels.desk.open_tickets import WITH_PERSON, is_with_person
from channels.desk.pauses import AssistantPauses, Paused
from channels.desk.periodic import Periodic
from channels.rasa_server import Tracker, loaded_agent
from channels.turns import Turns, alone

EVERY = 5.0
SECONDS_TO_END = 60.0
"""Seconds after which it is tried again, in case the action server was away or the instance died."""

End = Callable[[Sanic, Tracker, str], Awaitable[None]]
"""Returns a conversation to the assistant, which notifies the user and the helpdesk."""


class PauseEnds(Periodic):
    """Checks every few seconds for tickets whose pause is over; each is handled by one instance only."""

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
            until = pause_end(tracker, datetime.now(timezone.utc))
            over = tracker is not None and until is None and isinstance(tracker.get_slot(WITH_PERSON), str)
            if over:
                until = _iso(datetime.now(timezone.utc) + timedelta(seconds=SECONDS_TO_END))
            if await asyncio.to_thread(self._pauses.take, paused, until) and over and tracker is not None:
                await self._end(app, tracker, paused.conversation)

    async def extend(self, conversation: str, until: str | None) -> None:
        """Store the end of the pause at the ticket; while the database is away only the conversation's slot has it."""
        with suppress(SQLAlchemyError, OSError):
            await asyncio.to_thread(self._pauses.extend, conversation, until)


def pause_end(tracker: Tracker | None, now: datetime) -> str | None:
    """Return until when the person has the conversation; None if that is over or never began."""
    return str(tracker.get_slot(WITH_PERSON)) if tracker and is_with_person(tracker, now) else None


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")

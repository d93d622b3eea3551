"""UnattendedTickets: returns waiting conversations to the assistant when no agent is present any more."""

import asyncio
import time
from functools import partial

from sanic import Sanic

from channels.desk.attendance import Attendance, UnattendedTicket
from channels.desk.pause_ends import End
from channels.desk.periodic import Periodic
from channels.rasa_server import loaded_agent
from channels.turns import Turns, alone

EVERY = 5.0
AGAIN = 60.0
"""Seconds after which a failed notice is tried again, in case the action server was away."""


class UnattendedTickets(Periodic):
    """Acts when office hours end, the last agent leaves or the console is down. The ticket stays open.

    `end`: returns a conversation to the assistant, which notifies the user.
    """

    def __init__(self, attendance: Attendance, turns: Turns, end: End) -> None:
        super().__init__(self._look, EVERY, "Who waits at the desk")
        self._attendance, self._turns, self._end = attendance, turns, end
        self._tried: dict[str, float] = {}

    async def nobody(self) -> bool:
        return await asyncio.to_thread(self._attendance.nobody)

    async def _look(self, app: Sanic) -> None:
        now = time.monotonic()
        self._tried = {ticket: at for ticket, at in self._tried.items() if now - at < AGAIN}
        for waiting in await asyncio.to_thread(self._attendance.unattended_tickets):
            if waiting.ticket not in self._tried:
                self._tried[waiting.ticket] = now
                await asyncio.shield(self._turns.start(waiting.conversation, partial(self._leave, app, waiting)))

    async def _leave(self, app: Sanic, waiting: UnattendedTicket) -> None:
        agent = loaded_agent(app)
        async with alone(app, waiting.conversation, None):
            # Another instance may have done it already.
            tracker = (
                await agent.tracker_store.retrieve(waiting.conversation) if await self._is_unattended(waiting) else None
            )
            if tracker is not None:
                await self._end(app, tracker, waiting.conversation)
            if not await self._is_unattended(waiting):
                # If the ticket waits without an agent again, that is a new case.
                self._tried.pop(waiting.ticket, None)

    async def _is_unattended(self, waiting: UnattendedTicket) -> bool:
        return waiting in await asyncio.to_thread(self._attendance.unattended_tickets)

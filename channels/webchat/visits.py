"""Visits: the open sockets, each until its client goes or the token it came with has run out."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from channels.webchat.host_token import HostUser
from channels.webchat.visit import Visit

LOOK_AGAIN = 60.0
"""Seconds at the most until a clock is looked at again, which somebody may have set."""


class Visits:
    """`end`: disconnects a socket. The page then comes back with its token, hears why it is refused, and asks the host
    page for a new one.
    """

    def __init__(self, end: Callable[[str], Awaitable[None]]) -> None:
        self._end = end
        self._open: dict[str, Visit] = {}
        self._watching: dict[str, asyncio.Task[None]] = {}

    def open(self, sid: str, visit: Visit) -> None:
        self._open[sid] = visit
        if visit.user:
            # Who says nothing must hear nothing more, either.
            self._watching[sid] = asyncio.ensure_future(self._end_in_time(sid, visit.user))

    def close(self, sid: str) -> None:
        self._open.pop(sid, None)
        watching = self._watching.pop(sid, None)
        if watching and watching is not asyncio.current_task():
            watching.cancel()

    async def get(self, sid: str) -> Visit | None:
        """Return the socket's, None when it has gone or has just been ended."""
        visit = self._open.get(sid)
        if visit is None or visit.user is None or not visit.user.has_expired(time.time()):
            return visit
        await self._end(sid)
        return None

    async def _end_in_time(self, sid: str, user: HostUser) -> None:
        while (left := user.seconds_left(time.time())) > 0:
            await asyncio.sleep(min(left, LOOK_AGAIN))
        await self._end(sid)

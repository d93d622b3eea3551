"""Visits: the open sockets. Each is kept until its client disconnects or its token expires."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from channels.webchat.host_token import HostUser
from channels.webchat.shared_presence import TYPES_FOR, SharedPresence, UserPresence
from channels.webchat.visit import NEVER, Visit

LOOK_AGAIN = 60.0
"""Longest wait in seconds before the clock is read again, because it may have been changed."""


class Visits:
    """`end`: disconnects a socket.

    The page then reconnects with its token, gets the reason of the refusal, and asks the host page for a new token.
    """

    def __init__(self, end: Callable[[str], Awaitable[None]]) -> None:
        self._end = end
        self._open: dict[str, Visit] = {}
        self._watching: dict[str, asyncio.Task[None]] = {}
        self._shared: SharedPresence | None = None

    def open(self, sid: str, visit: Visit) -> None:
        self._open[sid] = visit
        if visit.user:
            # A silent client must get no more messages after the expiry, either.
            self._watching[sid] = asyncio.ensure_future(self._end_in_time(sid, visit.user))

    def close(self, sid: str) -> None:
        self._open.pop(sid, None)
        watching = self._watching.pop(sid, None)
        if watching and watching is not asyncio.current_task():
            watching.cancel()

    async def typed(self, sid: str, *_: object) -> None:
        """Record that the user types and has not sent the message yet."""
        visit = await self.get(sid)
        if visit:
            visit.typed_at = time.monotonic()
            if self._shared:
                await self._shared.types(visit.sender, still=True)

    async def sent(self, visit: Visit) -> None:
        """Record that the user has sent the message they typed."""
        typed, visit.typed_at = visit.typed_at, NEVER
        if self._shared and typed != NEVER:
            await self._shared.types(visit.sender, still=False)

    def share(self, url: str) -> SharedPresence:
        """Share the open sockets with all instances that use the Redis at `url`."""
        self._shared = SharedPresence(url, lambda: {visit.sender for visit in self._open.values()})
        return self._shared

    async def there(self, sender: str) -> UserPresence | None:
        """Return whether a window of the conversation is open at any instance; None while that is unknown."""
        here = self._here(sender)
        if self._shared is None:
            return here
        anywhere = await self._shared.there(sender)
        if anywhere is None:
            return here if here.online else None
        return UserPresence(here.online or anywhere.online, here.typing or anywhere.typing)

    def _here(self, sender: str) -> UserPresence:
        windows = [visit for visit in self._open.values() if visit.sender == sender]
        latest = max((visit.typed_at for visit in windows), default=NEVER)
        return UserPresence(bool(windows), time.monotonic() - latest < TYPES_FOR)

    async def get(self, sid: str) -> Visit | None:
        """Return the visit of the socket; None if it is closed or its token has expired."""
        visit = self._open.get(sid)
        if visit is None or visit.user is None or not visit.user.has_expired(time.time()):
            return visit
        await self._end(sid)
        return None

    async def _end_in_time(self, sid: str, user: HostUser) -> None:
        while (left := user.seconds_left(time.time())) > 0:
            await asyncio.sleep(min(left, LOOK_AGAIN))
        await self._end(sid)

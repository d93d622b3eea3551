"""Visits: the open sockets, each until its client goes or the token it came with has run out."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from channels.webchat.host_token import HostUser
from channels.webchat.shared_presence import TYPES_FOR, SharedPresence, UserPresence
from channels.webchat.visit import NEVER, Visit

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
        self._shared: SharedPresence | None = None

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

    async def typed(self, sid: str, *_: object) -> None:
        """The user types, and has sent nothing yet."""
        visit = await self.get(sid)
        if visit:
            visit.typed_at = time.monotonic()
            if self._shared:
                await self._shared.types(visit.sender, still=True)

    async def sent(self, visit: Visit) -> None:
        """The user has sent what they typed."""
        typed, visit.typed_at = visit.typed_at, NEVER
        if self._shared and typed != NEVER:
            await self._shared.types(visit.sender, still=False)

    def share(self, url: str) -> SharedPresence:
        """Let all instances of the Redis at `url` know what is open here."""
        self._shared = SharedPresence(url, lambda: {visit.sender for visit in self._open.values()})
        return self._shared

    async def there(self, sender: str) -> UserPresence | None:
        """Return whether a window of the conversation is open here or at another instance, None while that can't be
        known.
        """
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

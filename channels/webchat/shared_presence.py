"""SharedPresence: shares over Redis which conversations have an open page, and whether the user types."""

import logging
from collections.abc import Callable, Set
from functools import partial
from typing import NamedTuple

from redis.asyncio import Redis
from sanic import Sanic

from channels.desk.periodic import Periodic
from persistence.circuit_breaker import CircuitBreaker, Unavailable

logger = logging.getLogger(__name__)

OPEN, TYPES = "xueshi-open:", "xueshi-types:"
EVERY = 3.0
LASTS = 10
"""Seconds: EVERY between two writes of the open pages, LASTS until one expires, because an instance may die."""

TYPES_FOR = 6.0
"""Seconds for which a user counts as typing after their page reported it; it reports every three."""

TIMEOUT = 1.0
PAUSE = 5.0
"""Seconds: TIMEOUT of a Redis request, and PAUSE before the next one after a failure."""


class UserPresence(NamedTuple):
    """Whether a user has the page open, and whether they type."""

    online: bool
    typing: bool


class SharedPresence(Periodic):
    """All entries expire. `open_here`: returns the conversations with a window at this instance."""

    def __init__(self, url: str, open_here: Callable[[], Set[str]]) -> None:
        super().__init__(self._look, EVERY, "Open pages")
        self._redis = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._breaker = CircuitBreaker(PAUSE)
        self._open_here = open_here
        self._noted: Set[str] = frozenset()

    async def there(self, conversation: str) -> UserPresence | None:
        """Return the presence over all instances; None while Redis does not answer."""
        keys = [OPEN + conversation, TYPES + conversation]
        try:
            online, typing = await self._breaker.ask(partial(self._redis.mget, keys), _say)
        except Unavailable:
            return None
        return UserPresence(online is not None, typing is not None)

    async def types(self, conversation: str, *, still: bool) -> None:
        """Store that the user types, or with `still` False that they have sent their message."""
        key = TYPES + conversation
        note = partial(self._redis.set, key, 1, px=int(1000 * TYPES_FOR)) if still else partial(self._redis.delete, key)
        try:
            await self._breaker.ask(note, _say)
        except Unavailable:
            return

    async def close(self) -> None:
        await self.stop()
        await self._redis.close(close_connection_pool=True)

    async def _look(self, _: Sanic) -> None:
        """Store the open pages. One closed here but open at another instance is stored by that one within seconds."""
        now = frozenset(self._open_here())
        try:
            await self._breaker.ask(partial(self._note, now, self._noted - now), _say)
        except Unavailable:
            return
        self._noted = now

    async def _note(self, there: Set[str], gone: Set[str]) -> None:
        if not there and not gone:
            return
        async with self._redis.pipeline(transaction=False) as pipeline:
            for name in there:
                pipeline.set(OPEN + name, 1, ex=LASTS)
            if gone:
                pipeline.delete(*(OPEN + name for name in gone))
            await pipeline.execute()


def _say(failure: str) -> None:
    logger.error("Redis does not answer (%s); who has the page open is not known.", failure)

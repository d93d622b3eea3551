"""A small store of texts that expire: in this process, or in a Redis that all workers share."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from heapq import heappop, heappush
from typing import Protocol, TypeVar

from redis.asyncio import Redis

from persistence.circuit_breaker import CircuitBreaker, Unavailable

logger = logging.getLogger(__name__)

MOST = 100_000
"""Keys in memory."""

PREFIX = "xueshi-wechat:"
TIMEOUT = 0.5
PAUSE = 5.0
"""Seconds: how long Redis may take, and how long it is left alone when it does not answer."""

_Result = TypeVar("_Result")


class WeChatStore(Protocol):
    async def add(self, key: str, value: str, seconds: float) -> bool:
        """Keep `value` unless the key has one; say whether it was kept."""

    async def put(self, key: str, value: str, seconds: float) -> None: ...

    async def get(self, key: str) -> str | None: ...

    async def take(self, key: str) -> str | None:
        """Return the value and forget it."""

    async def close(self) -> None: ...


@asynccontextmanager
async def locked(store: WeChatStore, key: str, seconds: float) -> AsyncIterator[None]:
    """Be the only one in here, at most `seconds`: whoever dies inside holds up the others no longer than that."""
    until = time.monotonic() + seconds
    while not await store.add(f"lock:{key}", "locked", seconds) and time.monotonic() < until:
        await asyncio.sleep(0.02)
    try:
        yield
    finally:
        await store.take(f"lock:{key}")


class MemoryStore:
    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._values: dict[str, tuple[str, float]] = {}
        # When what ends; a key that was put again has several entries, of which the last counts.
        self._ends: list[tuple[float, str]] = []

    async def add(self, key: str, value: str, seconds: float) -> bool:
        if await self.get(key) is not None:
            return False
        await self.put(key, value, seconds)
        return True

    async def put(self, key: str, value: str, seconds: float) -> None:
        now = self._clock()
        self._values[key] = (value, now + seconds)
        heappush(self._ends, (now + seconds, key))
        while self._ends and (self._ends[0][0] <= now or len(self._values) > self._most):
            end, old = heappop(self._ends)
            if old in self._values and self._values[old][1] == end:
                del self._values[old]

    async def get(self, key: str) -> str | None:
        value, end = self._values.get(key, ("", 0.0))
        return value if key in self._values and self._clock() < end else None

    async def take(self, key: str) -> str | None:
        value = await self.get(key)
        self._values.pop(key, None)
        return value

    async def close(self) -> None:
        self._values.clear()
        self._ends.clear()


class RedisStore:
    """Raises redis.RedisError when the server cannot be used."""

    def __init__(self, url: str, prefix: str = PREFIX) -> None:
        self._redis = Redis.from_url(url, decode_responses=True, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._prefix = prefix

    async def add(self, key: str, value: str, seconds: float) -> bool:
        return bool(await self._redis.set(self._prefix + key, value, nx=True, px=int(seconds * 1000)))

    async def put(self, key: str, value: str, seconds: float) -> None:
        await self._redis.set(self._prefix + key, value, px=int(seconds * 1000))

    async def get(self, key: str) -> str | None:
        value: str | None = await self._redis.get(self._prefix + key)
        return value

    async def take(self, key: str) -> str | None:
        value: str | None = await self._redis.getdel(self._prefix + key)
        return value

    async def close(self) -> None:
        # A client made from an address does not close its connections by itself.
        await self._redis.close(close_connection_pool=True)


class ForgivingStore:
    """Shares by `shared`; while that is down, each worker goes on with a memory of its own."""

    def __init__(self, shared: WeChatStore, own: WeChatStore, pause: float = PAUSE) -> None:
        self._shared, self._own = shared, own
        self._breaker = CircuitBreaker(pause)

    async def add(self, key: str, value: str, seconds: float) -> bool:
        return await self._try(lambda store: store.add(key, value, seconds))

    async def put(self, key: str, value: str, seconds: float) -> None:
        await self._try(lambda store: store.put(key, value, seconds))

    async def get(self, key: str) -> str | None:
        return await self._try(lambda store: store.get(key))

    async def take(self, key: str) -> str | None:
        return await self._try(lambda store: store.take(key))

    async def close(self) -> None:
        await self._own.close()
        await self._shared.close()

    async def _try(self, ask: Callable[[WeChatStore], Awaitable[_Result]]) -> _Result:
        try:
            return await self._breaker.ask(partial(ask, self._shared), _say)
        except Unavailable:
            return await ask(self._own)


def _say(failure: str) -> None:
    logger.error("Redis does not answer (%s); each worker remembers for itself.", failure)

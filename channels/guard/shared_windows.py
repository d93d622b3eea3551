"""SharedWindows: the moving windows of rate limits, counted by all instances that share a Redis."""

import asyncio
import logging
import time
import uuid
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from channels.guard.window_storage import WindowStorage
from persistence.breaker import Breaker

logger = logging.getLogger(__name__)

PREFIX = "xueshi-limit:"
TIMEOUT = 1.0
PAUSE = 5.0
"""Seconds: how long Redis may take, and how long it is left alone when it does not answer."""

# Times of a window's entries as a sorted set. In one step, or two instances would both take the last place.
ACQUIRE = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[1])
if redis.call('ZCARD', KEYS[1]) + tonumber(ARGV[5]) > tonumber(ARGV[3]) then return 0 end
for number = 1, tonumber(ARGV[5]) do redis.call('ZADD', KEYS[1], ARGV[2], ARGV[6] .. number) end
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
"""


class SharedWindows(WindowStorage):
    """While Redis does not answer, each instance counts for itself."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis: Any = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._acquire = self._redis.register_script(ACQUIRE)
        self._breaker = Breaker(PAUSE)

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        if self._breaker.may_try():
            now = time.time()
            try:
                arguments = [now - expiry, now, limit, expiry, amount, uuid.uuid4().hex]
                taken = bool(await self._acquire([PREFIX + key], arguments))
            except (RedisError, OSError, asyncio.TimeoutError) as error:
                logger.error("Redis does not answer (%s); each instance counts for itself.", type(error).__name__)
                self._breaker.failed()
            else:
                self._breaker.worked()
                return taken
        return await super().acquire_entry(key, limit, expiry, amount)

    async def close(self) -> None:
        await self._redis.close(close_connection_pool=True)


def windows(redis: str | None) -> WindowStorage:
    """Return the windows of all instances that share the Redis at this address, or of this process alone."""
    return SharedWindows(redis) if redis else WindowStorage()

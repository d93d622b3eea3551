"""SharedWindows: the moving windows of rate limits, counted by all instances that share a Redis."""

import logging
import uuid
from functools import partial

from redis.asyncio import Redis

from channels.guard.window_storage import WindowStorage
from persistence.circuit_breaker import CircuitBreaker, Unavailable

logger = logging.getLogger(__name__)

PREFIX = "xueshi-limit:"
TIMEOUT = 1.0
PAUSE = 5.0
"""Seconds: how long Redis may take, and how long it is left alone when it does not answer."""

# Times of a window's entries as a sorted set, all by Redis' own clock: those of instances differ. One that lies ahead
# is from before that clock was set back. In one step, or two instances would both take the last place.
ACQUIRE = """
local time = redis.call('TIME')
local seconds = tonumber(time[1]) + tonumber(time[2]) / 1000000
local now = string.format('%.6f', seconds)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. string.format('%.6f', seconds - tonumber(ARGV[2])))
redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')
if redis.call('ZCARD', KEYS[1]) + tonumber(ARGV[3]) > tonumber(ARGV[1]) then return 0 end
for number = 1, tonumber(ARGV[3]) do redis.call('ZADD', KEYS[1], now, ARGV[4] .. number) end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""


class SharedWindows(WindowStorage):
    """Counts in Redis. While it does not answer, each instance counts for itself."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._acquire = self._redis.register_script(ACQUIRE)
        self._breaker = CircuitBreaker(PAUSE)

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        arguments = [limit, expiry, amount, uuid.uuid4().hex]
        try:
            return bool(await self._breaker.ask(partial(self._acquire, [PREFIX + key], arguments), _say))
        except Unavailable:
            return await super().acquire_entry(key, limit, expiry, amount)

    async def close(self) -> None:
        await self._redis.close(close_connection_pool=True)


def _say(failure: str) -> None:
    logger.error("Redis does not answer (%s); each instance counts for itself.", failure)


def windows(redis: str | None) -> WindowStorage:
    """Return the windows of all instances that share the Redis at this address, or of this process alone."""
    return SharedWindows(redis) if redis else WindowStorage()

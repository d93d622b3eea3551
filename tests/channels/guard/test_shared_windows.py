"""Rate limits that all instances count together, and each for itself while Redis is away."""

import asyncio
import time

import pytest
from redis import Redis

from channels.guard import shared_windows
from channels.guard.rate_limit import Limits, RateLimiter
from channels.guard.shared_windows import PREFIX, SharedWindows, windows
from tests.redis_server import RedisServer

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no Redis that is away."""
    monkeypatch.setattr(shared_windows, "TIMEOUT", 30.0)


async def test_instances_count_together(redis: RedisServer) -> None:
    limiters = [RateLimiter(Limits("5 per 1 minute", ""), windows(redis.url)) for _ in range(2)]
    asked = [limiters[number % 2].allows("one", "") for number in range(20)]
    assert sum(await asyncio.gather(*asked)) == 5
    assert await limiters[0].allows("two", "")
    for limiter in limiters:
        await limiter.close()


async def test_a_window_moves(redis: RedisServer) -> None:
    storage = SharedWindows(redis.url)
    assert [await storage.acquire_entry("moves", 2, 1) for _ in range(3)] == [True, True, False]
    await asyncio.sleep(1.1)
    assert await storage.acquire_entry("moves", 2, 1)
    await storage.close()


async def test_a_clock_that_is_set_back_keeps_nobody_waiting(redis: RedisServer) -> None:
    storage = SharedWindows(redis.url)
    later = time.time() + 86_400
    with Redis.from_url(redis.url) as direct:
        direct.zadd(f"{PREFIX}ahead", {f"before {number}": later + number for number in range(20)})
    assert [await storage.acquire_entry("ahead", 2, 60) for _ in range(3)] == [True, True, False]
    await storage.close()


async def test_each_counts_for_itself_while_redis_is_away(redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_windows, "PAUSE", 0.0)
    storage = SharedWindows(redis.url)
    redis.stop()
    try:
        assert [await storage.acquire_entry("away", 2, 60) for _ in range(3)] == [True, True, False]
    finally:
        redis.start()
    assert await storage.acquire_entry("away", 2, 60)
    await storage.close()


async def test_it_keeps_no_name_longer_than_its_window(redis: RedisServer) -> None:
    storage = SharedWindows(redis.url)
    await storage.acquire_entry("short", 2, 1)
    await asyncio.sleep(2.1)
    assert "short" not in redis.names()
    await storage.close()


async def test_without_an_address_it_is_this_process() -> None:
    assert not isinstance(windows(None), SharedWindows)

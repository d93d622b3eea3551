"""The store: in memory, in Redis, and when Redis is down."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from channels.wechat.store import ForgivingStore, MemoryStore, RedisStore, WeChatStore, locked
from tests.redis_server import RedisServer, redis_server

pytestmark = pytest.mark.asyncio


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(params=["memory", "redis", "forgiving"])
def store(request: pytest.FixtureRequest, redis: RedisServer) -> WeChatStore:
    name = f"{request.node.name}:"
    if request.param == "memory":
        return MemoryStore()
    shared = RedisStore(redis.url, name)
    return shared if request.param == "redis" else ForgivingStore(shared, MemoryStore())


async def test_what_is_added_once_is_not_added_again(store: WeChatStore) -> None:
    assert await store.add("a", "1", 60)
    assert not await store.add("a", "2", 60)
    assert await store.get("a") == "1"
    assert await store.get("b") is None
    await store.close()


async def test_what_is_put_again_is_the_last(store: WeChatStore) -> None:
    await store.put("a", "1", 60)
    await store.put("a", "二", 60)
    assert await store.take("a") == "二"
    assert await store.take("a") is None
    assert await store.add("a", "3", 60)
    await store.close()


async def test_everything_ends(store: WeChatStore) -> None:
    await store.put("a", "1", 0.05)
    await asyncio.sleep(0.1)
    assert await store.get("a") is None
    assert await store.add("a", "2", 60)
    await store.close()


async def test_only_one_is_inside(store: WeChatStore) -> None:
    inside: list[int] = []

    async def enter() -> None:
        async with locked(store, "x", 5):
            inside.append(len(inside))
            await asyncio.sleep(0.02)
            assert inside.pop() == 0

    await asyncio.gather(*(enter() for _ in range(5)))
    await store.close()


async def test_whoever_dies_inside_does_not_hold_up_the_others(store: WeChatStore) -> None:
    await store.add("lock:x", "locked", 60)
    async with locked(store, "x", 0.1):
        pass
    await store.close()


async def test_memory_stays_small_and_forgets_the_ended_first() -> None:
    now = 0.0
    store = MemoryStore(3, lambda: now)
    await store.put("long", "1", 100)
    for number in range(5):
        await store.put(f"short{number}", "1", 1)
        now += 2
    assert await store.get("long") == "1"
    for number in range(5):
        await store.put(f"more{number}", "1", 1)
    assert len(store._values) == 3


async def test_while_redis_is_down_each_remembers_for_itself(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with redis_server(tmp_path) as redis:
        store = ForgivingStore(RedisStore(redis.url), MemoryStore(), pause=0.1)
        await store.put("a", "1", 60)
        redis.stop()
        with caplog.at_level(logging.INFO):
            assert await store.add("b", "2", 60)
            assert not await store.add("b", "3", 60)
        assert caplog.text.count("Redis does not answer") == 1
        assert redis.url not in caplog.text
        redis.start()
        await asyncio.sleep(0.15)
        assert await store.add("c", "4", 60)
        assert "xueshi-wechat:c 4" in redis.everything()
        await store.close()

"""PostgreSQL or Redis goes away, or hangs, while users talk at both instances; an instance starts without either."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.cluster import Part, Site
from tests.faults.hanging import hanging
from tests.faults.looking import look, sorry, written
from tests.faults.watchers import User, present, talking
from tests.socket_client import client

pytestmark = pytest.mark.asyncio

OUTAGE = 20.0
HANG = 10.0


def users_at_both(site: Site, name: str) -> list[User]:
    """Five users; nginx sends them to one instance or the other by their names."""
    return [User(f"{name}{number}", site.url, number) for number in range(5)]


async def answered_during(users: list[User], cut: Callable[[], Awaitable[Any]]) -> list[int]:
    """Return how many messages of each user came to their end while something was cut."""
    before = [ended(user) for user in users]
    await cut()
    return [ended(user) - count for user, count in zip(users, before, strict=True)]


def ended(user: User) -> int:
    return sum(message.ended is not None for message in user.messages)


async def away(part: Part, seconds: float = OUTAGE) -> None:
    assert await asyncio.to_thread(part.stop)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(part.start)


async def test_postgresql_is_away_for_20_seconds(site: Site) -> None:
    users = users_at_both(site, "database")
    async with present(users):
        async with talking(users):
            await asyncio.sleep(3)
            answered = await answered_during(users, lambda: away(site.postgresql))
            late = await written(site.database_url, users)
            await asyncio.sleep(3)
        assert await look(site, users, "PostgreSQL away for 20 s", late) == {}
    assert min(answered) >= 5
    assert not any(sorry(user) for user in users)


async def test_postgresql_hangs_for_10_seconds(site: Site) -> None:
    users = users_at_both(site, "hanging")
    async with present(users):
        async with talking(users):
            await asyncio.sleep(3)
            async with hanging(site.postgresql, HANG):
                pass
            late = await written(site.database_url, users)
            await asyncio.sleep(5)
        assert await look(site, users, "PostgreSQL hangs for 10 s", late) == {}


async def test_redis_is_away_for_20_seconds(site: Site) -> None:
    users = users_at_both(site, "redis")
    async with present(users):
        async with talking(users):
            await asyncio.sleep(3)
            answered = await answered_during(users, lambda: away(site.redis))
            await asyncio.sleep(3)
        assert await look(site, users, "Redis away for 20 s") == {}
    assert min(answered) >= 10
    assert not any(sorry(user) for user in users)
    assert await heard_at_the_other(site)


async def test_redis_hangs_for_10_seconds(site: Site) -> None:
    users = users_at_both(site, "silent")
    async with present(users):
        async with talking(users):
            await asyncio.sleep(3)
            async with hanging(site.redis, HANG):
                pass
            await asyncio.sleep(3)
        assert await look(site, users, "Redis hangs for 10 s") == {}
    assert await heard_at_the_other(site)


async def test_an_instance_starts_with_neither(site: Site) -> None:
    one = site.instances[1]
    assert await asyncio.to_thread(one.stop)
    assert await asyncio.to_thread(site.postgresql.stop)
    assert await asyncio.to_thread(site.redis.stop)
    try:
        await asyncio.to_thread(one.start)
        async with client(one.url) as user:
            session = await user.session()
            answer = await user.ask("证书怎么打印", id="without-any")
            assert answer["metadata"]["faq_id"] == "certificate_print"
    finally:
        await asyncio.to_thread(site.postgresql.start)
        await asyncio.to_thread(site.redis.start)
    for _ in range(100):
        async with client(site.instances[0].url) as user:
            assert await user.session(session) == session
            if [message["id"] for message in await user.history()] == ["without-any", answer["id"]]:
                return
        await asyncio.sleep(0.2)
    raise AssertionError("what was said in the outage did not come to the database")


async def heard_at_the_other(site: Site) -> bool:
    """Say whether what one instance says reaches a window at the other, now or within some seconds."""
    first, second = site.instances
    async with client(first.url) as here, client(second.url) as there:
        assert await there.session(await here.session())
        for _ in range(20):
            await here.ask("证书怎么打印")
            if not await there.nothing("bot_uttered", 0.5):
                return True
    return False

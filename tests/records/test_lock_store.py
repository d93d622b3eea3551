"""Turns of a conversation wait for each other, here and across instances; nobody waits for the dead, or for Redis."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from rasa.core.lock_store import LockError
from rasa.utils.endpoints import EndpointConfig

from records import lock_store
from records.lock_store import ConversationLocks
from tests.redis_server import RedisServer, redis_server

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no Redis that is away."""
    monkeypatch.setattr(lock_store, "TIMEOUT", 30.0)


@pytest_asyncio.fixture
async def two(redis: RedisServer) -> AsyncIterator[tuple[ConversationLocks, ConversationLocks]]:
    """Two instances."""
    both = ConversationLocks(EndpointConfig(redis.url)), ConversationLocks(EndpointConfig(redis.url))
    yield both
    for one in both:
        await one.close()


async def turn(locks: ConversationLocks, log: list[str], name: str, conversation: str = "one") -> None:
    async with locks.lock(conversation):
        log.append(f"{name} begins")
        await asyncio.sleep(0.05)
        log.append(f"{name} ends")


async def test_turns_of_one_conversation_wait_in_their_order() -> None:
    locks, log = ConversationLocks(), list[str]()
    await asyncio.gather(*(turn(locks, log, name) for name in "abc"))
    assert log == [f"{name} {what}" for name in "abc" for what in ("begins", "ends")]
    assert not locks.shared


async def test_those_of_others_do_not() -> None:
    locks, log = ConversationLocks(), list[str]()
    await asyncio.gather(turn(locks, log, "a", "one"), turn(locks, log, "b", "two"))
    assert log == ["a begins", "b begins", "a ends", "b ends"]


async def test_who_holds_the_lock_comes_in_again_but_not_what_was_started_beside() -> None:
    locks, log = ConversationLocks(), list[str]()
    async with locks.lock("one"):
        async with locks.lock("one"):
            log.append("again")
        beside = asyncio.ensure_future(turn(locks, log, "beside"))
        await asyncio.sleep(0.05)
        log.append("held")
    await beside
    assert log == ["again", "held", "beside begins", "beside ends"]


async def test_an_error_gives_the_lock_back() -> None:
    locks = ConversationLocks()
    with pytest.raises(ZeroDivisionError):
        async with locks.lock("one"):
            _ = 1 / 0
    async with locks.lock("one"):
        pass


async def test_instances_wait_for_each_other(two: tuple[ConversationLocks, ConversationLocks]) -> None:
    log: list[str] = []
    await asyncio.gather(*(turn(two[number % 2], log, str(number)) for number in range(6)))
    assert all(log[at].split()[0] == log[at + 1].split()[0] for at in range(0, len(log), 2)), log
    assert two[0].shared


async def test_waiting_ends(two: tuple[ConversationLocks, ConversationLocks]) -> None:
    async with two[0].lock("one"):
        with pytest.raises(LockError):
            async with two[1].lock("one", lock_lifetime=0.2):
                pass


async def test_a_long_turn_keeps_its_lock(
    two: tuple[ConversationLocks, ConversationLocks], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_store, "LIFETIME", 0.3)
    async with two[0].lock("one"):
        await asyncio.sleep(0.8)
        with pytest.raises(LockError):
            async with two[1].lock("one", lock_lifetime=0.1):
                pass


async def test_the_lock_of_a_dead_instance_runs_out(
    two: tuple[ConversationLocks, ConversationLocks], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_store, "LIFETIME", 0.3)
    dead = await two[0]._acquired("one", 1.0)
    assert dead is not None
    async with two[1].lock("one", lock_lifetime=30):
        pass


async def test_a_lock_that_was_given_up_while_redis_hung_is_in_nobody_s_way(
    two: tuple[ConversationLocks, ConversationLocks],
) -> None:
    assert await two[0]._acquired("one", 1.0)
    async with two[0].lock("one", lock_lifetime=0.5):
        with pytest.raises(LockError):
            async with two[1].lock("one", lock_lifetime=0.1):
                pass
    async with two[1].lock("one", lock_lifetime=0.5):
        pass


async def test_without_redis_this_process_goes_on_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_store, "PAUSE", 0.0)
    with redis_server(tmp_path) as server:
        locks, log = ConversationLocks(EndpointConfig(server.url)), list[str]()
        await turn(locks, log, "before")
        server.stop()
        await asyncio.gather(turn(locks, log, "a"), turn(locks, log, "b"))
        assert locks.degraded
        server.start()
        await turn(locks, log, "after")
        assert not locks.degraded
        async with locks.lock("one"):
            # It goes while a turn is running: the turn does not notice.
            server.stop()
        await locks.close()
    assert log == [f"{name} {what}" for name in ("before", "a", "b", "after") for what in ("begins", "ends")]

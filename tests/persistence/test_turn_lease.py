"""Of two instances that have a turn, one keeps it: as Redis says, or the database, or, without either, each its own."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis

from persistence.circuit_breaker import CircuitBreaker
from persistence.turn_lease import TurnLease, TurnLost, of_this_turn
from records import lock_store
from records.event_table import TABLE, EventTable, _columns
from records.lock_store import ConversationLocks
from records.tracker_store import ConversationStore
from tests.records.builders import DOMAIN, Cut, asked, begun, exchange, say, store, until_written
from tests.redis_server import RedisServer, redis_server

pytestmark = pytest.mark.asyncio

ID = "message-1"


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no Redis that is away."""
    monkeypatch.setattr(lock_store, "TIMEOUT", 30.0)


def client_of(locks: ConversationLocks) -> Redis:
    assert locks._redis
    return locks._redis


@pytest_asyncio.fixture
async def locks(redis: RedisServer) -> AsyncIterator[ConversationLocks]:
    it = ConversationLocks(EndpointConfig(redis.url))
    yield it
    await client_of(it).delete(f"xueshi-turn:one:{ID}")
    await it.close()


def attempt(locks: ConversationLocks) -> TurnLease:
    """One instance's attempt at the turn of the message."""
    return TurnLease(client_of(locks), CircuitBreaker(0.0), "one", ID)


async def test_the_last_one_to_take_it_has_it(locks: ConversationLocks) -> None:
    first, second = attempt(locks), attempt(locks)
    assert await first.take() is None
    await first.hold()
    assert await second.take() is None
    await second.hold()
    with pytest.raises(TurnLost):
        await first.hold()
    assert first.lost
    with pytest.raises(TurnLost):
        await first.end()
    await first.tell([{"text": "第一个说的"}])
    assert await attempt(locks).take() is None
    assert second.lost is first.ended is False


async def test_what_has_ended_is_not_taken_again(locks: ConversationLocks) -> None:
    first = attempt(locks)
    assert await first.take() is None
    await first.end()
    assert first.ended
    assert await attempt(locks).take() == []
    await first.tell([{"text": "您好"}])
    assert await attempt(locks).take() == [{"text": "您好"}]
    await first.hold()
    assert 0 < await client_of(locks).ttl(f"xueshi-turn:one:{ID}") <= 600


async def test_a_redis_that_has_forgotten_or_gone_takes_nothing_away(tmp_path: Path) -> None:
    with redis_server(tmp_path) as server:
        locks = ConversationLocks(EndpointConfig(server.url))
        lease = attempt(locks)
        await lease.take()
        server.stop()
        await lease.hold()
        assert await attempt(locks).take() is None
        server.start()
        await lease.hold()
        await lease.end()
        server.stop()
        await lease.end()
        await lease.hold()
        assert not lease.lost
        await locks.close()


async def test_a_turn_has_its_claim_where_others_could_have_it(locks: ConversationLocks) -> None:
    async with locks.turn("one", ID) as lease:
        assert lease is of_this_turn.get() is not None
    async with locks.turn("one", None) as lease:
        assert lease is of_this_turn.get() is None
    async with ConversationLocks().turn("one", ID) as lease:
        assert lease is of_this_turn.get() is None


async def turn(kept: ConversationStore, lease: TurnLease, meanwhile: ConversationStore | None = None) -> None:
    """One turn of the message, in which another instance may have had it."""
    tracker = await kept.get_or_create_tracker("one", append_action_listen=False)
    for event in [*([] if tracker.events else begun()), UserUttered("问", message_id=ID), *exchange("答")[1:]]:
        tracker.update(event, DOMAIN)
    if meanwhile:
        await turn(meanwhile, lease)
    before = of_this_turn.set(lease)
    try:
        await kept.save(tracker)
    finally:
        of_this_turn.reset(before)


@pytest.fixture(params=["file", pytest.param("postgres_url", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'conversations.db'}"
    url: str = request.getfixturevalue(request.param)
    return url


async def test_the_database_knows_of_the_other_turn(url: str) -> None:
    kept, other = store(url), store(url)
    # There is no Redis that could say so.
    lease = TurnLease(None, away(), "one", ID)
    await say(kept, "one", "之前")
    with pytest.raises(TurnLost):
        await turn(kept, lease, other)
    assert lease.lost
    assert kept.backlog == 0
    await say(kept, "one", "之后")
    for reader in (kept, other):
        assert asked(await reader.retrieve_full_tracker("one")) == ["之前", "问", "之后"]
    await kept.close()
    await other.close()


async def test_a_turn_that_was_written_before_this_one_began_is_seen(url: str) -> None:
    kept, other = store(url), store(url)
    lease = TurnLease(None, away(), "one", ID)
    await turn(other, lease)
    with pytest.raises(TurnLost):
        await turn(kept, lease)
    assert lease.lost
    for reader in (kept, other):
        assert asked(await reader.retrieve_full_tracker("one")) == ["问"]
        await reader.close()


async def test_two_that_write_at_the_same_time_see_each_other(postgres_url: str) -> None:
    first, second = EventTable(postgres_url), EventTable(postgres_url)
    message = UserUttered("问", message_id=ID)
    mine = UserUttered("问", message_id=ID, timestamp=1.0)
    with first._database.begin() as connection:
        first._alone(connection, "one")
        late = asyncio.get_running_loop().run_in_executor(None, second.add, "one", [mine], 0, mine)
        await asyncio.to_thread(second.add, "other", [message], 0, message)
        connection.execute(TABLE.insert(), _columns("one", message))
        await asyncio.wait([late], timeout=0.5)
        assert not late.done()
    with pytest.raises(TurnLost):
        await late
    assert [row.event for row in second.all("one")] == [message]
    first.close()
    second.close()


def away() -> CircuitBreaker:
    broken = CircuitBreaker(3600)
    broken.failed()
    return broken


async def test_what_was_written_without_a_word_is_ones_own(url: str) -> None:
    table = EventTable(url)
    message = UserUttered("问", message_id=ID)
    events = [message, BotUttered("答")]
    table.add("one", events, 0, message)
    table.add("one", events, 0, message, again=True)
    assert [row.event for row in table.all("one")] == events
    with pytest.raises(TurnLost):
        table.add("one", [UserUttered("问", message_id=ID, timestamp=1.0)], 0, UserUttered("问", message_id=ID))
    table.close()


async def test_in_an_outage_redis_says_whose_it_is(
    locks: ConversationLocks, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, other = store(url), store(url)
    await say(kept, "one", "之前")
    first, second = attempt(locks), attempt(locks)
    with Cut(monkeypatch):
        await first.take()
        await second.take()
        await turn(other, second)
        assert second.ended
        with pytest.raises(TurnLost):
            await turn(kept, first)
        assert (kept.backlog, other.backlog) == (0, 1)
        assert asked(await kept.retrieve("one")) == ["之前"]
    await until_written(other)
    reader = store(url)
    assert asked(await reader.retrieve_full_tracker("one")) == ["之前", "问"]
    for one in (kept, other, reader):
        await one.close()

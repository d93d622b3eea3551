"""Deliveries, as two workers with one store see them."""

import pytest

from channels.wechat.deliveries import PushDeliveries
from channels.wechat.identity import Identity
from channels.wechat.reply import WeChatReply
from channels.wechat.store import MemoryStore

pytestmark = pytest.mark.asyncio


@pytest.fixture
def workers() -> tuple[PushDeliveries, PushDeliveries]:
    store, identity = MemoryStore(), Identity(b"k" * 32, "wxapp")
    return PushDeliveries(store, identity), PushDeliveries(store, identity)


async def test_one_takes_it(workers: tuple[PushDeliveries, PushDeliveries]) -> None:
    one, other = workers
    assert await one.take("m1")
    assert not await other.take("m1")
    assert not await one.take("m1")
    assert await other.take("m2")


async def test_the_other_gives_the_same_reply(workers: tuple[PushDeliveries, PushDeliveries]) -> None:
    one, other = workers
    assert await other.reply("m1") is None
    await one.keep("m1", WeChatReply("text", "好"))
    assert await other.reply("m1") == WeChatReply("text", "好")


async def test_a_nonce_is_for_one_message(workers: tuple[PushDeliveries, PushDeliveries]) -> None:
    one, other = workers
    assert not await one.is_replay("1", "n", "m1")
    assert not await other.is_replay("1", "n", "m1"), "WeChat delivers again"
    assert await other.is_replay("1", "n", "m2")
    assert not await other.is_replay("2", "n", "m2")

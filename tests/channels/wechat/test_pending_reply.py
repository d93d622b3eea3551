"""A reply goes one way only."""

import asyncio
import time

import pytest

from channels.wechat.pending_reply import PendingReply
from channels.wechat.reply import WeChatReply

pytestmark = pytest.mark.asyncio
REPLY = WeChatReply("text", "好")


async def test_in_time() -> None:
    pending_reply = PendingReply()
    waiting = asyncio.ensure_future(pending_reply.reply(5))
    await asyncio.sleep(0)
    assert pending_reply.offer(REPLY)
    assert await waiting == REPLY
    assert await pending_reply.reply(0) == REPLY, "WeChat may ask again"


async def test_too_late_it_is_for_nobody_who_waits() -> None:
    pending_reply = PendingReply()
    assert await pending_reply.reply(0.01) is None
    assert not pending_reply.offer(REPLY)
    assert await pending_reply.reply(5) is None


async def test_in_the_very_moment_it_is_in_time() -> None:
    pending_reply, loop = PendingReply(), asyncio.get_running_loop()
    waiting = asyncio.ensure_future(pending_reply.reply(0.02))
    await asyncio.sleep(0)
    offered: list[bool] = []
    loop.call_later(0.02, lambda: offered.append(pending_reply.offer(REPLY)))
    time.sleep(0.04)  # so that both are due in one round of the loop
    assert [await waiting] == [REPLY]
    assert offered == [True]


async def test_whoever_hangs_up_makes_it_late() -> None:
    pending_reply = PendingReply()
    waiting = asyncio.ensure_future(pending_reply.reply(5))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not pending_reply.offer(REPLY)


async def test_all_who_wait_hear_the_same() -> None:
    pending_reply = PendingReply()
    waiting = [asyncio.ensure_future(pending_reply.reply(5)) for _ in range(3)]
    await asyncio.sleep(0)
    pending_reply.offer(REPLY)
    pending_reply.offer(WeChatReply("text", "另一个"))
    assert await asyncio.gather(*waiting) == [REPLY] * 3

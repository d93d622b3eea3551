"""Many at once, each answered once: retries, duplicates, several workers, a Redis that goes away."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack

import pytest
from rasa.core.channels.channel import UserMessage

from channels.wechat import store
from tests.channels.fake_rasa import Running
from tests.channels.wechat.conftest import SLOW, Connect, WeChatAgent
from tests.redis_server import RedisServer
from tools.wechat_simulator.platform import Platform, User

pytestmark = pytest.mark.asyncio
USERS = 50
PATIENT = 60.0
"""Seconds within which a busy machine, too, answers all of them."""


class WaitingAgent(WeChatAgent):
    """Answers nobody before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may = asyncio.Event()

    async def handle_message(self, message: UserMessage) -> None:
        await self.may.wait()
        await super().handle_message(message)


async def workers(stack: AsyncExitStack, connect: Connect, redis: RedisServer, count: int = 2) -> list[Running]:
    more = {"REDIS_URL": redis.url}
    return [await stack.enter_async_context(connect(more, WeChatAgent())) for _ in range(count)]


def turns(*servers: Running) -> Counter[str]:
    return Counter(str(message.text) for server in servers for message in server.agent.seen)


async def duplicated(platform: Platform, user: User, text: str, times: int = 2) -> None:
    """Say `text`, and let the platform deliver it more often at the same moment."""
    fields = {"MsgType": "text", "Content": text, "MsgId": abs(hash(text))}
    await platform.push(user, fields, 1 + times)


async def all_see(users: Sequence[User]) -> None:
    """Each sees the answer to what they said, and nothing else."""
    for n, user in enumerate(users):
        assert [one.text for one in await user.sees(1)] == [f"您说：第{n}个"]
    await asyncio.sleep(0.3)
    assert [len(user.seen) for user in users] == [1] * USERS


async def test_fifty_at_once_with_duplicates(server: Running, platform: Platform) -> None:
    platform.seconds = PATIENT
    users = [platform.user() for _ in range(USERS)]
    await asyncio.gather(*(duplicated(platform, user, f"第{n}个") for n, user in enumerate(users)))
    await all_see(users)
    assert turns(server) == {f"第{n}个": 1 for n in range(USERS)}


async def test_fifty_at_once_whose_answers_are_late(connect: Connect, platform: Platform) -> None:
    platform.seconds = PATIENT
    agent = WaitingAgent()
    users = [platform.user() for _ in range(USERS)]
    async with connect(agent=agent) as server:
        await asyncio.gather(*(duplicated(platform, user, f"第{n}个") for n, user in enumerate(users)))
        assert not any(user.seen for user in users)
        agent.may.set()
        await all_see(users)
        assert {message.way for user in users for message in user.seen} == {"message"}
        assert set(turns(server).values()) == {1}


async def test_wechat_asks_again_while_the_first_is_running(server: Running, platform: Platform) -> None:
    """Its time is up before ours: as if the way there and back took long."""
    platform.seconds, server.agent.seconds = 0.3, 0.5
    user = platform.user()
    await platform.say(user, "慢")
    await user.sees(1)
    await asyncio.sleep(0.3)
    assert [(message.way, message.text) for message in user.seen] == [("message", "您说：慢")]
    assert turns(server) == {"慢": 1}


async def test_events_of_one_second_are_one_turn(server: Running, platform: Platform) -> None:
    user = platform.user()
    whole = platform.whole(user, {"MsgType": "event", "Event": "CLICK", "EventKey": "怎么注册"})
    await asyncio.gather(platform.push(user, whole), *(platform.deliver(platform.request(whole)) for _ in range(3)))
    assert len(await user.sees(1)) == 1
    assert turns(server) == {"怎么注册": 1}


async def test_several_workers_take_a_message_once(
    connect: Connect, platform: Platform, redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine is no Redis that is away.
    monkeypatch.setattr(store, "TIMEOUT", PATIENT)
    platform.seconds = PATIENT
    async with AsyncExitStack() as stack:
        servers = await workers(stack, connect, redis, 3)
        for server in servers:
            server.agent.seconds = 0.05
        users = [platform.user() for _ in range(USERS)]
        await asyncio.gather(*(duplicated(platform, user, f"第{n}个", 3) for n, user in enumerate(users)))
        await all_see(users)
        assert turns(*servers) == {f"第{n}个": 1 for n in range(USERS)}
        assert sum(bool(server.agent.seen) for server in servers) > 1


async def test_another_worker_gives_the_same_reply(connect: Connect, platform: Platform, redis: RedisServer) -> None:
    async with AsyncExitStack() as stack:
        servers = await workers(stack, connect, redis)
        user = platform.user()
        whole = platform.whole(user, {"MsgType": "text", "Content": "在吗", "MsgId": 1})
        for _ in range(2):
            await platform.push(user, whole)
        assert [message.text for message in user.seen] == ["您说：在吗"] * 2, "the platform shows what it is told"
        assert turns(*servers) == {"在吗": 1}


async def test_a_retry_at_another_worker_while_the_first_is_late(
    connect: Connect, platform: Platform, redis: RedisServer
) -> None:
    async with AsyncExitStack() as stack:
        servers = await workers(stack, connect, redis)
        for server in servers:
            server.agent.seconds = 1.0
        platform.seconds = 0.5
        user = platform.user()
        await platform.say(user, "慢")
        await user.sees(1)
        await asyncio.sleep(0.3)
        assert [(message.way, message.text) for message in user.seen] == [("message", "您说：慢")]
        assert turns(*servers) == {"慢": 1}


async def test_workers_share_one_token_and_know_each_other_s_users(
    connect: Connect, platform: Platform, redis: RedisServer
) -> None:
    async with AsyncExitStack() as stack:
        one, other = await workers(stack, connect, redis)
        user = platform.user()
        await platform.say(user, "在吗")
        [message] = [*one.agent.seen, *other.agent.seen]
        for server in (one, other):
            output = server.app.ctx.input_channels[0].get_output_channel()
            await output.send_text_message(message.sender_id, "您好")
        await user.sees(3)
        assert platform.interfaces.fetched == 1
        kept = redis.everything()
        assert kept
        assert user.open_id not in kept
        assert "您说" not in kept
        assert all(token not in kept for token in platform.interfaces._tokens)


async def test_without_redis_it_goes_on(connect: Connect, platform: Platform, redis: RedisServer) -> None:
    async with AsyncExitStack() as stack:
        [server] = await workers(stack, connect, redis, 1)
        user = platform.user()
        await platform.say(user, "一")
        redis.stop()
        await duplicated(platform, user, "二")
        server.agent.seconds = SLOW
        await platform.say(user, "三")
        assert [one.text for one in await user.sees(3)] == ["您说：一", "您说：二", "您说：三"]
        redis.start()
        assert turns(server) == {"一": 1, "二": 1, "三": 1}

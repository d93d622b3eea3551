"""Two instances that share a Redis are one web chat, and each is one by itself while Redis is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from rasa.core.lock_store import InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig

from channels.webchat import fan_out
from channels.webchat.input import WebChatInput
from records import lock_store
from records.lock_store import ConversationLocks
from tests.channels.fake_rasa import FakeAgent, Running, running
from tests.redis_server import RedisServer
from tests.socket_client import Client, client

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no Redis that is away."""
    for module in (fan_out, lock_store):
        monkeypatch.setattr(module, "TIMEOUT", 30.0)


@pytest_asyncio.fixture
async def two(
    credentials: dict[str, object], redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[list[Running]]:
    """Two instances with one store of conversations."""
    monkeypatch.setenv("REDIS_URL", redis.url)
    monkeypatch.setattr(fan_out, "PAUSE", 0.05)
    store = FakeAgent().tracker_store
    async with AsyncExitStack() as stack:
        found = []
        for _ in range(2):
            agent = FakeAgent()
            agent.tracker_store = store
            agent.lock_store = locks = ConversationLocks(EndpointConfig(redis.url))
            stack.push_async_callback(locks.close)
            channel = WebChatInput.from_credentials(credentials)
            found.append(await stack.enter_async_context(running(channel, agent=agent)))
        yield found


async def windows(stack: AsyncExitStack, two: list[Running]) -> tuple[Client, Client]:
    """One user's windows, each connected to another instance."""
    first, second = [await stack.enter_async_context(client(server.url)) for server in two]
    assert await second.session(await first.session())
    # The managers begin to listen when the first client comes.
    await until_heard(two, first, second)
    return first, second


async def until_heard(two: list[Running], first: Client, second: Client) -> None:
    """Return when each instance hears the other."""
    for speaker, listener in ((first, second), (second, first)):
        for _ in range(200):
            await speaker.say("在吗")
            await speaker.wait("bot_uttered")
            if not await listener.nothing("bot_uttered", 0.1):
                break
        else:
            raise AssertionError("the other instance is not heard")
    for window in (first, second):
        await window.nothing("bot_uttered", 0.3)
        window.heard.clear()


async def test_an_answer_reaches_the_window_at_the_other_instance(two: list[Running]) -> None:
    async with AsyncExitStack() as stack:
        first, second = await windows(stack, two)
        answer = await first.ask("您好")
        assert (await second.wait("bot_uttered"))[0] == answer
        assert (await second.wait("user_echo"))[0]["text"] == "您好"
        # To the window itself only what its own instance says: once.
        assert await first.nothing("bot_uttered")
        assert len(first.heard["bot_uttered"]) == 1


async def test_other_conversations_hear_nothing(two: list[Running]) -> None:
    async with AsyncExitStack() as stack:
        first, _ = await windows(stack, two)
        stranger = await stack.enter_async_context(client(two[1].url))
        await stranger.session()
        await first.ask("您好")
        assert await stranger.nothing("bot_uttered")


async def test_a_message_sent_to_both_instances_is_one_turn(two: list[Running]) -> None:
    """The client lost its connection while the first was still at it, and came to the second."""
    two[0].agent.seconds = 0.5
    async with AsyncExitStack() as stack:
        first, second = await windows(stack, two)
        for server in two:
            server.agent.seen.clear()
        await first.say("怎么注册", id="message-0001")
        await asyncio.sleep(0.1)
        await second.say("怎么注册", id="message-0001", again=True)
        await second.wait("bot_typing", 4)
        assert [message.text for server in two for message in server.agent.seen] == ["怎么注册"]
        assert await second.nothing("bot_uttered", 0.5)
        assert len(second.heard["bot_uttered"]) == 1


async def test_each_serves_its_own_while_redis_is_away(two: list[Running], redis: RedisServer) -> None:
    async with AsyncExitStack() as stack:
        first, second = await windows(stack, two)
        redis.stop()
        try:
            for window in (first, second):
                assert (await window.ask("您好"))["text"] == "您说：您好"
        finally:
            redis.start()
        for window in (first, second):
            window.heard.clear()
        await until_heard(two, first, second)


async def test_an_instance_alone_needs_no_redis(server: Running) -> None:
    assert isinstance(server.agent.lock_store, InMemoryLockStore)
    async with client(server.url) as user:
        assert await user.ask("您好")

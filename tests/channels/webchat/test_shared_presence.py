"""Who has the page open and types is known at each instance, wherever the user is served."""

import asyncio
import time

import pytest
from pydantic import SecretStr

from channels.settings import server_settings
from channels.webchat import shared_presence
from channels.webchat.input import WebChatInput
from channels.webchat.settings import webchat_settings
from channels.webchat.shared_presence import UserPresence
from tests.channels.fake_rasa import Running, running
from tests.redis_server import RedisServer
from tests.socket_client import Client, client

pytestmark = pytest.mark.asyncio

SECONDS = 20.0


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_presence, "EVERY", 0.1)
    monkeypatch.setattr(shared_presence, "LASTS", 2)
    monkeypatch.setattr(shared_presence, "PAUSE", 0.1)


def instance(credentials: dict[str, object], url: str) -> WebChatInput:
    return WebChatInput(webchat_settings(credentials), server_settings().copy(update={"redis_url": SecretStr(url)}))


async def conversation_of(served: Running, user: Client) -> str:
    await user.session()
    await user.ask("您好")
    return str(served.agent.seen[-1].sender_id)


async def until(chat: WebChatInput, conversation: str, expected: UserPresence | None) -> None:
    end = time.monotonic() + SECONDS
    while (result := await chat.there(conversation)) != expected:
        assert time.monotonic() < end, result
        await asyncio.sleep(0.02)


async def test_another_instance_knows_who_is_there_and_types(
    credentials: dict[str, object], redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = instance(credentials, redis.url), instance(credentials, redis.url)
    async with running(here) as first, running(there) as second:
        async with client(first.url) as user:
            conversation = await conversation_of(first, user)
            await until(there, conversation, UserPresence(online=True, typing=False))
            await user.socket.emit("typing")
            for one in (here, there):
                await until(one, conversation, UserPresence(online=True, typing=True))
            await user.ask("我的密码忘了")
            for one in (here, there):
                await until(one, conversation, UserPresence(online=True, typing=False))
            async with client(second.url) as another_window:
                await another_window.session()
                assert await there.there("web-nobody") == UserPresence(online=False, typing=False)
        await until(there, conversation, UserPresence(online=False, typing=False))
        assert f"{shared_presence.OPEN}{conversation}" not in redis.names()


async def test_without_redis_an_instance_knows_its_own_users(
    credentials: dict[str, object], redis: RedisServer
) -> None:
    here, there = instance(credentials, redis.url), instance(credentials, redis.url)
    async with running(here) as first, running(there), client(first.url) as user:
        conversation = await conversation_of(first, user)
        await until(there, conversation, UserPresence(online=True, typing=False))
        redis.stop()
        try:
            await until(here, conversation, UserPresence(online=True, typing=False))
            await until(there, conversation, None)
        finally:
            redis.start()
        await until(there, conversation, UserPresence(online=True, typing=False))

"""An instance dies at once (SIGKILL), and starts again."""

import asyncio

import pytest

from channels.webchat.session_id import sender_id
from tests.cluster import Site
from tests.faults.looking import history, look
from tests.faults.views import said_in, shown_in, stored
from tests.faults.watchers import User, present, talking
from tests.socket_client import client

pytestmark = pytest.mark.asyncio


async def test_users_go_on_at_the_other_one(site: Site) -> None:
    users = [User(f"killed{number}", site.url, number % 3) for number in range(6)]
    first, second = site.instances
    async with present(users):
        async with talking(users):
            for instance in (first, second):
                await asyncio.sleep(3)
                await asyncio.to_thread(instance.kill)
                await asyncio.sleep(5)
                await asyncio.to_thread(instance.start)
        assert await look(site, users, "each instance killed once, away for 5 s") == {}
    # Of the two all users were at, each has died.
    assert all(user.connections > 1 for user in users)


async def test_a_message_whose_turn_died_is_answered_once_by_the_other(site: Site) -> None:
    first, second = site.instances
    site.actions.pause()
    try:
        async with client(first.url) as user:
            session = await user.session()
            packet = {"message": "忘记密码", "id": "in-its-turn"}
            assert await user.socket.call("user_uttered", packet, timeout=10) == {"shown": "忘记密码"}
            assert await user.nothing("bot_uttered", 0.5)
            await asyncio.to_thread(first.kill)
    finally:
        site.actions.go_on()
    try:
        async with client(second.url) as user:
            assert await user.session(session) == session
            assert await user.history() == []
            await user.say("忘记密码", id="in-its-turn", again=True)
            [asked] = await user.wait("bot_uttered", 1, 30)
            assert asked["metadata"]["asks"] == "role"
            await user.wait("bot_typing", 2, 10)
    finally:
        await asyncio.to_thread(first.start)
    events = stored(site.database_url, sender_id(session))
    assert said_in(events) == ["in-its-turn"]
    assert shown_in(events) == [asked["id"]]
    for instance in (first, second):
        assert await history(instance.url, session) == ["in-its-turn", asked["id"]]


async def test_one_that_is_stopped_with_users_says_nothing_of_it(site: Site) -> None:
    first, _ = site.instances
    users = [User(f"stopped{number}", first.url, number) for number in range(5)]
    async with present(users):
        async with talking(users):
            await asyncio.sleep(2)
        before = len(first.log)
        assert await asyncio.to_thread(first.stop)
        assert first.log[before:] == ""
        await asyncio.to_thread(first.start)

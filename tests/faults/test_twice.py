"""A client loses its connection in a turn and sends the message again to the other instance: one turn is kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from channels.webchat.session_id import sender_id
from tests.cluster import Part, Site
from tests.faults.hanging import freeze, thaw
from tests.faults.looking import history
from tests.faults.views import said_in, shown_in, stored
from tests.socket_client import Client, client

pytestmark = pytest.mark.asyncio

QUESTION = "忘记密码"
"""An action's: it asks for the user's role."""


async def test_the_first_instance_is_still_at_it(site: Site) -> None:
    first, second = site.instances
    async with client(second.url) as user:
        async with in_the_middle(site, first, "still-at-it") as session:
            coming = asyncio.ensure_future(again(user, session, "still-at-it"))
            await asyncio.sleep(2)
        await kept_once(site, user, session, "still-at-it", await coming)


async def test_redis_hangs_when_it_comes_again(site: Site) -> None:
    """Then neither knows of the other, and both end at the same time."""
    first, second = site.instances
    async with client(second.url) as user:
        async with in_the_middle(site, first, "side-by-side") as session:
            site.redis.pause()
            try:
                coming = asyncio.ensure_future(again(user, session, "side-by-side"))
                await asyncio.sleep(3)
            finally:
                site.redis.go_on()
        await kept_once(site, user, session, "side-by-side", await coming)


async def test_the_first_instance_is_frozen_and_goes_on_later(site: Site) -> None:
    first, second = site.instances
    async with client(second.url) as user:
        async with frozen_in_the_middle(site, first, "was-frozen") as session:
            # Once the lock of the first has run out.
            asked = await again(user, session, "was-frozen")
        await kept_once(site, user, session, "was-frozen", asked)


async def test_the_first_instance_has_ended_it_while_the_database_is_away(site: Site) -> None:
    first, second = site.instances
    async with client(second.url) as user:
        async with postgresql_away(site):
            async with in_the_middle(site, first, "database-away") as session:
                pass
            async with client(first.url) as window:
                assert await window.session(session) == session
                while len(await window.history()) < 2:
                    await asyncio.sleep(0.5)
            # The second one has nothing of it in its memory, and nowhere to look.
            asked = await again(user, session, "database-away")
        await kept_once(site, user, session, "database-away", asked)


async def test_the_first_instance_is_frozen_while_the_database_is_away(site: Site) -> None:
    first, second = site.instances
    async with client(second.url) as user:
        async with postgresql_away(site):
            async with frozen_in_the_middle(site, first, "both-at-once") as session:
                asked = await again(user, session, "both-at-once")
            await asyncio.sleep(3)
        await kept_once(site, user, session, "both-at-once", asked)


@asynccontextmanager
async def in_the_middle(site: Site, at: Part, id_: str) -> AsyncIterator[str]:
    """Ask, and lose the connection while the action server is at it; the session. It goes on after the block."""
    site.actions.pause()
    try:
        async with client(at.url) as user:
            session = await user.session()
            await send(user, id_)
            assert await user.nothing("bot_uttered", 0.5)
        yield session
    finally:
        site.actions.go_on()


@asynccontextmanager
async def frozen_in_the_middle(site: Site, at: Part, id_: str) -> AsyncIterator[str]:
    """The same, but only the instance goes on after the block; the action server does within."""
    async with in_the_middle(site, at, id_) as session:
        freeze(at)
    try:
        yield session
    finally:
        thaw(at)


@asynccontextmanager
async def postgresql_away(site: Site) -> AsyncIterator[None]:
    assert await asyncio.to_thread(site.postgresql.stop)
    try:
        yield
    finally:
        await asyncio.to_thread(site.postgresql.start)


async def send(at: Client, id_: str, **more: Any) -> None:
    assert await at.socket.call("user_uttered", {"message": QUESTION, "id": id_, **more}, timeout=20)


async def again(user: Client, session: str, id_: str) -> dict[str, Any]:
    """Come back and send the message once more; return the answer."""
    assert await user.session(session) == session
    await send(user, id_, again=True)
    [asked] = await user.wait("bot_uttered", 1, 40)
    assert asked["metadata"]["asks"] == "role"
    return dict(asked)


async def kept_once(site: Site, user: Client, session: str, id_: str, asked: dict[str, Any]) -> None:
    """What the user was shown is stored once, nothing else is, and both instances show the same."""
    for _ in range(150):
        if said_in(stored(site.database_url, sender_id(session))):
            break
        await asyncio.sleep(0.2)
    # Whatever comes late has come by then: a store writes once a second what it could not write.
    assert await user.nothing("bot_uttered", 3)
    events = stored(site.database_url, sender_id(session))
    assert said_in(events) == [id_]
    assert shown_in(events) == [asked["id"]]
    for instance in site.instances:
        assert await history(instance.url, session) == [id_, asked["id"]]

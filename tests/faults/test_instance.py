"""An instance dies at once (SIGKILL)."""

import asyncio

import pytest

from tests.cluster import Part, Site
from tests.faults.looking import look
from tests.faults.watchers import User, present, talking

pytestmark = pytest.mark.asyncio


async def test_users_go_on_at_the_other_one(site: Site) -> None:
    users = [User(f"killed{number}", site.url, number % 3) for number in range(6)]
    first, second = site.instances
    async with present(users):
        async with talking(users):
            await asyncio.sleep(4)
            await asyncio.to_thread(first.kill)
            await asyncio.sleep(6)
            await asyncio.to_thread(first.start)
            await asyncio.sleep(4)
            await asyncio.to_thread(second.kill)
            await asyncio.sleep(3)
            await asyncio.to_thread(second.start)
        assert await look(site.database_url, urls(site), users, "instance killed") == {}
    assert all(user.connections > 1 for user in users)


def urls(site: Site) -> list[str]:
    return [part.url for part in site.instances]


def _other(site: Site, one: Part) -> Part:
    return next(part for part in site.instances if part.name != one.name)

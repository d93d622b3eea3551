"""nginx is told to read its files anew, and dies, while users talk."""

import asyncio
import os
import signal

import pytest

from tests.cluster import Site
from tests.faults.looking import look
from tests.faults.watchers import User, present, talking

pytestmark = pytest.mark.asyncio


async def test_reloads_under_load(site: Site) -> None:
    users = [User(f"reload{number}", site.url, number % 5) for number in range(12)]
    late = [User(f"late{number}", site.url, number % 5) for number in range(4)]
    async with present(users):
        async with talking(users):
            for _ in range(3):
                await asyncio.sleep(2)
                os.kill(site.nginx.pid, signal.SIGHUP)
            async with present(late), talking(late):
                os.kill(site.nginx.pid, signal.SIGHUP)
                await asyncio.sleep(3)
        assert await look(site, [*users, *late], "nginx reloaded") == {}
    # Who was connected stays so.
    assert {user.connections for user in [*users, *late]} == {1}


async def test_it_is_killed_and_started_again(site: Site) -> None:
    users = [User(f"proxy{number}", site.url, number % 5) for number in range(8)]
    async with present(users):
        async with talking(users):
            await asyncio.sleep(3)
            await asyncio.to_thread(site.nginx.kill)
            await asyncio.sleep(3)
            await asyncio.to_thread(site.nginx.start)
            await asyncio.sleep(4)
        assert await look(site, users, "nginx killed") == {}
    assert {user.connections for user in users} == {2}

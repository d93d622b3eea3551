"""nginx is told to read its files anew, and dies, while users talk; it uses an instance as soon as that is back."""

import asyncio
import os
import signal

import aiohttp
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
        assert await look(site, [*users, *late], "nginx told to reload 4 times") == {}
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
        assert await look(site, users, "nginx killed, away for 3 s") == {}
    assert {user.connections for user in users} == {2}


async def test_an_instance_that_has_come_back_is_used_at_once(site: Site) -> None:
    first, second = site.instances
    there = f'"127.0.0.1:{first.port}"'
    await until_quiet(site)
    window = await window_at(site, there)
    await asyncio.to_thread(first.kill)
    try:
        # Each is passed on to the other, and each asks the first one anew.
        for _ in range(5):
            assert await asked(site, window) == f'"127.0.0.1:{first.port}, 127.0.0.1:{second.port}"'
    finally:
        await asyncio.to_thread(first.start)
    for _ in range(20):
        assert await asked(site, window) == there


async def until_quiet(site: Site) -> None:
    """Wait for the last lines about users of before: nginx writes one when a connection ends."""
    before = -1
    while (now := len(requests(site))) != before:
        before = now
        await asyncio.sleep(1)


async def window_at(site: Site, there: str) -> str:
    """Return a window's name that nginx sends to this instance."""
    for number in range(100):
        if await asked(site, f"window-{number}") == there:
            return f"window-{number}"
    raise AssertionError("all windows are at the other one")


async def asked(site: Site, window: str) -> str:
    """Open a polling connection; return which instances nginx asked, as its log has them."""
    path = "/socket.io/?EIO=4&transport=polling&sess="
    before = len(requests(site))
    async with aiohttp.ClientSession() as http, http.get(f"{site.url}{path}{window}") as answer:
        assert answer.status == 200
    while len(lines := requests(site)) == before:
        await asyncio.sleep(0.02)
    [line] = lines[before:]
    return line.partition('"upstream":')[2].partition(',"bytes"')[0]


def requests(site: Site) -> list[str]:
    return [line for line in site.nginx.log.splitlines() if '"path":"/socket.io/"' in line and line.endswith("}")]

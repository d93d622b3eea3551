"""The server is stopped while users are connected."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp

from tests.running import Running, running_assistant
from tests.socket_client import client
from tests.talking import talking_to

USERS = 8


async def polling(url: str, http: aiohttp.ClientSession) -> None:
    """Connect by polling, and leave a request waiting for what the server says next."""
    address = f"{url}/socket.io/?EIO=4&transport=polling"
    async with http.get(address) as opened:
        sid = (await opened.text()).split('"sid":"')[1].split('"')[0]
    async with http.post(f"{address}&sid={sid}", data="40") as connected:
        assert connected.status == 200
    async with http.get(f"{address}&sid={sid}") as first:
        assert first.status == 200
    async with http.get(f"{address}&sid={sid}") as waiting:
        await waiting.text()


async def test_the_log_of_a_stop_with_connected_users_is_clean(tmp_path: Path) -> None:
    async with AsyncExitStack() as connected, aiohttp.ClientSession() as http:
        with running_assistant(tmp_path) as assistant:
            for _ in range(USERS):
                talk = await connected.enter_async_context(talking_to(assistant.url))
                await talk.say("证书怎么打印")
            await connected.enter_async_context(client(assistant.url))
            waiting = [asyncio.ensure_future(polling(assistant.url, http)) for _ in range(3)]
            await asyncio.sleep(1)
            before = len(assistant.log)
        await asyncio.gather(*waiting, return_exceptions=True)
        assert said_at_the_end(assistant, before) == []


def said_at_the_end(assistant: Running, before: int) -> list[str]:
    return assistant.log[before:].splitlines()

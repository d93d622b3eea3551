"""What nobody asked for reaches a user who is connected to another instance than the one that says it."""

import aiohttp
import pytest

from channels.webchat.session_id import sender_id
from tests.cluster import Site
from tests.desk_receiver import signed
from tests.socket_client import client

pytestmark = pytest.mark.asyncio


async def from_desk(url: str, **packet: str) -> None:
    body, headers = signed(packet)
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{url}/webhooks/desk/webhook", data=body, headers=headers) as answer,
    ):
        assert answer.status == 200, await answer.text()


@pytest.mark.parametrize("at", [0, 1])
async def test_a_person_at_one_instance_speaks_to_a_user_at_the_other(site: Site, at: int) -> None:
    here, there = site.instances[at], site.instances[1 - at]
    async with client(here.url) as user:
        session = await user.session()
        await user.say("转人工")
        before = len(await user.wait("bot_uttered", 2, 30))
        for text, url in (("您好，我是坐席", there.url), ("请问有什么问题", site.desk_url)):
            await from_desk(url, conversation=sender_id(session), event="message", text=text)
            before += 1
            said = (await user.wait("bot_uttered", before, 10))[-1]
            assert said["text"] == text
            assert said["metadata"]["from"] == "person"
        await from_desk(there.url, conversation=sender_id(session), event="closed")
        assert (await user.wait("bot_uttered", before + 1, 10))[-1]["metadata"]["outcome"]
        shown = [message["id"] for message in user.heard["bot_uttered"]]
        assert await user.nothing("bot_uttered", 0.5)
    async with client(there.url) as user:
        assert await user.session(session) == session
        assert [message["id"] for message in await user.history() if message["sender"] == "bot"] == shown

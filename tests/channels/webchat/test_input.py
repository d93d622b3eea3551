"""The web chat as a whole: who may connect, what the server reads, and how it starts and stops."""

from typing import Any

import aiohttp
import pytest
import socketio

from channels.webchat.input import LARGEST_PACKET, WebChatInput
from tests.channels.fake_rasa import FakeAgent, Running, running
from tests.socket_client import client

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_a_huge_packet_is_not_read(server: Running, transport: str) -> None:
    async with client(server.url, transports=[transport]) as user:
        await user.say("长" * LARGEST_PACKET)
        assert await user.nothing("bot_uttered")
    assert not server.agent.seen
    async with client(server.url) as user:
        assert await user.ask("您好")


@pytest.mark.parametrize("typed", ["/restart", "/session_start", '/inform{"role": "x"}', "/", '/ask{"faq_id": 1}'])
async def test_a_typed_command_is_text(server: Running, typed: str) -> None:
    async with client(server.url) as user:
        assert (await user.ask(typed))["text"] == f"您说：{typed}"


async def test_a_session_survives_a_restart(credentials: dict[str, object]) -> None:
    async with running(WebChatInput.from_credentials(credentials)) as server, client(server.url) as user:
        session = await user.session()
    async with running(WebChatInput.from_credentials(credentials)) as server, client(server.url) as user:
        assert await user.session(session) == session


async def test_the_last_turn_ends_before_the_server_does(credentials: dict[str, object]) -> None:
    agent = FakeAgent()
    agent.seconds = 0.3
    async with running(WebChatInput.from_credentials(credentials), agent=agent) as server:
        connection = client(server.url)
        user = await connection.__aenter__()
        await user.socket.call("user_uttered", {"message": "您好"}, timeout=5)
    assert user.heard["bot_uttered"]
    await connection.__aexit__(None, None, None)


def _origin(url: str, **headers: str) -> dict[str, Any]:
    return {"headers": {"Origin": url, **headers}}


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_only_the_servers_own_pages_may_connect(server: Running, transport: str) -> None:
    async with client(server.url, transports=[transport], **_origin(server.url)) as user:
        assert await user.ask("您好")
    for foreign in ("https://evil.example", "null", server.url.replace("http:", "https:")):
        with pytest.raises(socketio.exceptions.ConnectionError):
            async with client(server.url, transports=[transport], **_origin(foreign)):
                pass


async def test_behind_a_proxy_the_public_address_is_the_own_one(server: Running) -> None:
    proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "chat.example.org"}
    async with client(server.url, **_origin("https://chat.example.org", **proxy)) as user:
        assert await user.ask("您好")


async def test_listed_origins_may_connect(credentials: dict[str, object]) -> None:
    listed = {**credentials, "cors_allowed_origins": ["https://www.example.org"]}
    async with running(WebChatInput.from_credentials(listed)) as server:
        async with client(server.url, **_origin("https://www.example.org")) as user:
            assert await user.ask("您好")
        with pytest.raises(socketio.exceptions.ConnectionError):
            async with client(server.url, **_origin("https://evil.example")):
                pass


async def test_an_answer_nobody_asked_for_reaches_every_window(credentials: dict[str, object]) -> None:
    channel = WebChatInput.from_credentials(credentials)
    async with running(channel) as server, client(server.url) as user:
        await user.ask("您好")
        output = channel.get_output_channel()
        assert output is not None
        await output.send_text_message(server.agent.seen[0].sender_id, "提醒")
        assert (await user.wait("bot_uttered", 2))[-1]["text"] == "提醒"


async def test_health_and_readiness(server: Running) -> None:
    async with aiohttp.ClientSession(server.url) as http:
        async with http.get("/webhooks/socketio/") as answer:
            assert (answer.status, await answer.json()) == (200, {"status": "ok"})
        async with http.get("/readyz") as answer:
            assert (answer.status, await answer.json()) == (200, {"status": "ready"})
        server.agent.ready = False
        async with http.get("/readyz") as answer:
            assert answer.status == 503
        del server.app.ctx.agent
        async with http.get("/readyz") as answer:
            assert answer.status == 503


@pytest.mark.parametrize("other", ["203.0.113.1", "203.0.113.2"])
async def test_long_turns_come_one_at_a_time(server: Running, other: str) -> None:
    server.app.config.PROXIES_COUNT = 1
    server.agent.seconds = 0.5
    one, another = ({"X-Forwarded-For": address} for address in ("203.0.113.1", other))
    async with (
        client(server.url, headers=one) as first, client(server.url, headers=another) as second,
        client(server.url) as third,
    ):  # fmt: skip
        for user in (first, second, third):
            await user.session()
        for user in (first, second):
            await user.say("谁审核？" * 25)
        await third.say("您好")
        await third.wait("bot_uttered")
        # The short one did not wait for the second long one, which began when the first had ended.
        assert [str(message.text)[:2] for message in server.agent.seen[:2]].count("谁审") == 1
        await first.wait("bot_uttered")
        await second.wait("bot_uttered")
        assert len(server.agent.seen) == 3

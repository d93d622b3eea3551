"""A conversation is ended later, by whoever has its pass and from any other one."""

from typing import Any

import pytest

from channels.webchat import end_pass
from tests.channels.fake_rasa import Running
from tests.socket_client import client

pytestmark = pytest.mark.asyncio


async def test_it_is_over_in_all_its_windows_and_the_one_that_told_goes_on(server: Running) -> None:
    async with client(server.url) as one, client(server.url) as other:
        session = await one.session()
        await one.ask("我的事情")
        value = (await one.socket.call("end_pass"))["pass"]
        await other.session()
        await other.ask("别的事情")
        assert await other.socket.call("end_late", {"pass": value}) == {"ok": True}
        await one.wait("ended")
        assert "ended" not in other.heard
        assert [message["text"] for message in await other.history()] == ["别的事情", "您说：别的事情"]
        await one.session(session)
        assert await one.history() == []


async def test_told_twice_it_is_over_once(server: Running) -> None:
    async with client(server.url) as user:
        await user.session()
        await user.ask("我的事情")
        value = (await user.socket.call("end_pass"))["pass"]
        for _ in range(2):
            assert await user.socket.call("end_late", {"pass": value}) == {"ok": True}
        assert await user.history() == []


@pytest.mark.parametrize("packet", [None, 7, [], {}, {"pass": None}, {"pass": "x"}, {"pass": ["web-"]}])
async def test_what_is_no_pass_ends_nothing(server: Running, packet: Any) -> None:
    async with client(server.url) as user:
        await user.session()
        await user.ask("我的事情")
        assert await user.socket.call("end_late", packet) == {"ok": False, "unknown": True}
        assert len(await user.history()) == 2


async def test_another_server_s_pass_ends_nothing(server: Running) -> None:
    async with client(server.url) as user:
        session = await user.session()
        await user.ask("我的事情")
        sender = server.agent.seen[-1].sender_id
        assert sender.removeprefix("web-") == session.partition(".")[0]
        value = end_pass.issue(b"another key", sender)
        assert await user.socket.call("end_late", {"pass": value}) == {"ok": False, "unknown": True}
        assert len(await user.history()) == 2


async def test_a_pass_opens_nothing(server: Running) -> None:
    async with client(server.url) as user, client(server.url) as other:
        await user.session()
        await user.ask("我的事情")
        value = (await user.socket.call("end_pass"))["pass"]
        for claimed in (value, value.removeprefix("web-")):
            assert await other.session(claimed) != claimed
            assert await other.history() == []


async def test_a_store_that_fails_is_said_so(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async with client(server.url) as user:
        await user.session()
        value = (await user.socket.call("end_pass"))["pass"]
        monkeypatch.setattr(server.agent, "tracker_store", None)
        assert await user.socket.call("end_late", {"pass": value}) == {"ok": False}

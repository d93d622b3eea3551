"""A conversation that its user has ended is over in all windows, and its end is stored."""

import pytest

from tests.channels.fake_rasa import Running
from tests.socket_client import client

pytestmark = pytest.mark.asyncio


async def test_what_was_said_before_is_shown_to_nobody(server: Running) -> None:
    async with client(server.url) as one, client(server.url) as other:
        session = await one.session()
        await other.session(session)
        await one.ask("我的事情")
        assert await one.socket.call("end") == {"ok": True}
        await other.wait("ended")
        assert "ended" not in one.heard
        for window in (one, other):
            assert await window.history() == []
        await other.session(session)
        assert await other.history() == []
        await other.ask("新的")
        assert [message["text"] for message in await one.history()] == ["新的", "您说：新的"]


async def test_an_end_waits_for_the_turn_that_runs(server: Running) -> None:
    server.agent.seconds = 0.4
    async with client(server.url) as user:
        await user.session()
        await user.say("慢")
        assert await user.socket.call("end", "surplus") == {"ok": True}
        assert await user.history() == []


async def test_slots_are_forgotten(server: Running) -> None:
    async with client(server.url) as user:
        await user.session()
        await user.ask("暂停一下")
        await user.say("暂停")
        await user.wait("bot_typing", 4)
        sender = server.agent.seen[-1].sender_id
        assert (await server.agent.tracker_store.retrieve(sender)).is_paused()
        assert await user.socket.call("end") == {"ok": True}
        assert not (await server.agent.tracker_store.retrieve(sender)).is_paused()


async def test_a_store_that_fails_is_said_so(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async with client(server.url) as user:
        await user.session()
        monkeypatch.setattr(server.agent, "tracker_store", None)
        assert await user.socket.call("end") == {"ok": False}

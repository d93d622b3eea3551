"""The action server dies, or is slow, while users talk and while people are asked for."""

import asyncio
from pathlib import Path

import pytest

from channels.one_turn import apology
from tests.cluster import Site, running_cluster
from tests.desk_receiver import Receiver
from tests.faults.hanging import hanging
from tests.faults.looking import look, sorry
from tests.faults.watchers import User, present, talking

pytestmark = pytest.mark.asyncio

PERSON = "转人工"


async def test_it_is_killed_and_started_again(site: Site) -> None:
    users = [User(f"actions{number}", site.url, number) for number in range(5)]
    async with present(users):
        async with talking(users):
            await asyncio.sleep(3)
            await asyncio.to_thread(site.actions.kill)
            await asyncio.sleep(5)
            await asyncio.to_thread(site.actions.start)
            await asyncio.sleep(1)
            after = [len(sorry(user)) for user in users]
            await asyncio.sleep(6)
        assert await look(site, users, "action server killed, away for 5 s") == {}
    # Questions that need it had a polite sentence, until it was back.
    assert sum(after) > 0
    assert [len(sorry(user)) for user in users] == after


async def test_no_ticket_is_lost(site: Site, receiver: Receiver) -> None:
    user = User("ticket", site.url)
    receiver.status = 503
    async with present([user]):
        await user.ask(PERSON, 30)
        await asyncio.to_thread(site.actions.kill)
        await user.ask(PERSON, 30)
        assert len(sorry(user)) == 1
        receiver.status = 200
        await asyncio.to_thread(site.actions.start)
        await asyncio.to_thread(receiver.first, event="opened", conversation=user.sender)
        await user.ask("证书怎么打印", 30)
        told = await asyncio.to_thread(receiver.first, event="message", conversation=user.sender)
        assert told["text"] == "证书怎么打印"
        assert await look(site, [user], "action server killed while a person is asked for") == {}
    events = [event["event"] for event in receiver.heard if event.get("conversation") == user.sender]
    assert events == ["opened", "message"]


async def test_it_is_slow(site: Site) -> None:
    users = [User(f"slow{number}", site.url, number) for number in range(5)]
    async with present(users):
        async with talking(users):
            await asyncio.sleep(2)
            async with hanging(site.actions, 8):
                pass
            await asyncio.sleep(3)
        assert await look(site, users, "action server hangs for 8 s") == {}
    assert not any(sorry(user) for user in users)


async def test_it_hangs_and_nobody_waits_for_it_in_silence(tmp_path: Path) -> None:
    with running_cluster(tmp_path, {"ACTION_TIMEOUT": "2"}) as site:
        user = User("hung", site.url)
        async with present([user]):
            site.actions.pause()
            try:
                hung = await user.ask("忘记密码", 30)
                assert hung.ended is not None
                assert [packet["text"] for packet in user.shown.values()] == [apology()]
                # Who only asks the FAQ does not notice.
                await user.ask("证书怎么打印", 30)
                assert len(sorry(user)) == 1
            finally:
                site.actions.go_on()
            await user.ask("忘记密码", 30)
            assert len(sorry(user)) == 1
            assert await look(site, [user], "action server hangs on (ACTION_TIMEOUT=2)") == {}

"""The way back from the built-in desk, over real connections: what the user is told, compared with what is so."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from rasa.core.channels.channel import UserMessage

from channels.desk import attendance, unattended_tickets
from channels.desk.input import DeskInput
from channels.webchat.input import WebChatInput
from channels.webchat.output import WebChatOutput
from owner.profile import StaffProfile
from tests.channels.conftest import KEY
from tests.channels.fake_rasa import Running, running
from tests.desk_console import DeskConsole
from tests.persistence.helpdesk.desk import TestDesk
from tests.socket_client import Client, client

pytestmark = pytest.mark.asyncio


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestDesk:
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr(unattended_tickets, "EVERY", 0.05)
    desk = TestDesk(url)
    desk.agent("小李", state="busy")
    return desk


@pytest_asyncio.fixture
async def served(credentials: dict[str, object], desk: TestDesk) -> AsyncIterator[Running]:
    chat = WebChatInput.from_credentials(credentials)
    async with running(chat, DeskInput.from_credentials(None)) as it:
        yield it


@dataclass
class Waiting:
    """A user on the page who has asked for a person, and the desk that delivers its packets to the server."""

    user: Client
    console: DeskConsole
    conversation: str
    ticket: str

    async def packet(self, **packet: object) -> int:
        """Send one packet of this conversation's ticket."""
        return await self.console.post({"conversation": self.conversation, "ticket": self.ticket, **packet})

    async def told(self, number: int) -> dict[str, Any]:
        """Return the message of this number after the first answer."""
        message: dict[str, Any] = (await self.user.wait("bot_uttered", number + 1))[number]
        return message


@asynccontextmanager
async def waiting(served: Running, desk: TestDesk, *, attended: bool = True) -> AsyncIterator[Waiting]:
    async with client(served.url) as user:
        await user.session()
        await user.ask("转人工")
        conversation = served.agent.seen[0].sender_id
        yield Waiting(
            user, DeskConsole(desk, served.url, KEY), conversation, desk.asks(conversation, attended=attended)
        )


async def test_a_claim_is_told_and_stands_in_the_history(served: Running, desk: TestDesk) -> None:
    async with waiting(served, desk) as it:
        desk.handovers.claim(it.ticket, desk.agent("小王"))
        assert await it.console.deliver() == [200]
        notice = await it.told(1)
        assert notice["text"] == "person_claimed：小王"
        assert notice["metadata"] == {"outcome": "handoff", "from": "notice", "agent": "客服小王"}
        assert await it.packet(event="message", text="您好", agent="客服小王") == 200
        message = await it.told(2)
        assert message["metadata"] == {"outcome": "handoff", "from": "person", "agent": "客服小王"}
        shown = [
            (shown_message["text"], shown_message["metadata"]["from"])
            for shown_message in (await it.user.history())[-2:]
        ]
        assert shown == [(notice["text"], "notice"), ("您好", "person")]
    tracker = await served.agent.tracker_store.retrieve(it.conversation)
    assert tracker
    assert tracker.get_slot("with_person_until")


async def test_a_request_that_was_left_can_be_answered_later(served: Running, desk: TestDesk) -> None:
    async with waiting(served, desk, attended=False) as it:
        desk.handovers.claim(it.ticket, desk.agent("小王"))
        assert await it.console.deliver() == [200]
        await it.told(1)
    tracker = await served.agent.tracker_store.retrieve(it.conversation)
    assert tracker
    assert tracker.get_slot("with_person_until"), "what the user says next goes to the agent"


@pytest.mark.parametrize(
    ("before", "vanishes", "text"),
    [
        (0, False, "person_queued_next："),
        (1, False, "person_queued：1"),
        (0, True, "person_returned_next："),
        (1, True, "person_returned：1"),
    ],
)
async def test_who_is_put_back_is_told_where_they_stand(
    served: Running, desk: TestDesk, before: int, vanishes: bool, text: str
) -> None:
    """Only of an agent who is away it is said so."""
    for number in range(before):
        desk.asks(f"another {number}")
    async with waiting(served, desk) as it:
        agent = desk.agent("小王")
        desk.handovers.claim(it.ticket, agent)
        if vanishes:
            it.console.goes(agent, 61)
            desk.handovers.lost(time.time())
        else:
            desk.handovers.give_back(it.ticket, agent)
        assert await it.console.deliver() == [200, 200]
        assert (await it.told(2))["text"] == text
        assert await it.user.wait("queue") == [{"waiting": before}]


async def test_who_is_put_back_while_nobody_is_there_is_not_made_to_wait(served: Running, desk: TestDesk) -> None:
    async with waiting(served, desk) as it:
        agent = desk.agent("小王")
        desk.handovers.claim(it.ticket, agent)
        await it.console.deliver()
        for one in ("小王", "小李"):
            it.console.goes(one, 61)
        desk.handovers.lost(time.time())
        assert await it.console.deliver() == [200]
        assert (await it.told(2))["text"] == "您说：/resume"
    assert served.agent.seen[-1].metadata["reason"] == "unattended"


async def test_a_place_that_moves_is_shown_and_not_kept(served: Running, desk: TestDesk) -> None:
    desk.agent("小王")
    async with waiting(served, desk) as it, client(served.url) as other:
        await other.session((await it.user.wait("session_confirm"))[0])
        for number in (2, 1):
            assert await it.packet(event="queue", waiting=number) == 200
        shown = [{"waiting": 2}, {"waiting": 1}]
        assert await it.user.wait("queue", 2) == shown
        assert await other.wait("queue", 2) == shown, "both devices of the user show it"
        assert [message["text"] for message in await it.user.history()] == ["转人工", "您说：转人工"]


@pytest.mark.parametrize("ended", ["solved", "unsolved", "assistant"])
async def test_the_end_says_how_it_ended(served: Running, desk: TestDesk, ended: Any) -> None:
    async with waiting(served, desk) as it:
        agent = desk.agent("小王")
        desk.handovers.claim(it.ticket, agent)
        desk.handovers.close(it.ticket, agent, ended)
        assert await it.console.deliver() == [200, 200], "the ticket is closed before the user knows"
    message = served.agent.seen[-1]
    assert (message.text, message.metadata.get("ended")) == ("/resume", None if ended == "assistant" else ended)


async def test_the_end_of_a_registered_request_names_it(served: Running, desk: TestDesk) -> None:
    async with waiting(served, desk, attended=False) as it:
        desk.handovers.close(it.ticket, desk.agent("小王"), "solved")
        assert await it.console.deliver() == [200]
        assert (await it.told(1))["text"] == "您说：/resume"
        assert served.agent.seen[-1].metadata.get("number") == 1
        for number in (0, -1, "1", 10**10):
            assert await it.packet(event="closed", number=number) == 400


async def test_what_the_desk_says_comes_after_a_turn_that_runs(
    served: Running, desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown on the page as it stands in the history, also what is said of a form."""
    stored, may_go, release = asyncio.Event(), asyncio.Event(), WebChatOutput.release

    async def late(output: WebChatOutput) -> None:
        stored.set()
        await may_go.wait()
        await release(output)

    async with waiting(served, desk) as it:
        desk.handovers.claim(it.ticket, desk.agent("小王"))
        await it.console.deliver()
        await it.told(1)
        monkeypatch.setattr(WebChatOutput, "release", late)
        await it.user.say("我的密码忘了", id="slow")
        await asyncio.wait_for(stored.wait(), 20)
        said = asyncio.ensure_future(it.packet(event="message", text="您好", agent="客服小王"))
        filled = asyncio.ensure_future(it.user.socket.call("staff_form", {"name": "王小明"}, timeout=20))
        assert await it.user.nothing("bot_uttered", 0.4)
        may_go.set()
        assert (await said, await filled) == (200, {"ok": True})
        shown = [message["text"] for message in (await it.user.wait("bot_uttered", 5))]
        assert shown[2] == "您说：我的密码忘了"
        assert [m["text"] for m in await it.user.history() if m["sender"] == "bot"] == shown


@pytest.mark.parametrize("event", ["message", "claimed", "returned", "queue", "closed"])
async def test_who_went_back_to_the_assistant_hears_nothing_more(served: Running, desk: TestDesk, event: str) -> None:
    async with waiting(served, desk) as it:
        desk.store.close(it.conversation, "2026-11-23T02:00:00+00:00", tell=False)
        desk.asks(it.conversation)
        assert await it.packet(event=event, text="在的", agent="小王", waiting=1, ended="solved") == 409
        assert await it.user.nothing("bot_uttered")


async def test_who_waits_is_told_once_when_nobody_is_there_any_more(served: Running, desk: TestDesk) -> None:
    async with waiting(served, desk) as it:
        assert await it.user.nothing("bot_uttered", 0.4), "who is busy still comes to those who wait"
        it.console.goes("小李", 61)
        assert (await it.told(1))["text"] == "您说：/resume"
        assert await it.user.nothing("bot_uttered")
    assert served.agent.seen[-1].metadata == {"reason": "unattended"}


async def test_who_waits_anew_is_told_anew_when_nobody_is_there_again(
    served: Running, desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pause before another attempt is for those who could not be told."""
    answer = served.agent.handle_message

    async def and_leave(message: UserMessage) -> None:
        # First, since the user may read the answer before the turn has ended.
        desk.store.leave(message.sender_id)
        await answer(message)

    async with waiting(served, desk) as it:
        monkeypatch.setattr(served.agent, "handle_message", and_leave)
        for number in (1, 2):
            it.console.goes("小李", 61)
            assert (await it.told(number))["text"] == "您说：/resume"
            it.console.is_there("小李")
            assert desk.asks(it.conversation) == it.ticket
            assert desk.row(it.ticket).state == "waiting"


@pytest.mark.parametrize(("seconds", "left"), [(61, False), (121, True)])
async def test_whose_agent_is_gone_waits_for_the_console_for_a_while(
    served: Running, desk: TestDesk, seconds: float, left: bool
) -> None:
    async with waiting(served, desk) as it:
        desk.handovers.claim(it.ticket, desk.agent("小王"))
        await it.console.deliver()
        await it.told(1)
        it.console.goes("小王", seconds)
        if left:
            assert (await it.told(2))["text"] == "您说：/resume"
        else:
            assert await it.user.nothing("bot_uttered", 0.4)


async def test_who_waits_when_the_hours_end_is_told(
    served: Running, desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    never: dict[str, object] = {"weekdays": {number: [] for number in range(1, 8)}}
    desk.agent("小王")
    async with waiting(served, desk) as it:
        assert await it.user.nothing("bot_uttered", 0.3)
        monkeypatch.setattr(attendance, "staff", lambda: StaffProfile.parse_obj({"desk": never}))
        assert (await it.told(1))["text"] == "您说：/resume"

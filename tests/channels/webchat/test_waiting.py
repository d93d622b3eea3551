"""A request at the built-in desk, as the page has to do with it."""

import time
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy.exc import OperationalError

from channels.webchat.input import WebChatInput
from channels.webchat.waiting import QueueWaiting
from persistence.helpdesk.details import Details
from persistence.helpdesk.handovers import record_nothing
from persistence.helpdesk.places import QueuePlaces
from persistence.helpdesk.staff_forms import StaffForms
from tests.channels.fake_rasa import running
from tests.persistence.helpdesk.desk import TestDesk
from tests.socket_client import client

pytestmark = pytest.mark.asyncio

PAUSED = Mock(get_slot=Mock(return_value="2999-01-01T00:00:00+00:00"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestDesk:
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    return TestDesk(url)


async def test_how_many_wait_before(desk: TestDesk) -> None:
    waiting = QueueWaiting(desk.url, built_in=True)
    assert await waiting.before("someone", PAUSED) is None
    desk.asks("another")
    ticket = desk.asks("someone")
    assert await waiting.before("someone", PAUSED) == 1
    assert await waiting.before("someone", Mock(get_slot=Mock(return_value=None))) is None
    assert await QueueWaiting(desk.url, built_in=False).before("someone", PAUSED) is None
    desk.handovers.claim(ticket, desk.agent("小王"))
    assert await waiting.before("someone", PAUSED) is None


async def test_without_a_database_nobody_is_held_up(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(QueuePlaces, "state_of", Mock(side_effect=OperationalError("", (), Exception())))
    waiting = QueueWaiting(desk.url, built_in=True)
    assert await waiting.before("someone", PAUSED) is None
    await waiting.end("someone")
    assert caplog.text.count("OperationalError") == 2


@pytest.mark.parametrize("closed", [True, False])
async def test_what_was_filled_in_for_the_staff_goes_with_the_conversation(desk: TestDesk, closed: bool) -> None:
    forms = StaffForms(desk.database, b"key")
    tickets = {name: desk.asks(name) for name in ("someone", "another")}
    desk.agent("小王")
    for name, ticket in tickets.items():
        desk.handovers.claim(ticket, "小王")
        assert forms.fill(name, Details(name="王小明"), time.time())
    if closed:
        desk.handovers.close(tickets["someone"], "小王", "solved")
    waiting = QueueWaiting(desk.url, built_in=True)
    await waiting.end("someone")
    left = [forms.look(ticket, "小王", record_nothing, time.time()) for ticket in tickets.values()]
    assert left == [None, Details(name="王小明")]
    assert not forms.fill("someone", Details(name="王小明"), time.time())


@pytest.mark.parametrize("attended", [True, False])
async def test_who_ends_the_conversation_waits_no_more(
    credentials: dict[str, object], desk: TestDesk, attended: bool
) -> None:
    async with running(WebChatInput.from_credentials(credentials)) as served, client(served.url) as user:
        await user.session()
        await user.ask("转人工")
        ticket = desk.asks(served.agent.seen[0].sender_id, attended=attended)
        other = desk.asks("another")
        assert await user.socket.call("end") == {"ok": True}
    row = desk.row(ticket)
    assert (row.state, row.ended) == ("closed", "abandoned")
    assert desk.row(other).state == "waiting"

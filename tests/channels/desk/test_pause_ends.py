"""What happens when the time of a pause is over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from rasa.shared.core.events import SlotSet
from sanic import Sanic
from sqlalchemy.exc import OperationalError

from actions.tickets.store import TicketStore
from channels.desk.pause_ends import PauseEnds
from channels.desk.pauses import AssistantPauses
from channels.rasa_server import Tracker
from channels.turns import Turns
from persistence.engine import engine
from persistence.privacy.renaming import rename
from persistence.privacy.steps import Steps
from tests.actions.tickets.builders import a_ticket
from tests.channels.conftest import NAMES
from tests.channels.fake_rasa import FakeAgent, app_with

pytestmark = pytest.mark.asyncio

PAST = "2026-11-23T02:00:00+00:00"
FUTURE = "2999-01-01T00:00:00+00:00"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'conversations.db'}"


@pytest.fixture
def tickets(url: str) -> TicketStore:
    return TicketStore(url)


async def agent_with(slot: str | None) -> FakeAgent:
    agent = FakeAgent()
    tracker = await agent.tracker_store.get_or_create_tracker("someone")
    tracker.update(SlotSet("with_person_until", slot))
    await agent.tracker_store.save(tracker)
    return agent


@asynccontextmanager
async def looking(url: str, agent: FakeAgent, ended: list[str], instances: int = 1) -> AsyncIterator[None]:
    """Look every few milliseconds, as so many instances."""

    async def end(_: Sanic, __: Tracker, conversation: str) -> None:
        ended.append(conversation)

    all_ = [PauseEnds(AssistantPauses(url), Turns(), end, every=0.02) for _ in range(instances)]
    for one in all_:
        one.begin(app_with(agent))
    try:
        yield
    finally:
        for one in all_:
            await one.stop()


async def settled(seconds: float = 0.5) -> None:
    await asyncio.sleep(seconds)


async def test_one_that_is_over_is_ended_once_by_several_instances(url: str, tickets: TicketStore) -> None:
    tickets.open(a_ticket(), PAST, tell=False)
    ended: list[str] = []
    async with looking(url, await agent_with(PAST), ended, instances=3):
        await settled()
    assert ended == ["someone"]
    # Tried again later, unless the turn has closed the ticket.
    assert tickets.all()[0]["paused_until"] > PAST


@pytest.mark.parametrize(("slot", "kept"), [(FUTURE, FUTURE), (None, None)])
async def test_the_slot_says_more_than_the_ticket(
    url: str, tickets: TicketStore, slot: str | None, kept: str | None
) -> None:
    tickets.open(a_ticket(), PAST, tell=False)
    ended: list[str] = []
    async with looking(url, await agent_with(slot), ended):
        await settled()
    assert ended == []
    assert tickets.all()[0]["paused_until"] == kept


@pytest.mark.parametrize("until", [None, FUTURE])
async def test_one_that_is_not_over_is_left_alone(url: str, tickets: TicketStore, until: str | None) -> None:
    tickets.open(a_ticket(), until, tell=False)
    ended: list[str] = []
    async with looking(url, await agent_with(PAST), ended):
        await settled()
    assert ended == []
    assert tickets.all()[0]["paused_until"] == until


async def test_a_ticket_that_is_closed_is_over(url: str, tickets: TicketStore) -> None:
    tickets.open(a_ticket(), PAST, tell=False)
    tickets.close("someone", PAST, tell=False)
    ended: list[str] = []
    async with looking(url, await agent_with(PAST), ended):
        await settled()
    assert ended == []


async def test_one_that_is_renamed_meanwhile_is_found_under_its_new_name(url: str, tickets: TicketStore) -> None:
    tickets.open(replace(a_ticket("13800138000"), channel="rest"), PAST, tell=False)
    pauses = AssistantPauses(url)
    [before] = pauses.over(FUTURE)
    assert rename(Steps(engine(url, pooled=False), lambda _: None), NAMES) == 1
    assert not pauses.take(before, None)
    [result] = pauses.over(FUTURE)
    assert result == before._replace(conversation=NAMES.conversation("13800138000"))
    assert pauses.take(result, FUTURE)


async def test_a_database_that_is_away_is_asked_again(
    url: str, tickets: TicketStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tickets.open(a_ticket(), PAST, tell=False)
    ended: list[str] = []
    there = AssistantPauses.over
    monkeypatch.setattr(AssistantPauses, "over", Mock(side_effect=OperationalError("", (), Exception())))
    async with looking(url, await agent_with(PAST), ended):
        await settled(0.2)
        assert ended == []
        monkeypatch.setattr(AssistantPauses, "over", there)
        await settled()
    assert ended == ["someone"]
    assert caplog.text.count("Ends of pauses could not be looked at: OperationalError") == 1

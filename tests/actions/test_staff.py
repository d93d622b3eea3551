import time
from datetime import datetime, timezone
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

import actions.staff
from actions.request_status import There, state_of_request
from actions.staff import ActionStaff, known_state, state
from actions.tickets.desk import WebhookDesk
from actions.tickets.store import TicketStore
from owner.profile import StaffProfile
from persistence.helpdesk.places import Handover
from tests.actions.conftest import on_the_page, said, tracker_with
from tests.persistence.helpdesk.desk import TestDesk

SUNDAY = datetime(2026, 11, 29, 4, tzinfo=timezone.utc)
MONDAY = datetime(2026, 11, 30, 4, tzinfo=timezone.utc)
DESK = {"weekdays": {1: ["08:30-17:30"]}}


@pytest.mark.parametrize(
    ("known", "now", "handed_over", "response"),
    [
        ({}, MONDAY, False, "utter_staff_unknown_hours"),
        ({"hours": "工作日"}, MONDAY, False, "utter_staff"),
        ({"hours": "工作日", "desk": DESK}, MONDAY, True, "utter_staff_registered"),
        ({"hours": "工作日", "desk": DESK}, SUNDAY, True, "utter_staff_closed"),
        ({}, SUNDAY, True, "utter_staff_registered"),
    ],
)
def test_it_says_what_is_true_now(known: dict[str, object], now: datetime, handed_over: bool, response: str) -> None:
    assert state(StaffProfile.parse_obj(known), now, handed_over=handed_over).response == response


def test_a_hotline_is_named_where_there_is_one() -> None:
    assert (
        state(StaffProfile(hotline="0531-1"), MONDAY, handed_over=False).values["hotline"] == "，或拨打人工热线 0531-1"
    )
    assert state(StaffProfile(), MONDAY, handed_over=False).values["hotline"] == ""


async def asked(dispatcher: CollectingDispatcher, *, handed_over: bool = True) -> dict[str, Any]:
    """Ask 还要多久 on the page; returns the answer."""
    await ActionStaff().run(dispatcher, tracker_with(said("staff", handed_over=handed_over), on_the_page()), {})
    told: dict[str, Any] = dispatcher.messages[-1]
    return told


async def test_a_desk_of_another_system_tells_nothing(
    dispatcher: CollectingDispatcher, tickets: TicketStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions.staff, "desk", lambda: WebhookDesk(tickets))
    assert (await asked(dispatcher))["response"] == "utter_staff_registered"


async def test_the_state_of_the_request_is_told(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    assert (await asked(dispatcher, handed_over=False))["response"] == "utter_staff_nobody"
    ticket = built_in.asks("someone", attended=False)
    left = await asked(dispatcher, handed_over=False)
    assert (left["response"], left["number"], left["hours"]) == ("utter_staff_left", "1", "")
    agent = built_in.agent("小王", most=1)
    assert (await asked(dispatcher))["response"] == "utter_staff_online"
    another = built_in.asks("another")
    built_in.handovers.claim(another, agent)
    assert (await asked(dispatcher))["response"] == "utter_staff_online_busy", "nobody has room"
    built_in.handovers.close(another, agent, "solved")
    built_in.presence.choose(agent, "busy", time.time())
    assert (await asked(dispatcher))["response"] == "utter_staff_left", "who is busy takes nobody new"
    built_in.handovers.claim(ticket, agent)
    assert (await asked(dispatcher))["response"] == "utter_staff_active"


async def test_a_program_is_promised_no_answer_here(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    built_in.asks("someone", attended=False)
    await ActionStaff().run(dispatcher, tracker_with(said("staff")), {})
    assert dispatcher.messages[-1]["response"] == "utter_request_when"
    built_in.agent("小王")
    await ActionStaff().run(dispatcher, tracker_with(said("staff", handed_over=True)), {})
    assert dispatcher.messages[-1]["response"] == "utter_staff_registered", "who is there cannot answer here"


def test_the_hours_are_named_with_the_number() -> None:
    found = Handover("t", "left", 7, None, 0)
    told = state_of_request(found, StaffProfile(hours="工作日"), "nobody")
    assert told == ("utter_staff_left", {"number": "7", "hours": "（服务时间为工作日）"})


@pytest.mark.parametrize("there", ["nobody", "closed"])
def test_nobody_reads_a_place_while_nobody_comes(there: There) -> None:
    for place in (0, 3):
        utterance = state_of_request(Handover("t", "waiting", 7, None, place), StaffProfile(), there)
        assert utterance.response == "utter_staff_left"


@pytest.mark.parametrize(
    ("there", "known", "response", "values"),
    [
        ("free", {}, "utter_staff_there", {"hours": "具体服务时间没有公布"}),
        ("busy", {"hours": "工作日"}, "utter_staff_busy", {"hours": "服务时间为工作日"}),
        (
            "nobody",
            {"hotline": "1"},
            "utter_staff_nobody",
            {"hours": "具体服务时间没有公布", "hotline": "，或拨打人工热线 1"},
        ),
        ("closed", {"hours": "工作日"}, "utter_staff_outside", {"hours": "工作日", "hotline": ""}),
    ],
)
def test_who_has_asked_for_nobody_is_told_who_is_there(
    there: There, known: dict[str, object], response: str, values: dict[str, str]
) -> None:
    assert known_state(StaffProfile.parse_obj(known), there) == (response, values)


async def test_an_agent_with_too_much_at_hand_is_busy(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    agent = built_in.agent("小王", most=1)
    assert (await asked(dispatcher, handed_over=False))["response"] == "utter_staff_there"
    built_in.handovers.claim(built_in.asks("another"), agent)
    assert (await asked(dispatcher, handed_over=False))["response"] == "utter_staff_busy"
    built_in.asks("someone")
    assert (await asked(dispatcher))["response"] == "utter_staff_next_busy"

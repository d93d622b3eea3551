from datetime import datetime
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import handoff, request_status
from actions.handoff import RESUME_BUTTON, ActionHandoff, next_step, withdraw_button
from actions.tickets.desk import WebhookDesk
from actions.tickets.store import TicketStore
from owner.open_now import CHINA
from owner.profile import StaffProfile
from settings.handoff import pause_until, staff
from tests.actions.conftest import SPOKEN_TO_NOBODY, on_the_page, said, tracker_with
from tests.persistence.helpdesk.desk import TestDesk

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
SERVED = {"desk": {"weekdays": {1: ["09:00-17:00"]}}, "hours": "周一 9:00-17:00"}
UNSERVED = {"desk": {"weekdays": {2: ["09:00-17:00"]}}, "hours": "周二 9:00-17:00", "hotline": "0000"}


@pytest.mark.parametrize(
    ("known", "attended", "response"),
    [
        ({}, False, "utter_handoff_where"),
        ({"hotline": "0000"}, False, "utter_handoff_hotline"),
        (SERVED, False, "utter_handoff_where"),
        (UNSERVED, False, "utter_handoff_closed"),
        ({}, True, "utter_handoff_waiting"),
        (SERVED, True, "utter_handoff_waiting"),
        (UNSERVED, True, "utter_handoff_closed"),
    ],
)
def test_what_happens_next(known: dict[str, Any], attended: bool, response: str) -> None:
    assert next_step(StaffProfile.parse_obj(known), MONDAY, attended=attended).response == response


def test_hours_are_told_in_the_owners_words() -> None:
    told = next_step(StaffProfile.parse_obj(UNSERVED), MONDAY, attended=False).values
    assert told == {"hotline": "0000", "hours": "周二 9:00-17:00"}
    assert next_step(StaffProfile(hotline="0000"), MONDAY, attended=False).values["hours"] == "工作时间"


def test_nothing_is_invented() -> None:
    assert not staff().hotline
    assert not staff().hours
    assert not staff().desk.weekdays


def test_a_pause_ends_by_itself() -> None:
    assert pause_until(StaffProfile(), MONDAY) == "2026-11-23T02:30:00+00:00"


def test_without_minutes_there_is_no_pause() -> None:
    assert pause_until(StaffProfile(pause_minutes=0), MONDAY) is None


async def test_an_answer_of_the_faq_may_promise_the_person(
    dispatcher: CollectingDispatcher, tickets: TicketStore
) -> None:
    message = said("nlu_handoff") | {"response_selector": {"faq": {"response": {"utter_action": "utter_faq/a"}}}}
    await ActionHandoff().run(dispatcher, tracker_with(message), {"responses": {"utter_faq/a": []}})
    assert [m["response"] for m in dispatcher.messages] == [SPOKEN_TO_NOBODY, "utter_handoff_registered"]
    assert [ticket["reason"] for ticket in tickets.all()] == ["promised"]


async def test_what_is_said_instead_of_the_promise_names_the_answer(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    message = said("nlu_handoff") | {"response_selector": {"faq": {"response": {"utter_action": "utter_faq/a"}}}}
    known = {"faq_id": "a", "outcome": "handoff", "faq_lines": [7]}
    busy = {"utter_handoff_queue": [{"text": "", "metadata": {"outcome": "handoff", "waits": True}}]}
    domain = {"responses": {"utter_faq/a": [{"text": "", "metadata": known}], **busy}}
    built_in.handovers.claim(built_in.asks("another"), built_in.agent("小王", most=1))
    built_in.asks("before")
    await ActionHandoff().run(dispatcher, tracker_with(message, on_the_page()), domain)
    [told] = dispatcher.messages
    assert (told["response"], told["metadata"]) == ("utter_handoff_queue", known | {"waits": True})
    built_in.agent("小李")
    await ActionHandoff().run(dispatcher, tracker_with(message, on_the_page()), domain)
    assert dispatcher.messages[1]["response"] == "utter_faq/a"


async def test_without_a_desk_the_assistant_goes_on(dispatcher: CollectingDispatcher, tickets: TicketStore) -> None:
    events = [{"event": "user", "text": "转人工", "timestamp": 0.0}]
    message = said("handoff", faq_id="a_one", topic="a")
    tracker = tracker_with(message, events, {"role": "unit", "city": "济南"})
    assert await ActionHandoff().run(dispatcher, tracker, {}) == []
    assert [m["response"] for m in dispatcher.messages] == [SPOKEN_TO_NOBODY, "utter_handoff_registered"]
    [ticket] = tickets.all()
    found = {name: ticket[name] for name in ("conversation", "reason", "topic", "faq_id", "role", "city", "closed")}
    assert found == {
        "conversation": "someone", "reason": "asked", "topic": "a", "faq_id": "a_one", "role": "unit", "city": "济南",
        "closed": None,
    }  # fmt: skip
    assert ticket["transcript"] == [{"who": "user", "at": "1970-01-01T00:00:00+00:00", "text": "转人工"}]


async def test_people_of_the_channel_s_own_are_promised_and_nothing_else_is_said(
    dispatcher: CollectingDispatcher, tickets: TicketStore
) -> None:
    message = said("handoff") | {"metadata": {"own_staff": True}}
    assert await ActionHandoff().run(dispatcher, tracker_with(message), {}) == []
    assert [m["response"] for m in dispatcher.messages] == ["utter_handoff"]
    assert [ticket["state"] for ticket in tickets.all()] == ["left"]


async def test_with_a_desk_it_is_silent_for_a_while(
    dispatcher: CollectingDispatcher, tickets: TicketStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handoff, "desk", lambda: WebhookDesk(tickets))
    [event] = await ActionHandoff().run(dispatcher, tracker_with(said("handoff")), {})
    assert event["name"] == "with_person_until"
    assert event["value"] > datetime.now(CHINA).astimezone().isoformat()[:4]
    assert tickets.all()[0]["paused_until"] == event["value"]
    waiting = dispatcher.messages[1]
    assert waiting["response"] == "utter_handoff_waiting"
    assert [button["payload"] for button in waiting["buttons"]] == ["/resume"]


async def test_nobody_is_made_to_wait_for_a_ticket_that_was_lost(
    dispatcher: CollectingDispatcher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(WebhookDesk):
        def open(self, ticket: object, until: str | None = None) -> None:
            raise OSError("转人工")

    monkeypatch.setattr(handoff, "desk", lambda: Broken(TicketStore("sqlite://")))
    assert await ActionHandoff().run(dispatcher, tracker_with(said("handoff")), {}) == []
    assert [m["response"] for m in dispatcher.messages] == ["utter_handoff_down"]
    assert "转人工" not in caplog.text


async def asked(dispatcher: CollectingDispatcher) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Ask for a person on the page; returns the last thing said, and the events."""
    events = await ActionHandoff().run(dispatcher, tracker_with(said("handoff"), on_the_page()), {})
    return dispatcher.messages[-1], events


async def test_nobody_is_there_and_the_answer_will_stand_here(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    last, events = await asked(dispatcher)
    assert last["buttons"] == [withdraw_button(1)]
    assert len(dispatcher.messages) == 1, "one message says both that nobody is there and what happens"
    assert (last["response"], last["number"], events) == ("utter_handoff_registered_here", "1", [])
    assert [(ticket["state"], ticket["paused_until"]) for ticket in built_in.store.all()] == [("left", None)]


async def test_an_agent_is_there_and_two_wait_before(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    built_in.agent("小王")
    last, [event] = await asked(dispatcher)
    assert last["response"] == "utter_handoff_soon"
    assert event["value"]
    for conversation in ("a", "b"):
        built_in.asks(conversation)
    built_in.store.close("someone", "2026-11-23T02:00:00+00:00", tell=False)
    last, _ = await asked(dispatcher)
    assert (last["response"], last["waiting"]) == ("utter_handoff_queue", "2")
    assert [button["payload"] for button in last["buttons"]] == ["/resume"]


async def test_all_have_as_many_as_they_can(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    built_in.handovers.claim(built_in.asks("another"), built_in.agent("小王", most=1))
    last, [event] = await asked(dispatcher)
    assert [m["response"] for m in dispatcher.messages] == ["utter_handoff_busy"]
    assert event["value"]
    assert last["buttons"] == [RESUME_BUTTON]


async def test_who_asks_again_is_told_who_serves_them(dispatcher: CollectingDispatcher, built_in: TestDesk) -> None:
    built_in.handovers.claim(built_in.asks("someone"), built_in.agent("小王"))
    last, [event] = await asked(dispatcher)
    assert (last["response"], last["agent"]) == ("utter_staff_active", "小王")
    assert event["value"]


@pytest.mark.parametrize("why", ["program", "hours", "no pause", "gone", "busy"])
async def test_nobody_is_promised_who_cannot_come(
    dispatcher: CollectingDispatcher, built_in: TestDesk, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    never: dict[str, object] = {"weekdays": {number: [] for number in range(1, 8)}}
    known = {"hours": StaffProfile.parse_obj({"desk": never}), "no pause": StaffProfile(pause_minutes=0)}.get(
        why, StaffProfile()
    )
    for module in (handoff, request_status):
        monkeypatch.setattr(module, "staff", lambda: known)
    built_in.agent("小王", seen=0.0 if why == "gone" else None, state="busy" if why == "busy" else "online")
    events = [] if why == "program" else on_the_page()
    assert await ActionHandoff().run(dispatcher, tracker_with(said("handoff"), events), {}) == []
    assert [ticket["state"] for ticket in built_in.store.all()] == ["left"]
    expected = {"program": "registered", "hours": "registered_closed"}.get(why, "registered_here")
    assert dispatcher.messages[-1]["response"] == f"utter_handoff_{expected}"


async def test_who_waits_while_only_who_is_busy_is_there_is_told_so(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    """Who has chosen 忙碌 serves nobody, and still comes to those who wait."""
    ticket, agent = built_in.asks("someone"), built_in.agent("小王", state="busy")
    [event] = await ActionHandoff().run(dispatcher, tracker_with(said("handoff"), on_the_page()), {})
    assert [m["response"] for m in dispatcher.messages] == ["utter_handoff_busy"]
    assert (event["name"], built_in.row(ticket).paused_until) == ("with_person_until", event["value"])
    dispatcher.messages.clear()
    built_in.presence.leave(agent)
    waits = tracker_with(said("handoff"), on_the_page(), {"with_person_until": event["value"]})
    [event] = await ActionHandoff().run(dispatcher, waits, {})
    assert [m["response"] for m in dispatcher.messages] == ["utter_handoff_registered_here"]
    assert (event["value"], built_in.row(ticket).state) == (None, "left")


async def test_who_asks_again_is_told_that_the_request_is_registered(
    dispatcher: CollectingDispatcher, built_in: TestDesk
) -> None:
    await asked(dispatcher)
    last, _ = await asked(dispatcher)
    assert (last["response"], last["number"]) == ("utter_handoff_registered_again", "1")
    assert len(built_in.store.all()) == 1

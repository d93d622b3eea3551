from datetime import datetime
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import handoff
from actions.handoff import ActionHandoff, next_step
from actions.hours import CHINA
from actions.tickets.desk import SqlDesk, WebhookDesk
from actions.tickets.store import TicketStore
from owner.profile import Staff
from settings.handoff import pause_until, staff
from tests.actions.conftest import SPOKEN_TO_NOBODY, said, tracker_with

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
    assert next_step(Staff.parse_obj(known), MONDAY, attended=attended)[0] == response


def test_hours_are_told_in_the_owners_words() -> None:
    told = next_step(Staff.parse_obj(UNSERVED), MONDAY, attended=False)[1]
    assert told == {"hotline": "0000", "hours": "周二 9:00-17:00"}
    assert next_step(Staff(hotline="0000"), MONDAY, attended=False)[1]["hours"] == "工作时间"


def test_nothing_is_invented() -> None:
    assert not staff().hotline
    assert not staff().hours
    assert not staff().desk.weekdays


def test_a_pause_ends_by_itself() -> None:
    assert pause_until(Staff(), MONDAY) == "2026-11-23T02:30:00+00:00"


def test_without_minutes_there_is_no_pause() -> None:
    assert pause_until(Staff(pause_minutes=0), MONDAY) is None


async def test_an_answer_of_the_faq_may_promise_the_person(
    dispatcher: CollectingDispatcher, tickets: TicketStore
) -> None:
    message = said("nlu_handoff") | {"response_selector": {"faq": {"response": {"utter_action": "utter_faq/a"}}}}
    await ActionHandoff().run(dispatcher, tracker_with(message), {"responses": {"utter_faq/a": []}})
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/a", SPOKEN_TO_NOBODY]
    assert [ticket["reason"] for ticket in tickets.all()] == ["promised"]


async def test_without_a_desk_the_assistant_goes_on(dispatcher: CollectingDispatcher, tickets: TicketStore) -> None:
    events = [{"event": "user", "text": "转人工", "timestamp": 0.0}]
    message = said("handoff", faq_id="a_one", topic="a")
    tracker = tracker_with(message, events, {"role": "unit", "city": "济南"})
    assert await ActionHandoff().run(dispatcher, tracker, {}) == []
    assert [m["response"] for m in dispatcher.messages] == ["utter_handoff", SPOKEN_TO_NOBODY]
    [ticket] = tickets.all()
    found = {name: ticket[name] for name in ("conversation", "reason", "topic", "faq_id", "role", "city", "closed")}
    assert found == {
        "conversation": "someone", "reason": "asked", "topic": "a", "faq_id": "a_one", "role": "unit", "city": "济南",
        "closed": None,
    }  # fmt: skip
    assert ticket["transcript"] == [{"who": "user", "at": "1970-01-01T00:00:00+00:00", "text": "转人工"}]


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
    class Broken(SqlDesk):
        def open(self, ticket: object, until: str | None = None) -> None:
            raise OSError("转人工")

    monkeypatch.setattr(handoff, "desk", lambda: Broken(TicketStore("sqlite://"), attended=True))
    assert await ActionHandoff().run(dispatcher, tracker_with(said("handoff")), {}) == []
    assert dispatcher.messages[1]["response"] == "utter_handoff_where"
    assert "转人工" not in caplog.text

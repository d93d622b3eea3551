from datetime import datetime, timezone

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.staff import ActionStaff, state
from owner.profile import Staff
from tests.actions.conftest import tracker_with

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
    assert state(Staff.parse_obj(known), now, handed_over=handed_over)[0] == response


def test_a_hotline_is_named_where_there_is_one() -> None:
    assert state(Staff(hotline="0531-1"), MONDAY, handed_over=False)[1]["hotline"] == "，或拨打人工热线 0531-1"
    assert state(Staff(), MONDAY, handed_over=False)[1]["hotline"] == ""


async def test_after_a_hand_over_nobody_is_promised(dispatcher: CollectingDispatcher) -> None:
    await ActionStaff().run(dispatcher, tracker_with({"context": {"handed_over": True}}), {})
    assert [m["response"] for m in dispatcher.messages] == ["utter_staff_registered"]

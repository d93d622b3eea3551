from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.decline import ActionDecline, missed_before
from tests.actions.conftest import tracker_with

USER: dict[str, Any] = {"event": "user"}


def bot(outcome: str) -> dict[str, Any]:
    return {"event": "bot", "metadata": {"utter_action": "x", "metadata": {"outcome": outcome}}}


@pytest.mark.parametrize(
    ("events", "missed"),
    [
        ([USER], False),
        ([USER, bot("answer"), USER], False),
        ([USER, bot("decline"), USER], True),
        ([USER, bot("decline"), USER, bot("answer"), USER], False),
        ([USER, bot("decline"), {"event": "action"}, USER], True),
        ([USER, {"event": "bot", "metadata": None}, USER], False),
    ],
)
def test_missed_before(events: list[dict[str, Any]], missed: bool) -> None:
    assert missed_before(events) == missed


@pytest.mark.parametrize(
    ("intent", "events", "response"),
    [
        ("nlu_fallback", [USER], "utter_decline"),
        ("nlu_fallback", [USER, bot("decline"), USER], "utter_decline_again"),
        ("none_of_these", [USER, bot("offer"), USER], "utter_decline_again"),
    ],
)
async def test_the_second_miss_leads_with_a_person(
    intent: str, events: list[dict[str, Any]], response: str, dispatcher: CollectingDispatcher
) -> None:
    await ActionDecline().run(dispatcher, tracker_with({"intent": {"name": intent}}, events), {})
    assert dispatcher.messages[0]["response"] == response

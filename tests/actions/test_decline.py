from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.decline import ActionDecline
from tests.actions.conftest import SPOKEN_TO_NOBODY, said, tracker_with


@pytest.mark.parametrize(
    ("intent", "misses", "response"),
    [
        ("nlu_fallback", 0, "utter_decline"),
        ("out_of_scope", 0, "utter_decline"),
        ("nlu_fallback", 1, "utter_decline_again"),
        ("none_of_these", 0, "utter_decline_again"),
        ("deny", 0, "utter_decline_again"),
    ],
)
async def test_the_second_miss_leads_with_a_person(
    intent: str, misses: int, response: str, dispatcher: CollectingDispatcher
) -> None:
    assert await ActionDecline().run(dispatcher, tracker_with(said(intent, misses=misses)), {}) == []
    assert dispatcher.messages[0]["response"] == response


async def test_the_third_hands_over(dispatcher: CollectingDispatcher, tickets: Any) -> None:
    await ActionDecline().run(dispatcher, tracker_with(said("nlu_fallback", misses=2)), {})
    assert [m["response"] for m in dispatcher.messages] == [SPOKEN_TO_NOBODY, "utter_handoff_registered"]
    assert [ticket["reason"] for ticket in tickets.all()] == ["misses"]

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.several import ActionSeveral
from tests.actions.conftest import tracker_with


async def test_the_first_is_answered_and_the_second_offered(
    dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    await ActionSeveral().run(dispatcher, tracker_with({"requests": ["faq/b_one", "faq/a_two"]}), domain)
    answer, offer = dispatcher.messages
    assert answer["response"] == "utter_faq/b_one"
    assert [b["title"] for b in offer["buttons"]] == ["第二问"]


async def test_answers_that_are_gone_are_left_out(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionSeveral().run(dispatcher, tracker_with({"requests": ["faq/gone", "faq/a_two"]}), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/a_two"]


async def test_nothing_known_is_declined(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionSeveral().run(dispatcher, tracker_with({}), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_decline"]

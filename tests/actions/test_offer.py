from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.offer import NONE_OF_THESE, ActionOffer
from tests.actions.conftest import said, tracker_with


async def test_the_choice_ends_with_none_of_these(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    await ActionOffer().run(dispatcher, tracker_with(said(choices=["a_two", "gone", "b_one"])), depending)
    [message] = dispatcher.messages
    assert message["response"] == "utter_offer"
    assert [b["title"] for b in message["buttons"]] == ["第二问", "第三问", NONE_OF_THESE["title"]]


async def test_a_question_without_a_subject_has_words_of_its_own(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    await ActionOffer().run(dispatcher, tracker_with(said(choices=["a_two"], fragment="who")), depending)
    assert dispatcher.messages[0]["response"] == "utter_context/who"


async def test_nothing_to_offer_is_declined(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    await ActionOffer().run(dispatcher, tracker_with(said()), depending)
    assert [message["response"] for message in dispatcher.messages] == ["utter_decline"]

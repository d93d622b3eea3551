from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.offer import NONE_OF_THESE, ActionOffer, wanted_first
from actions.titles import Title
from tests.actions.conftest import said, tracker_with


async def test_the_choice_ends_with_none_of_these(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    await ActionOffer().run(dispatcher, tracker_with(said(choices=["a_two", "gone", "b_one"])), depending)
    [message] = dispatcher.messages
    assert message["response"] == "utter_offer"
    assert [b["title"] for b in message["buttons"]] == ["第二问", "第三问", NONE_OF_THESE["title"]]


def title(name: str, top: int = 0) -> Title:
    return Title(name, name, "", "", top)


@pytest.mark.parametrize(
    ("said", "first"),
    [("学时", "学时怎么申报"), ("你好，学时？", "学时怎么申报"), ("我的学时", "学时没对接"), ("", "学时没对接")],
)
def test_a_word_offers_first_what_is_asked_most_with_it(said: str, first: str) -> None:
    choices = [title("学时没对接"), title("怎么注册", 1), title("学时达标", 9), title("学时怎么申报", 3)]
    offered = wanted_first(choices, said)
    assert offered[0].title == first
    assert sorted(offered, key=choices.index) == choices


async def test_a_question_without_a_subject_has_words_of_its_own(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    await ActionOffer().run(dispatcher, tracker_with(said(choices=["a_two"], fragment="who")), depending)
    assert dispatcher.messages[0]["response"] == "utter_context/who"


async def test_what_is_rather_out_of_scope_is_offered_with_the_word_for_it(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    message = said(choices=["a_two"], rather_outside=True)
    await ActionOffer().run(dispatcher, tracker_with(message), depending)
    assert dispatcher.messages[0]["response"] == "utter_offer_unsure"
    assert [b["title"] for b in dispatcher.messages[0]["buttons"]] == ["第二问", "转人工", NONE_OF_THESE["title"]]


async def test_nothing_to_offer_is_declined(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    await ActionOffer().run(dispatcher, tracker_with(said()), depending)
    assert [message["response"] for message in dispatcher.messages] == ["utter_decline"]

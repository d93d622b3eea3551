from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.related import ActionContinue, related
from owner.live import profile, using
from owner.profile import AnswerTitle
from tests.actions.conftest import said, tracker_with


def test_what_the_catalog_names_and_the_model_knows(domain: dict[str, Any]) -> None:
    named = AnswerTitle("第一问", "a", "甲", 1, 0, ("b_one", "gone"), {})
    with using(profile(), {"a_one": named}):
        assert related(domain, "a_one", "a") == [{"title": "第三问", "payload": '/ask{"faq_id": "b_one"}'}]


def test_else_other_questions_of_the_topic(domain: dict[str, Any]) -> None:
    assert [button["title"] for button in related(domain, "a_one", "a")] == ["第二问"]


async def test_what_next_after_an_answer(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionContinue().run(dispatcher, tracker_with(said("continue", faq_id="a_one", topic="a")), domain)
    assert [b["title"] for b in dispatcher.messages[0]["buttons"]] == ["第二问", "转人工"]


async def test_what_next_without_one(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionContinue().run(dispatcher, tracker_with(said("continue")), domain)
    assert dispatcher.messages[0]["response"] == "utter_go_on"

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.offer import NONE_OF_THESE
from actions.several import ActionSeveral
from tests.actions.conftest import tracker_with


async def test_each_is_answered_in_the_order_asked(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionSeveral().run(dispatcher, tracker_with({"requests": ["faq/b_one", "faq/a_two"]}), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/b_one", "utter_faq/a_two"]


async def test_what_must_be_asked_back_comes_last(dispatcher: CollectingDispatcher, depending: dict[str, Any]) -> None:
    asked = ["faq/password_recover", "faq/a_one", "faq/declaration_unavailable"]
    await ActionSeveral().run(dispatcher, tracker_with({"requests": asked}), depending)
    responses = [m["response"] for m in dispatcher.messages]
    assert responses == ["utter_faq/a_one", "utter_ask_role", "utter_also"]
    assert [b["payload"] for b in dispatcher.messages[-1]["buttons"]] == ['/ask{"faq_id": "declaration_unavailable"}']


async def test_the_role_that_is_known_holds_for_all(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    message = {"requests": ["faq/password_recover", "faq/a_one"]}
    await ActionSeveral().run(dispatcher, tracker_with(message, slots={"role": "unit"}), depending)
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/password_recover", "utter_faq/a_one"]


async def test_answers_that_are_gone_are_left_out(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionSeveral().run(dispatcher, tracker_with({"requests": ["faq/gone", "faq/a_two"]}), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/a_two"]


async def test_nothing_known_is_declined(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionSeveral().run(dispatcher, tracker_with({}), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_decline"]


async def test_what_is_unclear_is_offered_behind_what_is_answered(
    dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    message = {"requests": ["faq/b_one"], "unclear": ["faq/a_two", "faq/gone"]}
    await ActionSeveral().run(dispatcher, tracker_with(message), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/b_one", "utter_also"]
    assert [b["payload"] for b in dispatcher.messages[-1]["buttons"]] == ['/ask{"faq_id": "a_two"}']


async def test_what_is_about_nothing_known_is_not_passed_over(
    dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    await ActionSeveral().run(dispatcher, tracker_with({"requests": ["faq/b_one"], "unclear": []}), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/b_one", "utter_also_unclear"]


async def test_what_was_just_answered_is_left_out_beside_something_new(
    dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    context = {"just_given": ["b_one"]}
    await ActionSeveral().run(
        dispatcher, tracker_with({"requests": ["faq/b_one", "faq/a_two"], "context": context}), domain
    )
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/a_two"]


async def test_what_was_just_answered_is_answered_where_nothing_else_is_asked(
    dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    context = {"just_given": ["b_one", "a_two"]}
    await ActionSeveral().run(
        dispatcher, tracker_with({"requests": ["faq/b_one", "faq/a_two"], "context": context}), domain
    )
    assert [m["response"] for m in dispatcher.messages] == ["utter_faq/b_one", "utter_faq/a_two"]


async def test_what_was_just_answered_is_left_out_beside_something_unclear(
    dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    message = {"requests": ["faq/b_one"], "context": {"just_given": ["b_one"]}}
    await ActionSeveral().run(dispatcher, tracker_with({**message, "unclear": []}), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_decline"]
    dispatcher.messages.clear()
    await ActionSeveral().run(dispatcher, tracker_with({**message, "unclear": ["faq/a_two"]}), domain)
    assert [m["response"] for m in dispatcher.messages] == ["utter_offer"]
    assert dispatcher.messages[0]["buttons"][-1] == NONE_OF_THESE

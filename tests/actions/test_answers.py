from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import send_answer
from tests.actions.conftest import said, tracker_with


@pytest.mark.parametrize(
    ("faq_id", "slots", "response"),
    [
        ("a_one", {}, "utter_faq/a_one"),
        ("gone", {}, "utter_decline"),
        ("password_recover", {}, "utter_ask_role"),
        ("password_recover", {"role": "unit"}, "utter_faq/password_recover"),
        ("declaration_unavailable", {}, "utter_ask_city"),
        ("declaration_how", {"city": "德州"}, "utter_city_unsupported"),
    ],
)
def test_an_answer_is_given_by_what_it_depends_on(
    faq_id: str, slots: dict[str, str], response: str, dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    send_answer(dispatcher, tracker_with(said(), slots=slots), depending, faq_id)
    assert [message["response"] for message in dispatcher.messages] == [response]


def test_the_steps_come_with_the_cities_they_hold_for_once(
    dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    send_answer(dispatcher, tracker_with(said()), depending, "declaration_how")
    steps, check = dispatcher.messages
    assert (steps["response"], check["response"]) == ("utter_faq/declaration_how", "utter_check_city")
    assert {"济南", "德州", "省直"} <= {button["title"] for button in check["buttons"]}
    assert (check["metadata"]["asks"], check["metadata"]["optional"]) == ("city", True)
    dispatcher.messages.clear()
    send_answer(dispatcher, tracker_with({"context": {"given": ["declaration_how"]}}), depending, "declaration_how")
    assert [message["response"] for message in dispatcher.messages] == ["utter_faq/declaration_how"]

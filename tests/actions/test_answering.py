from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import give
from tests.actions.conftest import said, tracker_with


@pytest.mark.parametrize(
    ("faq_id", "slots", "response"),
    [
        ("a_one", {}, "utter_faq/a_one"),
        ("gone", {}, "utter_decline"),
        ("password_recover", {}, "utter_ask_role"),
        ("password_recover", {"role": "unit"}, "utter_faq/password_recover"),
        ("declaration_unavailable", {}, "utter_ask_city"),
        ("declaration_how", {}, "utter_faq/declaration_how"),
        ("declaration_how", {"city": "德州"}, "utter_city_unsupported"),
    ],
)
def test_an_answer_is_given_by_what_it_depends_on(
    faq_id: str, slots: dict[str, str], response: str, dispatcher: CollectingDispatcher, depending: dict[str, Any]
) -> None:
    give(dispatcher, tracker_with(said(), slots=slots), depending, faq_id)
    assert [message["response"] for message in dispatcher.messages] == [response]

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.ask import ActionAsk
from tests.actions.conftest import tracker_with


@pytest.mark.parametrize(
    ("faq_id", "response"),
    [("a_one", "utter_faq/a_one"), ("gone", "utter_decline"), ("../utter_greet", "utter_decline")],
)
async def test_only_answers_can_be_asked_for(
    faq_id: str, response: str, dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    tracker = tracker_with({"entities": [{"entity": "faq_id", "value": faq_id}]})
    await ActionAsk().run(dispatcher, tracker, domain)
    assert [message["response"] for message in dispatcher.messages] == [response]

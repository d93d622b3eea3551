"""What an action gets from Rasa: a tracker, a dispatcher, a domain."""

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher


@pytest.fixture
def dispatcher() -> CollectingDispatcher:
    return CollectingDispatcher()


@pytest.fixture
def domain() -> dict[str, Any]:
    def answer(id_: str, title: str, topic: str, topic_title: str, top: int = 0) -> list[dict[str, Any]]:
        known = {"faq_id": id_, "title": title, "topic": topic, "topic_title": topic_title, "top": top}
        return [{"text": f"答案{id_}", "metadata": known}]

    return {
        "responses": {
            "utter_greet": [{"text": "您好"}],
            "utter_faq/a_one": answer("a_one", "第一问", "a", "甲", 2),
            "utter_faq/a_two": answer("a_two", "第二问", "a", "甲"),
            "utter_faq/b_one": answer("b_one", "第三问", "b", "乙", 1),
        }
    }


def tracker_with(message: dict[str, Any], events: list[dict[str, Any]] | None = None) -> Tracker:
    """A tracker whose latest message was parsed as `message`."""
    return Tracker("someone", {}, message, events or [], False, None, {}, "action_listen")

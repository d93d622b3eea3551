from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.menu import ActionMenu
from tests.actions.conftest import tracker_with


async def test_topics_and_a_person(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionMenu().run(dispatcher, tracker_with({}), domain)
    buttons = dispatcher.messages[0]["buttons"]
    assert [b["title"] for b in buttons] == ["甲", "乙", "转人工"]
    assert buttons[0]["payload"] == '/menu{"topic": "a"}'


async def test_the_questions_of_a_topic(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    tracker = tracker_with({"entities": [{"entity": "topic", "value": "a"}]})
    await ActionMenu().run(dispatcher, tracker, domain)
    assert [b["title"] for b in dispatcher.messages[0]["buttons"]] == ["第一问", "第二问", "问题分类"]


async def test_an_unknown_topic_shows_the_topics(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    tracker = tracker_with({"entities": [{"entity": "topic", "value": "gone"}]})
    await ActionMenu().run(dispatcher, tracker, domain)
    assert dispatcher.messages[0]["response"] == "utter_menu"

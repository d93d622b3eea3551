from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.greet import ActionGreet
from tests.actions.conftest import tracker_with


async def test_the_greeting_shows_the_most_asked(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> None:
    await ActionGreet().run(dispatcher, tracker_with({}), domain)
    assert [b["title"] for b in dispatcher.messages[0]["buttons"]] == ["第三问", "第一问", "问题分类"]

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.repeat import ActionRepeat
from tests.actions.conftest import said, tracker_with

BUTTONS = [{"title": "一", "payload": "/x"}]
WAITING = {"asks": "role", "about": "a", "times": 1}


@pytest.mark.parametrize(
    ("known", "metadata"),
    [
        ({"asked": "choice", "waiting": WAITING}, {"outcome": "offer"}),
        ({"asked": "role", "waiting": WAITING}, {"outcome": "ask", **WAITING}),
    ],
)
async def test_the_same_is_asked_again(
    known: dict[str, Any], metadata: dict[str, Any], dispatcher: CollectingDispatcher
) -> None:
    await ActionRepeat().run(dispatcher, tracker_with(said(buttons=BUTTONS, **known)), {})
    [message] = dispatcher.messages
    assert (message["buttons"], message["metadata"]) == (BUTTONS, metadata)

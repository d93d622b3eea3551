"""Repeats the last choice after a mere yes, or a number that no button has."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context


class ActionRepeat(Action):
    def name(self) -> str:
        return "action_repeat"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        resolved = context(tracker)
        waiting = resolved.get("waiting") or {}
        asks = resolved.get("asked") in ("role", "city") and waiting
        metadata = {"outcome": "ask", **waiting} if asks else {"outcome": "offer"}
        dispatcher.utter_message(response="utter_repeat", buttons=resolved.get("buttons", []), metadata=metadata)
        return []

"""The custom action of the stock project: what a tutorial would write for the supported-city check."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

SUPPORTED = ("济南", "烟台", "潍坊", "泰安", "临沂", "青岛", "省直")


class ActionCheckCity(Action):
    def name(self) -> str:
        return "action_check_city"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]) -> list[dict[str, Any]]:
        text = tracker.latest_message.get("text") or ""
        if any(city in text for city in SUPPORTED):
            dispatcher.utter_message(response="utter_declaration_how")
        else:
            dispatcher.utter_message(response="utter_declaration_unavailable")
        return []

"""The greeting: what the assistant can do, and the most asked questions."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.menu import MENU_BUTTON
from actions.titles import most_asked, titles


class ActionGreet(Action):
    def name(self) -> str:
        return "action_greet"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        buttons = [*(title.button for title in most_asked(titles(domain))), MENU_BUTTON]
        dispatcher.utter_message(response="utter_greet", buttons=buttons)
        return []

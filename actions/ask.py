"""A button that brings one answer."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.titles import PREFIX


class ActionAsk(Action):
    """Sends the answer named in `/ask{"faq_id": ...}`; an unknown id (an old button) is declined."""

    def name(self) -> str:
        return "action_ask"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        response = PREFIX + str(next(tracker.get_latest_entity_values("faq_id"), ""))
        known = response in domain.get("responses", {})
        dispatcher.utter_message(response=response if known else "utter_decline")
        return []

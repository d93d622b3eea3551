"""您是想问…: a choice between the few answers that are possible."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.titles import titles
from understanding.labels import context_response
from understanding.payload import payload

NONE_OF_THESE = {"title": "以上都不是", "payload": payload("none_of_these")}


class ActionOffer(Action):
    """Offers what the message may mean; a question without a subject (谁审核) has a clarifying question of its own."""

    def name(self) -> str:
        return "action_offer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        known = context(tracker)
        by_id = {title.id: title for title in titles(domain)}
        offered = [by_id[id_] for id_ in known.get("choices", []) if id_ in by_id]
        if offered:
            clarifying = context_response(str(known.get("fragment")))
            response = clarifying if clarifying in domain.get("responses", {}) else "utter_offer"
            buttons = [*(title.button for title in offered), NONE_OF_THESE]
            dispatcher.utter_message(response=response, buttons=buttons)
        else:
            dispatcher.utter_message(response="utter_decline")
        return []

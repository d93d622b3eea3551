"""您是想问…: a choice between the few answers that are possible."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.titles import Title, titles

MOST = 4
WORTH = 0.25
"""An answer is offered when its score is at least this share of the best one's."""

NONE_OF_THESE = {"title": "以上都不是", "payload": "/none_of_these"}


def worth_offering(ranking: Sequence[Mapping[str, Any]], known: Sequence[Title]) -> list[Title]:
    """Return the two to four titles to offer, best first, for the classifier's ranking of answers."""
    by_id = {title.id: title for title in known}
    ranked = [(by_id.get(r["intent_response_key"].split("/", 1)[-1]), r["confidence"]) for r in ranking]
    found = [(title, score) for title, score in ranked if title]
    if not found:
        return []
    enough = [title for title, score in found if score >= WORTH * found[0][1]]
    return enough[:MOST] if len(enough) >= 2 else [title for title, _ in found[:2]]


class ActionOffer(Action):
    def name(self) -> str:
        return "action_offer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        selector = tracker.latest_message.get("response_selector", {}).get("faq", {})
        offered = worth_offering(selector.get("ranking", []), titles(domain))
        if offered:
            buttons = [*(title.button for title in offered), NONE_OF_THESE]
            dispatcher.utter_message(response="utter_offer", buttons=buttons)
        else:
            dispatcher.utter_message(response="utter_decline")
        return []

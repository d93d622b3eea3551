"""Declines to answer; the second miss in a row offers a person first, the third hands over."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.handoff import hand_over

MISSES = frozenset({"none_of_these", "deny"})
"""Intents that reject the reply before; each counts as a miss itself."""

MOST_MISSES = 2
"""Most misses in a row that are answered by declining; the next one hands over to a person."""


class ActionDecline(Action):
    def name(self) -> str:
        return "action_decline"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        misses = int(context(tracker).get("misses", 0))
        if misses >= MOST_MISSES:
            return await hand_over(dispatcher, tracker, domain, "misses")
        again = misses or (tracker.latest_message.get("intent") or {}).get("name") in MISSES
        dispatcher.utter_message(response="utter_decline_again" if again else "utter_decline")
        return []

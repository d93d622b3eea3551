"""No answer rather than a wrong one; the second miss in a row leads with a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

MISSES = frozenset({"none_of_these", "deny"})
"""Intents that say that what came before was no help: they count as a miss of their own."""


def missed_before(events: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether the turn before the current one was declined."""
    before = _previous_turn(events)
    outcomes = {_outcome(event) for event in before if event.get("event") == "bot"}
    return "decline" in outcomes


def _previous_turn(events: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    users = [at for at, event in enumerate(events) if event.get("event") == "user"]
    return events[users[-2] : users[-1]] if len(users) > 1 else []


def _outcome(event: Mapping[str, Any]) -> str:
    metadata = event.get("metadata") or {}
    return str((metadata.get("metadata") or metadata).get("outcome", ""))


class ActionDecline(Action):
    def name(self) -> str:
        return "action_decline"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        again = (tracker.latest_message.get("intent") or {}).get("name") in MISSES or missed_before(tracker.events)
        dispatcher.utter_message(response="utter_decline_again" if again else "utter_decline")
        return []

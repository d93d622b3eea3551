"""转人工: the owner's words, and where to find a person when none is there."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

FACTS_FILE = Path(__file__).with_name("handoff.yml")


@lru_cache(maxsize=1)
def facts() -> Mapping[str, str]:
    """Return the hotline's number and hours; both empty until the owner fills them in."""
    found: Mapping[str, str] = yaml.safe_load(FACTS_FILE.read_text(encoding="utf-8"))
    return found


def where(known: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the response that says where a person is, and what it is filled with."""
    if known.get("hotline"):
        return "utter_handoff_hotline", {"hotline": known["hotline"], "hours": known.get("hours") or "工作时间"}
    return "utter_handoff_where", {}


def promise(message: Mapping[str, Any], domain: Mapping[str, Any]) -> str:
    """Return the response that promises a person: the FAQ's answer that was asked for, if it does, else our own."""
    chosen = str(message.get("response_selector", {}).get("faq", {}).get("response", {}).get("utter_action", ""))
    asked = (message.get("intent") or {}).get("name") == "nlu_handoff" and chosen in domain.get("responses", {})
    return chosen if asked else "utter_handoff"


class ActionHandoff(Action):
    def name(self) -> str:
        return "action_handoff"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        dispatcher.utter_message(response=promise(tracker.latest_message, domain))
        response, values = where(facts())
        dispatcher.utter_message(response=response, **values)
        return []

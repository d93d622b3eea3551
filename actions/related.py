"""Offers the answers that the catalog names as related to the last one, else others of its topic (然后呢)."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.menu import HANDOFF_BUTTON, MENU_BUTTON
from actions.titles import titles
from owner.live import answer_titles

MOST = 4


def related(domain: Mapping[str, Any], faq_id: str, topic: str) -> list[dict[str, str]]:
    """Return buttons for the answers that the catalog names as related, else for others of the same topic."""
    every = {title.id: title for title in titles(domain)}
    shown = answer_titles().get(faq_id)
    named = [every[id_].button for id_ in (shown.related if shown else ()) if id_ in every]
    same = [title.button for title in every.values() if title.topic == topic and title.id != faq_id]
    return named or same[:MOST]


class ActionContinue(Action):
    def name(self) -> str:
        return "action_continue"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        resolved = context(tracker)
        buttons = related(domain, resolved["faq_id"], resolved["topic"]) if resolved.get("faq_id") else []
        if buttons:
            dispatcher.utter_message(response="utter_related", buttons=[*buttons, HANDOFF_BUTTON])
        else:
            dispatcher.utter_message(response="utter_go_on", buttons=[MENU_BUTTON])
        return []

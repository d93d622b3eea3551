"""Replies about the last answer: quotes the sentence that fits, its main sentence, or says that it has no steps."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.titles import source_metadata, titles
from owner.live import profile


class ActionQuote(Action):
    def name(self) -> str:
        return "action_quote"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        resolved = context(tracker)
        metadata = {**source_metadata(domain, str(resolved.get("about") or "")), "quotes": True}
        response = "utter_quote_only" if resolved.get("asks_more") else "utter_quote"
        dispatcher.utter_message(response=response, sentence=resolved.get("sentence") or "", metadata=metadata)
        return []


class ActionNoMore(Action):
    """Quotes the whole last answer, to a message that asks for it in other words, and says that there is no more."""

    def name(self) -> str:
        return "action_no_more"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        resolved = context(tracker)
        metadata = {**source_metadata(domain, str(resolved.get("about") or "")), "quotes": True, "whole": True}
        by_id = {title.id: title for title in titles(domain)}
        others = [by_id[id_].button for id_ in resolved.get("choices", []) if id_ in by_id]
        whole = resolved.get("sentence") or ""
        dispatcher.utter_message(response="utter_no_more", buttons=others, sentence=whole, metadata=metadata)
        return []


class ActionComplain(Action):
    def name(self) -> str:
        return "action_complain"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        heart = context(tracker).get("sentence")
        if heart:
            dispatcher.utter_message(response="utter_complain_answer", heart=heart)
        else:
            dispatcher.utter_message(response="utter_complain")
        return []


class ActionNoSteps(Action):
    def name(self) -> str:
        return "action_no_steps"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        role = profile().role(tracker.get_slot("role"))
        dispatcher.utter_message(response="utter_no_steps", who=role.actor or role.title if role else "管理员")
        return []

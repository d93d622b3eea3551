"""Two requests in one message: the first is answered, the others are offered."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answering import give
from actions.titles import Title, titles
from understanding.labels import bare

MOST = 3


def split(labels: Sequence[str], known: Sequence[Title]) -> tuple[Title | None, list[Title]]:
    """Return the answer to give and those to offer, for the labels ("faq/<id>") of the requests, main one first."""
    by_id = {title.id: title for title in known}
    found = [by_id[id_] for label in labels if (id_ := bare(label)) in by_id]
    return (found[0], found[1 : MOST + 1]) if found else (None, [])


class ActionSeveral(Action):
    def name(self) -> str:
        return "action_several"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        first, others = split(tracker.latest_message.get("requests", []), titles(domain))
        give(dispatcher, tracker, domain, first.id if first else "")
        if others:
            dispatcher.utter_message(response="utter_also", buttons=[title.button for title in others])
        return []

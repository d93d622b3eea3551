"""Offers a choice between the few possible answers (您是想问…)."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.handoff import buttons
from actions.menu import HANDOFF_BUTTON
from actions.request_status import open_request
from actions.tickets.desk import desk
from actions.titles import Title, titles
from understanding.labels import context_response
from understanding.payload import payload
from zh.fillers import to_the_point
from zh.fold import fold

NONE_OF_THESE = {"title": "以上都不是", "payload": payload("none_of_these")}


MOST_BESIDE_PERSON = 3
"""How many titles are offered at most beside a person."""

UNRANKED = 1_000
"""The rank of a title that the catalog does not list among the most asked questions."""


def wanted_first(choices: Sequence[Title], message: str) -> list[Title]:
    """Return the choices, the most asked ones first if their titles contain the whole message: 学时怎么申报 for 学时.

    The others stay in their order, the likeliest first.
    """
    word = fold(to_the_point(message))
    return sorted(
        choices, key=lambda title: title.top if title.top and word and word in fold(title.title) else UNRANKED
    )


class ActionOffer(Action):
    """Offers what the message may mean; a question without a subject (谁审核) has a clarifying question of its own."""

    def name(self) -> str:
        return "action_offer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        resolved = context(tracker)
        by_id = {title.id: title for title in titles(domain)}
        choices = [by_id[id_] for id_ in resolved.get("choices", []) if id_ in by_id]
        offered = wanted_first(choices, str(tracker.latest_message.get("text") or ""))
        if offered:
            clarifying = context_response(str(resolved.get("fragment")))
            plain = "utter_offer_unsure" if resolved.get("rather_outside") else "utter_offer"
            response = clarifying if clarifying in domain.get("responses", {}) else plain
            person = [HANDOFF_BUTTON] if response == "utter_offer_unsure" else []
            titles_shown = offered[:MOST_BESIDE_PERSON] if person else offered
            under = [*(title.button for title in titles_shown), *await _withdrawal(tracker), *person, NONE_OF_THESE]
            dispatcher.utter_message(response=response, buttons=under)
        else:
            dispatcher.utter_message(response="utter_decline")
        return []


async def _withdrawal(tracker: Tracker) -> list[dict[str, str]]:
    """Return the button that withdraws a registered request, where the message may mean that: 撤回."""
    if not context(tracker).get("gives_up"):
        return []
    return buttons(await open_request(desk(), tracker.sender_id), waits=False)

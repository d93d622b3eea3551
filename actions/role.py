"""Sends the answer for the user's role, or asks for the role; after three questions it suggests a person."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import asks_for, context, role_of, still_waiting, times_asked
from owner.live import profile
from understanding.labels import answer_response
from understanding.payload import inform

MOST_TIMES = 3
"""How often the role is asked in a row before a person is suggested."""


def role_buttons(about: str) -> list[dict[str, str]]:
    """Return a button for each role. Its payload names the answer, so that it works even much later."""
    return [{"title": role.title, "payload": inform(about, role=role.id)} for role in profile().roles]


def answer_by_role(
    dispatcher: CollectingDispatcher, tracker: Tracker, about: str, role: str | None, then: Sequence[str] = ()
) -> None:
    """Send the answer for `role`, or ask for the role. Rasa picks the variation of the response by the slot.

    `then`: further answers that wait for the role.
    """
    if role:
        dispatcher.utter_message(response=answer_response(about))
        return
    times = times_asked(tracker, "role", about) + 1
    if times > MOST_TIMES:
        dispatcher.utter_message(response="utter_decline_again")
        return
    response = "utter_ask_role" if times == 1 or asks_for(tracker, about) else "utter_ask_role_again"
    metadata = {"outcome": "ask", "asks": "role", "about": about, "times": times, "then": [*then]}
    dispatcher.utter_message(response=response, buttons=role_buttons(about), metadata=metadata)


class ActionAnswerByRole(Action):
    def name(self) -> str:
        return "action_answer_by_role"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        about = str(context(tracker).get("about") or "")
        answer_by_role(dispatcher, tracker, about, role_of(tracker), still_waiting(tracker, about))
        return []

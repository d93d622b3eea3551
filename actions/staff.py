"""Questions about the people behind the assistant (几点上班, 还要等多久): what is true now, no further hand-over."""

from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.hours import is_open
from owner.profile import Staff
from settings.handoff import staff


def state(known: Staff, now: datetime, *, handed_over: bool) -> tuple[str, dict[str, str]]:
    """Return the response that says how the staff can be reached, and what it is filled with.

    `handed_over`: the user has asked for a person, and nobody has taken the conversation.
    """
    values = {"hotline": f"，或拨打人工热线 {known.hotline}" if known.hotline else "", "hours": known.hours}
    if handed_over:
        closed = is_open(known.desk, now) is False and values["hours"]
        return ("utter_staff_closed" if closed else "utter_staff_registered"), values
    return ("utter_staff" if values["hours"] else "utter_staff_unknown_hours"), values


class ActionStaff(Action):
    def name(self) -> str:
        return "action_staff"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        handed_over = bool(context(tracker).get("handed_over"))
        response, values = state(staff(), datetime.now(timezone.utc), handed_over=handed_over)
        dispatcher.utter_message(response=response, **values)
        return []

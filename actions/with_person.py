"""While a person has the conversation, and the way back to the assistant."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.handoff import RESUME_BUTTON
from actions.menu import MENU_BUTTON
from actions.tickets.desk import desk
from settings.handoff import pause_until, published, staff
from understanding.public import public_in

logger = logging.getLogger(__name__)

IDLE = "idle"
"""Why a conversation was given back, as the desk is told: neither side said anything for `pause_minutes`."""


def _latest(tracker: Tracker) -> Mapping[str, Any]:
    """Return the message as it came; the tracker's latest message has the text as the pipeline left it."""
    return next((event for event in reversed(tracker.events) if event.get("event") == "user"), {})


def is_idle_end(message: Mapping[str, Any]) -> bool:
    """Say whether nobody has said anything for so long that `channels/desk/pause_ends.py` hands back."""
    return message.get("input_channel") == "desk" and (message.get("metadata") or {}).get("reason") == IDLE


async def _tell(tell: Callable[..., None], *what: object) -> None:
    try:
        await asyncio.to_thread(tell, *what)
    except Exception as error:  # each database has errors of its own
        logger.error("The desk could not be told: %s", type(error).__name__)


class ActionWithPerson(Action):
    """Passes the message on instead of answering it; each one makes the person's time begin anew."""

    def name(self) -> str:
        return "action_with_person"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        until = pause_until(staff(), datetime.now(timezone.utc))
        typed = str(_latest(tracker).get("text") or "")
        public = public_in(domain.get("responses", {})) | published()
        await _tell(desk().add, tracker.sender_id, typed, public, until)
        dispatcher.utter_message(response="utter_with_person", buttons=[RESUME_BUTTON])
        return [SlotSet("with_person_until", until)]


class ActionResume(Action):
    def name(self) -> str:
        return "action_resume"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        idle = is_idle_end(_latest(tracker))
        await _tell(desk().close, tracker.sender_id, IDLE if idle else None)
        if idle:
            dispatcher.utter_message(response="utter_handoff_idle")
        else:
            dispatcher.utter_message(response="utter_resume", buttons=[MENU_BUTTON])
        return [SlotSet("with_person_until", None)]

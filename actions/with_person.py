"""While a person has the conversation, and the way back to the assistant."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.handoff import RESUME_BUTTON, pause_until
from actions.menu import MENU_BUTTON
from actions.tickets.desk import desk
from settings.handoff import facts
from understanding.public import public_in

logger = logging.getLogger(__name__)


def _typed(tracker: Tracker) -> str:
    """Return the message as it was typed; the latest message itself has the text as the pipeline left it."""
    return next((str(e.get("text") or "") for e in reversed(tracker.events) if e.get("event") == "user"), "")


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
        await _tell(desk().add, tracker.sender_id, _typed(tracker), public_in(domain.get("responses", {})))
        dispatcher.utter_message(response="utter_with_person", buttons=[RESUME_BUTTON])
        return [SlotSet("with_person_until", pause_until(facts(), datetime.now(timezone.utc)))]


class ActionResume(Action):
    def name(self) -> str:
        return "action_resume"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        await _tell(desk().close, tracker.sender_id)
        dispatcher.utter_message(response="utter_resume", buttons=[MENU_BUTTON])
        return [SlotSet("with_person_until", None)]

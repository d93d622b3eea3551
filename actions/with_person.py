"""Passes messages on to the desk while a person has the conversation or the user waits for one."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timezone
from typing import Any, NamedTuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.handoff import RESUME_BUTTON, buttons, withdraw_button
from actions.standing import NOBODY, There, Utterance, is_waiting, left, standing, stands, who_is_there
from actions.tickets.desk import Helpdesk, Written, desk
from persistence.attachments.marks import attachment_in
from persistence.helpdesk.places import Handover
from settings.handoff import pause_until, published, staff
from understanding.public import public_in

logger = logging.getLogger(__name__)

PASSED_ON = "utter_with_person"
ASKED = ("utter_handoff_soon", "utter_handoff_busy", "utter_handoff_queue")
"""The responses that begin a wait."""


def latest(tracker: Tracker) -> Mapping[str, Any]:
    """Return the message as it came; the tracker's latest message has the text as the pipeline left it."""
    return next((event for event in reversed(tracker.events) if event.get("event") == "user"), {})


def answer(found: Handover, events: Iterable[Mapping[str, Any]], there: There | None) -> Utterance | None:
    """Return the reply to a message for the built-in desk, or None if the person answers it.

    `events`: of the session. `there`: who is there, given only if the message asks for somebody or how long it takes.
    """
    if found.state == "left":
        return Utterance("utter_handoff_left", {"number": str(found.number)})
    if there:
        return stands(found, staff(), there)
    return Utterance(PASSED_ON, {}) if found.state == "waiting" and not _passed_on(events) else None


def _passed_on(events: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether the user was told in this wait that messages are passed on."""
    responses = ((event.get("metadata") or {}).get("utter_action") for event in reversed(list(events)))
    return next((name for name in responses if name in (PASSED_ON, *ASKED)), None) == PASSED_ON


async def tell(call: Callable[..., None], *arguments: object) -> None:
    """Call a method of the desk in a thread; a failure is only logged."""
    try:
        await asyncio.to_thread(call, *arguments)
    except Exception as error:  # each database has errors of its own
        logger.error("The desk could not be told: %s", type(error).__name__)


class Told(NamedTuple):
    """The reply to a message for the desk; `until`: how long the assistant is silent.

    `utterance` is None if the person answers and the assistant says nothing.
    """

    utterance: Utterance | None
    buttons: list[dict[str, str]]
    until: str | None


async def at_built_in(helpdesk: Helpdesk, tracker: Tracker, until: str | None) -> Told:
    """Return the reply to a message for the built-in desk.

    If the user waits and nobody is there any more, the reply says so and the wait ends.
    """
    found, now = await standing(helpdesk, tracker.sender_id), datetime.now(timezone.utc)
    if found is None:
        return Told(Utterance(PASSED_ON, {}), buttons(None, waits=False), until)
    asks_staff = bool(context(tracker).get("asks_staff"))
    waits = is_waiting(found)
    there = await who_is_there(helpdesk, now, waits=waits) if waits or asks_staff else None
    if waits and there in NOBODY:
        await tell(helpdesk.leave, tracker.sender_id)
        return Told(left(found, staff(), now), [withdraw_button(found.number)] if found.number else [], None)
    utterance = answer(found, tracker.events, there if asks_staff else None)
    return Told(utterance, buttons(found, waits=waits), None if found.state == "left" else until)


class ActionWithPerson(Action):
    """Passes the message on instead of answering it; each message restarts the person's time limit."""

    def name(self) -> str:
        return "action_with_person"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        helpdesk, until = desk(), pause_until(staff(), datetime.now(timezone.utc))
        message = latest(tracker)
        typed, attached = str(message.get("text") or ""), attachment_in(message.get("metadata"))
        public = public_in(domain.get("responses", {})) | published()
        await tell(helpdesk.add, tracker.sender_id, Written(typed, public, until, attached))
        reply = Told(Utterance(PASSED_ON, {}), [RESUME_BUTTON], until)
        if helpdesk.is_built_in:
            reply = await at_built_in(helpdesk, tracker, until)
        if reply.utterance:
            dispatcher.utter_message(response=reply.utterance.response, buttons=reply.buttons, **reply.utterance.values)
        return [SlotSet("with_person_until", reply.until)]

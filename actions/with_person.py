"""While a person has the conversation, or the user waits for one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.handoff import RESUME_BUTTON, buttons, withdraw_button
from actions.menu import MENU_BUTTON
from actions.standing import (
    NOBODY,
    There,
    Utterance,
    is_waiting,
    left,
    numbered,
    standing,
    stands,
    taken_back,
    tell,
    who_is_there,
)
from actions.tickets.desk import Helpdesk, Written, desk
from persistence.attachments.marks import attachment_in
from persistence.helpdesk.places import Handover
from settings.handoff import pause_until, published, staff
from understanding.public import public_in

PASSED_ON = "utter_with_person"
CLEARLY = "clearly"
"""How a message gives a request up that leaves no doubt (components/context/giving_up.py)."""

ASKED = ("utter_handoff_soon", "utter_handoff_busy", "utter_handoff_queue")
"""What is said when a wait begins."""


def latest(tracker: Tracker) -> Mapping[str, Any]:
    """Return the message as it came; the tracker's latest message has the text as the pipeline left it."""
    return next((event for event in reversed(tracker.events) if event.get("event") == "user"), {})


def answer(found: Handover, events: Iterable[Mapping[str, Any]], there: There | None) -> Utterance | None:
    """Return what a message to the built-in desk is answered with; None: with nothing, the person answers it.

    `events`: of the session. `there`: who is, where the message asks for somebody, or how long it takes.
    """
    if found.state == "left":
        return Utterance("utter_handoff_left", {"number": str(found.number)})
    if there:
        return stands(found, staff(), there)
    return Utterance(PASSED_ON, {}) if found.state == "waiting" and not _passed_on(events) else None


def _passed_on(events: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether the user was told in this wait that what is written arrives."""
    said = ((event.get("metadata") or {}).get("utter_action") for event in reversed(list(events)))
    return next((name for name in said if name in (PASSED_ON, *ASKED)), None) == PASSED_ON


class Told(NamedTuple):
    """What is said, with the buttons under the last of it; `until`: how long the assistant is silent."""

    said: Sequence[Utterance]
    under: list[dict[str, str]]
    until: str | None


async def at_built_in(at: Helpdesk, tracker: Tracker, until: str | None) -> Told:
    """Return what a message to the built-in desk is answered with. Who waits while nobody is there any more is told
    so, and waits no longer; nor does who gives the request up.
    """
    found, now, known = await standing(at, tracker.sender_id), datetime.now(timezone.utc), context(tracker)
    if found is None:
        return Told([Utterance(PASSED_ON, {})], buttons(None, waits=False), until)
    waits, gives_up = is_waiting(found), known.get("gives_up")
    if gives_up == CLEARLY and found.state != "active":
        await tell(at.close, tracker.sender_id)
        return Told([taken_back(found)], [MENU_BUTTON], None)
    # 取消 in the queue is about the wait; to a person it is a word like any other.
    asks = bool(known.get("asks_staff")) or (waits and bool(gives_up))
    there = await who_is_there(at, now, waits=waits) if waits or asks else None
    if waits and there in NOBODY:
        await tell(at.leave, tracker.sender_id)
        return Told([left(found, staff(), now)], [withdraw_button(found.number)] if found.number else [], None)
    said = answer(found, tracker.events, there if asks else None)
    number = numbered(found, said) if said and known.get("asks_request") else None
    under, silent = buttons(found, waits=waits), None if found.state == "left" else until
    return Told([one for one in (number, said) if one], under, silent)


class ActionWithPerson(Action):
    """Passes the message on instead of answering it; each one makes the person's time begin anew."""

    def name(self) -> str:
        return "action_with_person"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        at, until = desk(), pause_until(staff(), datetime.now(timezone.utc))
        message = latest(tracker)
        typed, attached = str(message.get("text") or ""), attachment_in(message.get("metadata"))
        public = public_in(domain.get("responses", {})) | published()
        await tell(at.add, tracker.sender_id, Written(typed, public, until, attached))
        told = Told([Utterance(PASSED_ON, {})], [RESUME_BUTTON], until)
        if at.is_built_in:
            told = await at_built_in(at, tracker, until)
        for one in told.said:
            under = told.under if one is told.said[-1] else []
            dispatcher.utter_message(response=one.response, buttons=under, **one.values)
        return [SlotSet("with_person_until", told.until)]

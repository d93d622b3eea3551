"""Passes messages on to the desk while a person has the conversation or the user waits for one."""

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
from actions.request_status import (
    NOBODY,
    There,
    Utterance,
    call_desk,
    is_waiting,
    kept_request_reply,
    number_line,
    open_request,
    state_of_request,
    who_is_there,
    withdrawal_reply,
)
from actions.tickets.desk import Helpdesk, MessageToDesk, desk
from persistence.attachments.marks import attachment_in
from persistence.helpdesk.places import Handover
from settings.handoff import pause_until, published, staff
from understanding.labels import GIVES_UP_CLEARLY
from understanding.public import public_in
from zh.typed_slash import as_typed

PASSED_ON = "utter_with_person"

BEGINNINGS = ("utter_handoff_soon", "utter_handoff_busy", "utter_handoff_queue")
"""The responses that begin a wait."""


def latest_message(tracker: Tracker) -> Mapping[str, Any]:
    """Return the event of the latest message, with the text as it was typed, not as the pipeline left it."""
    return next((event for event in reversed(tracker.events) if event.get("event") == "user"), {})


def answer(handover: Handover, events: Iterable[Mapping[str, Any]], there: There | None) -> Utterance | None:
    """Return the reply to a message for the built-in desk, or None if the person answers it.

    `events`: of the session. `there`: who is there, given only if the message asks for somebody or how long it takes.
    """
    if handover.state == "left":
        return Utterance("utter_handoff_left", {"number": str(handover.number)})
    if there:
        return state_of_request(handover, staff(), there)
    return Utterance(PASSED_ON, {}) if handover.state == "waiting" and not _passed_on(events) else None


def _passed_on(events: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether the user was told in this wait that messages are passed on."""
    responses = ((event.get("metadata") or {}).get("utter_action") for event in reversed(list(events)))
    return next((name for name in responses if name in (PASSED_ON, *BEGINNINGS)), None) == PASSED_ON


class PersonNotice(NamedTuple):
    """The replies to a message for the desk, the buttons under the last, and until when the assistant is silent.

    Without replies the person answers and the assistant says nothing.
    """

    utterances: Sequence[Utterance]
    buttons: list[dict[str, str]]
    until: str | None


async def built_in_notice(helpdesk: Helpdesk, tracker: Tracker, until: str | None) -> PersonNotice:
    """Return the reply to a message for the built-in desk.

    The wait ends, and the reply says so, if nobody is there any more or if the user gives the request up.
    """
    handover = await open_request(helpdesk, tracker.sender_id)
    now, resolved = datetime.now(timezone.utc), context(tracker)
    if handover is None:
        return PersonNotice([Utterance(PASSED_ON, {})], buttons(None, waits=False), until)
    waits, gives_up = is_waiting(handover), resolved.get("gives_up")
    if gives_up == GIVES_UP_CLEARLY and handover.state != "active":
        await call_desk(helpdesk.close, tracker.sender_id)
        return PersonNotice([withdrawal_reply(handover)], [MENU_BUTTON], None)
    # 取消 gives up the wait only in the queue; in a conversation with a person it is passed on like any message.
    asks = bool(resolved.get("asks_staff")) or (waits and bool(gives_up))
    there = await who_is_there(helpdesk, now, waits=waits) if waits or asks else None
    if waits and there in NOBODY:
        await call_desk(helpdesk.leave, tracker.sender_id)
        withdrawal = [withdraw_button(handover.number)] if handover.number else []
        return PersonNotice([kept_request_reply(handover, staff(), now)], withdrawal, None)
    reply = answer(handover, tracker.events, there if asks else None)
    number = number_line(handover, reply) if reply and resolved.get("asks_request") else None
    silent_until = None if handover.state == "left" else until
    utterances = [utterance for utterance in (number, reply) if utterance]
    return PersonNotice(utterances, buttons(handover, waits=waits), silent_until)


class ActionWithPerson(Action):
    """Passes the message on instead of answering it; each message restarts the person's time limit."""

    def name(self) -> str:
        return "action_with_person"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        helpdesk, until = desk(), pause_until(staff(), datetime.now(timezone.utc))
        message = latest_message(tracker)
        typed, attached = as_typed(str(message.get("text") or "")), attachment_in(message.get("metadata"))
        public = public_in(domain.get("responses", {})) | published()
        await call_desk(helpdesk.add, tracker.sender_id, MessageToDesk(typed, public, until, attached))
        reply = PersonNotice([Utterance(PASSED_ON, {})], [RESUME_BUTTON], until)
        if helpdesk.is_built_in:
            reply = await built_in_notice(helpdesk, tracker, until)
        for utterance in reply.utterances:
            under = reply.buttons if utterance is reply.utterances[-1] else []
            dispatcher.utter_message(response=utterance.response, buttons=under, **utterance.values)
        return [SlotSet("with_person_until", reply.until)]

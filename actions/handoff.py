"""Hands over to a person (转人工): opens a ticket and says what happens next."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import city_of, context, role_of
from actions.request_status import (
    NOBODY,
    There,
    Utterance,
    call_desk,
    can_be_reached,
    is_attended,
    is_waiting,
    open_request,
    served_by,
    who_is_there,
)
from actions.tickets.desk import Helpdesk, desk
from actions.tickets.ticket import Ticket, transcript
from actions.titles import source_metadata
from owner.open_now import is_open
from owner.profile import StaffProfile
from persistence.helpdesk.places import Handover
from persistence.names import SEALED
from settings.handoff import OWN_STAFF, call_line, contact, pause_until, published, staff
from understanding.labels import answer_response
from understanding.payload import payload
from understanding.public import public_in

logger = logging.getLogger(__name__)

BACK = payload("resume")
"""The payload that ends a request; `withdraw_button` adds the request's number to it."""

RESUME_BUTTON = {"title": "继续由助手回答", "payload": BACK}


def withdraw_button(number: int) -> dict[str, str]:
    """Return the button that takes back the registered request of this number, and no later one."""
    return {"title": "撤回请求", "payload": payload("resume", ticket=str(number))}


def next_step(profile: StaffProfile, now: datetime, *, attended: bool) -> Utterance:
    """Return the response that says what happens next. `attended`: somebody is there, or another system's desk."""
    there = is_open(profile.desk, now)
    values = contact(profile)
    if there is False:
        return Utterance("utter_handoff_closed", values)
    if attended:
        return Utterance("utter_handoff_waiting", values)
    return Utterance("utter_handoff_hotline" if values["hotline"] else "utter_handoff_where", values)


def next_steps(
    step: Utterance, handover: Handover | None, there: There, *, reached: bool, again: bool = False
) -> Sequence[Utterance]:
    """Return the responses about the request `handover` at the built-in desk.

    `step`: the response for a desk of unknown state. `reached`: the user gets what is written later. `again`: the
    request was registered before.
    """
    if handover is None:
        return [step]
    if handover.state == "active":
        return [served_by(handover)]
    if handover.state == "waiting":
        if handover.position:
            return [Utterance("utter_handoff_queue", {"waiting": str(handover.position)})]
        return [Utterance("utter_handoff_soon" if there == "free" else "utter_handoff_busy", {})]
    return _registered(step, str(handover.number), reached=reached, again=again) if handover.number else [step]


def _registered(step: Utterance, number: str, *, reached: bool, again: bool) -> Sequence[Utterance]:
    """Return what to say of a registered request: one message where the reply comes here, else where else to ask."""
    if not reached:
        return [step, Utterance("utter_handoff_registered", {"number": number})]
    closed = step.response == "utter_handoff_closed"
    response = f"utter_handoff_registered_{'closed' if closed else 'again' if again else 'here'}"
    return [Utterance(response, {**contact(staff()), "hotline": call_line(staff()), "number": number})]


def can_come(step: Utterance, handover: Handover | None, there: There) -> bool:
    """Return whether a person may be promised: an agent has room, or another system's desk has the request."""
    if handover is None:
        return step.response == "utter_handoff_waiting"
    return handover.state == "waiting" and there == "free"


def promise(message: Mapping[str, Any], domain: Mapping[str, Any]) -> str | None:
    """Return the FAQ's answer that was asked for, if it is one that promises a person."""
    chosen = str(message.get("response_selector", {}).get("faq", {}).get("response", {}).get("utter_action", ""))
    is_asked_for = (message.get("intent") or {}).get("name") == "nlu_handoff" and chosen in domain.get("responses", {})
    return chosen if is_asked_for else None


def ticket(tracker: Tracker, reason: str, now: datetime, responses: Mapping[str, Any]) -> Ticket:
    """Return the ticket of this conversation as it stands. `responses`: the domain's."""
    resolved = context(tracker)
    return Ticket(
        conversation=tracker.sender_id,
        channel=str(tracker.get_latest_input_channel() or ""),
        at=now.astimezone(timezone.utc).isoformat(timespec="seconds"),
        reason=reason,
        topic=resolved.get("topic"),
        faq_id=resolved.get("faq_id"),
        role=role_of(tracker),
        city=city_of(tracker),
        transcript=transcript(tracker.events, public_in(responses) | published()),
        name=(tracker.latest_message.get("metadata") or {}).get(SEALED),
    )


async def hand_over(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any], reason: str
) -> list[dict[str, Any]]:
    """Open a ticket, say what happens next, and return the events that pause the assistant."""
    now, helpdesk = datetime.now(timezone.utc), desk()
    promising_answer = promise(tracker.latest_message, domain)
    if (tracker.latest_message.get("metadata") or {}).get(OWN_STAFF):
        await _open(helpdesk, ticket(tracker, reason, now, domain.get("responses", {})), None)
        dispatcher.utter_message(response=promising_answer or "utter_handoff")
        return []
    before = await open_request(helpdesk, tracker.sender_id)
    queued = is_waiting(before)
    step = next_step(staff(), now, attended=await is_attended(helpdesk, tracker, now, waits=queued))
    waits = step.response == "utter_handoff_waiting"
    until = pause_until(staff(), now) if waits else None
    # Read before the request is opened, because the request itself may take an agent's last room.
    there = await who_is_there(helpdesk, now, waits=queued)
    handover = None
    if await _open(helpdesk, ticket(tracker, reason, now, domain.get("responses", {})), until):
        handover = await _now(helpdesk, tracker.sender_id, there)
    else:
        step, waits = Utterance("utter_handoff_down", {"hotline": call_line(staff())}), False
    waits = handover.state in ("waiting", "active") if handover else waits
    if can_come(step, handover, there):
        dispatcher.utter_message(response=promising_answer or "utter_handoff")
        promising_answer = None
    again = bool(before and handover and before.state == "left" and before.number == handover.number)
    steps = next_steps(step, handover, there, reached=can_be_reached(tracker), again=again)
    _say(dispatcher, steps, buttons(handover, waits=waits), _of_answer(domain, promising_answer, steps[0].response))
    return [SlotSet("with_person_until", until or pause_until(staff(), now))] if waits else _over(tracker)


async def _now(helpdesk: Helpdesk, conversation: str, there: There) -> Handover | None:
    """Return the conversation's open request, after ending its wait if nobody is there any more."""
    handover = await open_request(helpdesk, conversation)
    if is_waiting(handover) and there in NOBODY:
        await call_desk(helpdesk.leave, conversation)
        return await open_request(helpdesk, conversation)
    return handover


def _over(tracker: Tracker) -> list[dict[str, Any]]:
    """Return the events that end the assistant's pause, if there is one."""
    return [SlotSet("with_person_until", None)] if tracker.get_slot("with_person_until") else []


def buttons(handover: Handover | None, *, waits: bool) -> list[dict[str, str]]:
    """Return the buttons under a response about a request."""
    if waits:
        return [RESUME_BUTTON]
    return [withdraw_button(handover.number)] if handover and handover.state == "left" and handover.number else []


def _say(
    dispatcher: CollectingDispatcher,
    steps: Sequence[Utterance],
    buttons: list[dict[str, str]],
    answer: Mapping[str, Any],
) -> None:
    """Send the steps, with the buttons under the last. `answer`: metadata of the answer that the first replaces."""
    for place, step in enumerate(steps):
        more = {"metadata": dict(answer)} if answer and place == 0 else {}
        last = buttons if place == len(steps) - 1 else []
        dispatcher.utter_message(response=step.response, buttons=last, **more, **step.values)


def _of_answer(domain: Mapping[str, Any], promising_answer: str | None, instead: str) -> Mapping[str, Any]:
    """Return the metadata of the response sent in place of an answer that promises a person.

    It also names that answer.
    """
    if promising_answer is None:
        return {}
    own = (domain.get("responses", {}).get(instead) or [{}])[0].get("metadata") or {}
    return {**source_metadata(domain, promising_answer.removeprefix(answer_response(""))), **own}


async def _open(helpdesk: Helpdesk, new: Ticket, until: str | None) -> bool:
    """Open the ticket and return whether it is in the database.

    If it is not, nobody can take it yet, so the user must not be made to wait.
    """
    try:
        await asyncio.to_thread(helpdesk.open, new, until)
    except Exception as error:  # each database has errors of its own
        logger.error("A ticket waits for the database: %s", type(error).__name__)
        return False
    return True


class ActionHandoff(Action):
    def name(self) -> str:
        return "action_handoff"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        promised = (tracker.latest_message.get("intent") or {}).get("name") == "nlu_handoff"
        return await hand_over(dispatcher, tracker, domain, "promised" if promised else "asked")

"""转人工: the owner's words, a ticket for the person, and what happens next."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import city_of, context, role_of
from actions.hours import is_open
from actions.tickets.desk import Desk, desk
from actions.tickets.ticket import Ticket, transcript
from owner.profile import Staff
from persistence.names import SEALED
from settings.handoff import contact, pause_until, published, staff
from understanding.payload import payload
from understanding.public import public_in

logger = logging.getLogger(__name__)

RESUME_BUTTON = {"title": "继续由助手回答", "payload": payload("resume")}


def next_step(known: Staff, now: datetime, *, attended: bool) -> tuple[str, dict[str, str]]:
    """Return the response that says what happens next, and what it is filled with. `attended`: a desk is connected."""
    there = is_open(known.desk, now)
    values = contact(known)
    if there is False:
        return "utter_handoff_closed", values
    if attended:
        return "utter_handoff_waiting", values
    return ("utter_handoff_hotline" if values["hotline"] else "utter_handoff_where"), values


def promise(message: Mapping[str, Any], domain: Mapping[str, Any]) -> str:
    """Return the response that promises a person: the FAQ's answer that was asked for, if it does, else our own."""
    chosen = str(message.get("response_selector", {}).get("faq", {}).get("response", {}).get("utter_action", ""))
    asked = (message.get("intent") or {}).get("name") == "nlu_handoff" and chosen in domain.get("responses", {})
    return chosen if asked else "utter_handoff"


def ticket(tracker: Tracker, reason: str, now: datetime, responses: Mapping[str, Any]) -> Ticket:
    """Return the ticket of this conversation as it stands. `responses`: the domain's."""
    known = context(tracker)
    return Ticket(
        conversation=tracker.sender_id,
        channel=str(tracker.get_latest_input_channel() or ""),
        at=now.astimezone(timezone.utc).isoformat(timespec="seconds"),
        reason=reason,
        topic=known.get("topic"),
        faq_id=known.get("faq_id"),
        role=role_of(tracker),
        city=city_of(tracker),
        transcript=transcript(tracker.events, public_in(responses) | published()),
        name=(tracker.latest_message.get("metadata") or {}).get(SEALED),
    )


async def hand_over(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any], reason: str
) -> list[dict[str, Any]]:
    """Promise a person, open a ticket and say what happens next; returns the events that pause the assistant."""
    now, at = datetime.now(timezone.utc), desk()
    dispatcher.utter_message(response=promise(tracker.latest_message, domain))
    response, values = next_step(staff(), now, attended=at.attended)
    until = pause_until(staff(), now) if response == "utter_handoff_waiting" else None
    kept = await _open(at, ticket(tracker, reason, now, domain.get("responses", {})), until)
    if not kept:
        response = "utter_handoff_where"
    waits = response == "utter_handoff_waiting"
    dispatcher.utter_message(response=response, buttons=[RESUME_BUTTON] if waits else [], **values)
    return [SlotSet("with_person_until", until)] if waits else []


async def _open(at: Desk, new: Ticket, until: str | None) -> bool:
    """Say whether the ticket is in the database: otherwise nobody comes before it is, and the user must not be made to
    wait.
    """
    try:
        await asyncio.to_thread(at.open, new, until)
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

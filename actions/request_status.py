"""Turns the state of a request for a person into responses: who is there, the place in the queue, the number."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Literal, NamedTuple

from rasa_sdk import Tracker

from actions.tickets.desk import Helpdesk
from owner.open_now import is_open
from owner.profile import StaffProfile
from persistence.helpdesk.places import Handover
from settings.handoff import pause_until, staff

logger = logging.getLogger(__name__)

REACHED = frozenset({"socketio", "wechat"})
"""The channels on which a user gets messages that are written later."""


There = Literal["free", "busy", "nobody", "closed"]
"""Who is there for a user who wants a person now.

"free": an agent with room; "busy": only agents without room, who come as soon as they can; "closed": it is outside the
hours. An agent who has chosen 忙碌 takes nobody new, and counts only for those who wait already.
"""

NOBODY = frozenset({"nobody", "closed"})
"""Those of `There` in which nobody comes."""


class Utterance(NamedTuple):
    """A response and the values to fill in."""

    response: str
    values: Mapping[str, str]


def served_by(handover: Handover) -> Utterance:
    """Return the response that names who has the conversation; some names begin with 客服 already."""
    return Utterance("utter_staff_active", {"agent": (handover.agent or "").removeprefix("客服")})


def state_of_request(handover: Handover, profile: StaffProfile, there: There) -> Utterance:
    """Return the response about an open request."""
    if handover.state == "active":
        return served_by(handover)
    if handover.state == "waiting" and there not in NOBODY:
        queue = Utterance("utter_staff_queue", {"waiting": str(handover.position)})
        if handover.position:
            return queue
        return Utterance("utter_staff_next" if there == "free" else "utter_staff_next_busy", {})
    if there not in NOBODY:
        come = "utter_staff_online" if there == "free" else "utter_staff_online_busy"
        return Utterance(come, {"number": str(handover.number)})
    hours = f"（服务时间为{profile.hours}）" if profile.hours else ""
    return Utterance("utter_staff_left", {"number": str(handover.number), "hours": hours})


def number_line(handover: Handover | None, reply: Utterance) -> Utterance | None:
    """Return the response that names the request's number, or None if `reply` names it already."""
    if handover is None or not handover.number or "number" in reply.values:
        return None
    return Utterance("utter_request_number", {"number": str(handover.number)})


def withdrawal_reply(handover: Handover | None) -> Utterance:
    """Return the response to a user who goes back to the assistant or withdraws a registered request."""
    if handover and handover.state == "left" and handover.number:
        return Utterance("utter_handoff_withdrawn", {"number": str(handover.number)})
    return Utterance("utter_resume", {})


def is_waiting(handover: Handover | None) -> bool:
    return handover is not None and handover.state == "waiting"


def kept_request_reply(handover: Handover, profile: StaffProfile, now: datetime) -> Utterance:
    """Return the response when a request is kept for later."""
    number = str(handover.number)
    if is_open(profile.desk, now) is False and profile.hours:
        return Utterance("utter_handoff_left_closed", {"number": number, "hours": profile.hours})
    return Utterance("utter_handoff_left", {"number": number})


def can_be_reached(tracker: Tracker) -> bool:
    """Return whether messages written later reach the user in this conversation."""
    return tracker.get_latest_input_channel() in REACHED


async def is_attended(helpdesk: Helpdesk, tracker: Tracker, now: datetime, *, waits: bool = False) -> bool:
    """Return whether somebody is there who can answer a request made now. `waits`: as in who_is_there."""
    if not helpdesk.is_built_in:
        return True
    if not can_be_reached(tracker) or pause_until(staff(), now) is None or is_open(staff().desk, now) is False:
        return False
    try:
        return await asyncio.to_thread(partial(helpdesk.attended, waits=waits))
    except Exception as error:  # each database has errors of its own
        logger.error("Who is at the desk could not be read: %s", type(error).__name__)
        return False


async def who_is_there(helpdesk: Helpdesk, now: datetime, *, waits: bool = False) -> There:
    """Return who is there at the built-in desk; "nobody" if the database cannot be read.

    `waits`: the user is in the queue already; then an agent who takes nobody new counts as well.
    """
    if is_open(staff().desk, now) is False:
        return "closed"
    try:
        if await asyncio.to_thread(helpdesk.has_room):
            return "free"
        return "busy" if await asyncio.to_thread(partial(helpdesk.attended, waits=waits)) else "nobody"
    except Exception as error:  # as above
        logger.error("Who is at the desk could not be read: %s", type(error).__name__)
        return "nobody"


async def call_desk(call: Callable[..., None], *arguments: object) -> None:
    """Call a method of the desk in a thread; a failure is only logged."""
    try:
        await asyncio.to_thread(call, *arguments)
    except Exception as error:  # as above
        logger.error("The desk could not be told: %s", type(error).__name__)


async def open_request(helpdesk: Helpdesk, conversation: str) -> Handover | None:
    """Return the conversation's open request at the built-in desk; None if there is none or it cannot be read."""
    try:
        return await asyncio.to_thread(helpdesk.state_of, conversation)
    except Exception as error:  # as above
        logger.error("A request could not be read: %s", type(error).__name__)
        return None

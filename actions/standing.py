"""How a request for a person stands, as users are told: who is there, how many wait before, under which number."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Literal, NamedTuple

from rasa_sdk import Tracker

from actions.tickets.desk import Helpdesk
from owner.open_now import is_open
from owner.profile import Staff
from persistence.helpdesk.places import Handover
from settings.handoff import pause_until, staff

logger = logging.getLogger(__name__)

REACHED = frozenset({"socketio", "wechat"})
"""The channels on which a user gets what is written later; a program or a shell asks and is done."""


There = Literal["free", "busy", "nobody", "closed"]
"""How it stands for whoever wants a person now: an agent can take them; none can just now, and one comes as soon as
they can; nobody comes; or it is outside the hours. An agent who has chosen 忙碌 takes nobody new, so comes only to
those who wait already.
"""

NOBODY = frozenset({"nobody", "closed"})
"""Of these: nobody comes."""


class Utterance(NamedTuple):
    """A response, and what is filled in."""

    response: str
    values: Mapping[str, str]


def serving(found: Handover) -> Utterance:
    """Return who has the conversation; some call themselves 客服 already."""
    return Utterance("utter_staff_active", {"agent": (found.agent or "").removeprefix("客服")})


def stands(found: Handover, known: Staff, there: There) -> Utterance:
    """Return what is told of an open request."""
    if found.state == "active":
        return serving(found)
    if found.state == "waiting" and there not in NOBODY:
        queue = Utterance("utter_staff_queue", {"waiting": str(found.position)})
        if found.position:
            return queue
        return Utterance("utter_staff_next" if there == "free" else "utter_staff_next_busy", {})
    if there not in NOBODY:
        come = "utter_staff_online" if there == "free" else "utter_staff_online_busy"
        return Utterance(come, {"number": str(found.number)})
    hours = f"（服务时间为{known.hours}）" if known.hours else ""
    return Utterance("utter_staff_left", {"number": str(found.number), "hours": hours})


def numbered(found: Handover | None, said: Utterance) -> Utterance | None:
    """Return what tells the request's number, None where what is said of it names it already."""
    if found is None or not found.number or "number" in said.values:
        return None
    return Utterance("utter_request_number", {"number": str(found.number)})


def taken_back(found: Handover | None) -> Utterance:
    """Return what is said to a user who goes back to the assistant, or wants a registered request no more."""
    if found and found.state == "left" and found.number:
        return Utterance("utter_handoff_withdrawn", {"number": str(found.number)})
    return Utterance("utter_resume", {})


def is_waiting(found: Handover | None) -> bool:
    return found is not None and found.state == "waiting"


def left(found: Handover, known: Staff, now: datetime) -> Utterance:
    """Return what is said when a request waits on for later."""
    number = str(found.number)
    if is_open(known.desk, now) is False and known.hours:
        return Utterance("utter_handoff_left_closed", {"number": number, "hours": known.hours})
    return Utterance("utter_handoff_left", {"number": number})


def is_reached(tracker: Tracker) -> bool:
    """Say whether the user gets in this conversation what a person writes later."""
    return tracker.get_latest_input_channel() in REACHED


async def attended(at: Helpdesk, tracker: Tracker, now: datetime, *, waits: bool = False) -> bool:
    """Say whether a request made now reaches somebody who can answer in this conversation. `waits`: as below."""
    if not at.is_built_in:
        return True
    if not is_reached(tracker) or pause_until(staff(), now) is None or is_open(staff().desk, now) is False:
        return False
    try:
        return await asyncio.to_thread(partial(at.attended, waits=waits))
    except Exception as error:  # each database has errors of its own
        logger.error("Who is at the desk could not be read: %s", type(error).__name__)
        return False


async def who_is_there(at: Helpdesk, now: datetime, *, waits: bool = False) -> There:
    """Return who is there at the built-in desk; nobody while the database does not say.

    `waits`: for whoever is in the queue already, to whom also an agent comes who takes nobody new.
    """
    if is_open(staff().desk, now) is False:
        return "closed"
    try:
        if await asyncio.to_thread(at.has_room):
            return "free"
        return "busy" if await asyncio.to_thread(partial(at.attended, waits=waits)) else "nobody"
    except Exception as error:  # as above
        logger.error("Who is at the desk could not be read: %s", type(error).__name__)
        return "nobody"


async def tell(telling: Callable[..., None], *what: object) -> None:
    """Tell the desk; what it does not hear now is logged."""
    try:
        await asyncio.to_thread(telling, *what)
    except Exception as error:  # as above
        logger.error("The desk could not be told: %s", type(error).__name__)


async def standing(at: Helpdesk, conversation: str) -> Handover | None:
    """Return the conversation's open request at the built-in desk, None without one or while nobody can say."""
    try:
        return await asyncio.to_thread(at.state_of, conversation)
    except Exception as error:  # as above
        logger.error("A request could not be read: %s", type(error).__name__)
        return None

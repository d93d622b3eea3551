"""Answers questions about the people behind the assistant (几点上班, 还要等多久) without handing over again."""

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.handoff import buttons
from actions.request_replies import about_request, answered_here, spoken_hours
from actions.request_status import (
    There,
    Utterance,
    can_be_reached,
    is_waiting,
    open_request,
    state_of_request,
    who_is_there,
)
from actions.tickets.desk import Helpdesk, desk
from owner.open_now import is_open
from owner.profile import StaffProfile
from persistence.helpdesk.places import Handover
from settings.handoff import call_line, contact, pause_until, staff
from zh.awaiting import PHONE, WHERE


def state(profile: StaffProfile, now: datetime, *, handed_over: bool) -> Utterance:
    """Return the response that says how the staff can be reached.

    `handed_over`: the user has asked for a person, and nobody has taken the conversation.
    """
    values = {"hotline": call_line(profile), "hours": profile.hours}
    if handed_over:
        closed = is_open(profile.desk, now) is False and values["hours"]
        return Utterance("utter_staff_closed" if closed else "utter_staff_registered", values)
    return Utterance("utter_staff" if values["hours"] else "utter_staff_unknown_hours", values)


def known_state(profile: StaffProfile, there: There) -> Utterance:
    """Return the response about the built-in desk for a user who has not asked for a person."""
    hours = spoken_hours(profile)
    if there == "free":
        return Utterance("utter_staff_there", {"hours": hours})
    if there == "busy":
        return Utterance("utter_staff_busy", {"hours": hours})
    if there == "closed":
        return Utterance("utter_staff_outside", {"hotline": call_line(profile), "hours": contact(profile)["hours"]})
    return Utterance("utter_staff_nobody", {"hotline": call_line(profile), "hours": hours})


async def of_staff(helpdesk: Helpdesk, tracker: Tracker, handover: Handover | None, now: datetime) -> Utterance:
    """Return what is said of the staff, and of the user's open request."""
    if helpdesk.is_built_in and can_be_reached(tracker) and pause_until(staff(), now):
        there = await who_is_there(helpdesk, now, waits=is_waiting(handover))
        if handover and handover.number:
            return state_of_request(handover, staff(), there)
        return known_state(staff(), there)
    return state(staff(), now, handed_over=bool(handover or context(tracker).get("handed_over")))


async def replies(
    helpdesk: Helpdesk, tracker: Tracker, handover: Handover | None, now: datetime
) -> Sequence[Utterance]:
    """Return what is said to a question about the staff or about the user's open request."""
    wants, reached = context(tracker).get("wants") or (), can_be_reached(tracker)
    if helpdesk.is_built_in and handover and handover.state == "left" and handover.number:
        there = await who_is_there(helpdesk, now)
        if answers := about_request(wants, handover, there, staff(), reached=reached):
            return answers
    asks_where = WHERE in wants or PHONE in wants
    if not helpdesk.is_built_in and reached and asks_where and context(tracker).get("handed_over"):
        return [answered_here(handover)]
    return [await of_staff(helpdesk, tracker, handover, now)]


class ActionStaff(Action):
    def name(self) -> str:
        return "action_staff"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        helpdesk = desk()
        handover = await open_request(helpdesk, tracker.sender_id)
        utterances = await replies(helpdesk, tracker, handover, datetime.now(timezone.utc))
        for utterance in utterances:
            under = buttons(handover, waits=is_waiting(handover)) if utterance is utterances[-1] else []
            dispatcher.utter_message(response=utterance.response, buttons=under, **utterance.values)
        return []

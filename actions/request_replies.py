"""Answers what a user asks about a registered request: how it is answered, what its number is for, and when."""

from collections.abc import Collection, Mapping, Sequence

from actions.request_status import NOBODY, There, Utterance, state_of_request
from owner.profile import StaffProfile
from persistence.helpdesk.places import Handover
from settings.handoff import call_line
from zh.awaiting import NUMBER, PHONE, WHEN, WHERE


def spoken_hours(profile: StaffProfile) -> str:
    """Return the hours as a clause, also where they are unknown."""
    return f"服务时间为{profile.hours}" if profile.hours else "具体服务时间没有公布"


def nobody_now(profile: StaffProfile) -> Utterance:
    """Return the response that nobody can come now, with the hours."""
    return Utterance("utter_request_when", _reach(profile))


def _reach(profile: StaffProfile) -> Mapping[str, str]:
    """Return the hours and the hotline, as the sentences have them."""
    return {"hours": spoken_hours(profile), "hotline": call_line(profile)}


def answered_here(handover: Handover | None) -> Utterance:
    """Return the response that the answer will stand in this conversation."""
    number = f"（编号 {handover.number}）" if handover and handover.number else ""
    return Utterance("utter_request_here", {"number": number})


def about_request(
    wants: Collection[str], handover: Handover, there: There, profile: StaffProfile, *, reached: bool
) -> Sequence[Utterance]:
    """Return the responses to what is asked about a request that is registered at the built-in desk.

    They are empty where the state of the request says all. `wants`: what is asked (zh/awaiting.py).
    `reached`: the user gets what is written later. Nobody at the desk learns a telephone number, so nobody phones.
    """
    number = {"number": str(handover.number)}
    replies = [Utterance("utter_request_use", number)] if NUMBER in wants else []
    asks_how = PHONE in wants or WHERE in wants
    if asks_how and not reached:
        return [*replies, Utterance("utter_request_elsewhere", {**number, **_reach(profile)})]
    if asks_how:
        replies.append(Utterance("utter_request_calls", number) if PHONE in wants else answered_here(handover))
    if there in NOBODY and (WHEN in wants or not (replies or reached)):
        # The hours have been named already.
        state = state_of_request(handover, profile.copy(update={"hours": ""}), there)
        replies += [nobody_now(profile), *([state] if reached and not replies else [])]
    elif WHEN in wants and replies and reached:
        replies.append(state_of_request(handover, profile, there))
    return replies

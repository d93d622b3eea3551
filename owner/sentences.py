"""Lists the sentences that a profile needs, each with the fields that are filled in."""

from collections.abc import Mapping, Sequence

ALWAYS: Mapping[str, Sequence[str]] = {
    "greet": (),
    "thank": (),
    "goodbye": (),
    "gesture": (),
    "bot_challenge": (),
    "affirm": (),
    "denied": (),
    "acknowledged": (),
    "hold": (),
    "cancel": (),
    "left_off": (),
    "menu": (),
    "menu_topic": ("topic_title",),
    "offer": (),
    "offer_unsure": (),
    "also": (),
    "also_unclear": (),
    "related": (),
    "repeat": (),
    "go_on": (),
    "quote": ("sentence",),
    "quote_only": ("sentence",),
    "complain": (),
    "complain_answer": ("heart",),
    "no_more": ("sentence",),
    "decline": (),
    "decline_again": (),
    "handoff": (),
    "handoff_where": (),
    "handoff_hotline": ("hotline", "hours"),
    "handoff_closed": ("hours",),
    "handoff_down": ("hotline",),
    "handoff_waiting": (),
    "handoff_idle": (),
    "with_person": (),
    "picture": (),
    "resume": (),
    "handoff_soon": (),
    "handoff_queue": ("waiting",),
    "handoff_busy": (),
    "handoff_registered": ("number",),
    "handoff_registered_here": ("number", "hotline"),
    "handoff_registered_closed": ("number", "hours"),
    "handoff_registered_again": ("number", "hotline"),
    "handoff_withdrawn": ("number",),
    "handoff_over": ("number",),
    "request_number": ("number",),
    "request_kept": ("number",),
    "request_over": ("number",),
    "request_closed": ("number",),
    "request_none": (),
    "request_unknown": (),
    "request_calls": ("number",),
    "request_here": ("number",),
    "request_elsewhere": ("number", "hotline", "hours"),
    "request_use": ("number",),
    "request_when": ("hours", "hotline"),
    "handoff_left": ("number",),
    "handoff_left_closed": ("number", "hours"),
    "person_claimed": ("agent",),
    "person_returned": ("waiting",),
    "person_returned_next": (),
    "person_queued": ("waiting",),
    "person_queued_next": (),
    "form_asked": ("agent",),
    "form_link": ("link",),
    "form_filled": (),
    "handoff_ended": (),
    "ask_solved": (),
    "solved": (),
    "unsolved": (),
    "staff": ("hotline", "hours"),
    "staff_unknown_hours": ("hotline",),
    "staff_registered": ("hotline",),
    "staff_closed": ("hotline", "hours"),
    "staff_there": ("hours",),
    "staff_busy": ("hours",),
    "staff_nobody": ("hotline", "hours"),
    "staff_outside": ("hotline", "hours"),
    "staff_queue": ("waiting",),
    "staff_next": (),
    "staff_next_busy": (),
    "staff_active": ("agent",),
    "staff_left": ("number", "hours"),
    "staff_online": ("number",),
    "staff_online_busy": ("number",),
    "unavailable": ("hotline",),
    "too_long": ("most",),
    "too_fast": (),
    "personal": (),
    "password": (),
}
"""Sentence -> the fields that are filled in. owner/defaults.py has the text for a profile without it."""

WITH_ROLES: Mapping[str, Sequence[str]] = {
    "ask_role": (),
    "ask_role_again": (),
    "no_steps": ("who",),
}
"""The additional sentences of a profile with roles."""

WITH_PLACES: Mapping[str, Sequence[str]] = {
    "ask_city": (),
    "ask_city_again": (),
    "check_city": ("cities",),
    "which_city": ("place", "cities"),
    "city_supported": ("city", "how"),
    "city_unsupported": ("city",),
    "city_disputed": ("city",),
    "city_outside": (),
    "city_person": (),
}
"""The additional sentences of a profile with places."""

WITH_EITHER: Mapping[str, Sequence[str]] = {"noted": ("who",)}
"""The additional sentences of a profile with roles or places."""

EVERYWHERE = ("assistant", "platform")
"""Fields allowed in every sentence: the names of the assistant and of the platform."""


def needed_sentences(*, roles: bool, places: bool) -> Mapping[str, Sequence[str]]:
    """Return the sentences that a profile needs, each with its fields."""
    either = WITH_EITHER if roles or places else {}
    return {**ALWAYS, **(WITH_ROLES if roles else {}), **(WITH_PLACES if places else {}), **either}

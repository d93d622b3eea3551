"""What a user is told whose message held personal data: once, and not at every message."""

from collections.abc import Iterable

from channels.rasa_server import Event, said_by_user
from owner.live import profile
from zh.personal import Personal, masked_kinds

QUIET = 1800.0
"""Seconds in which a conversation is told once."""


def remark(text: str, events: Iterable[Event], now: float) -> str | None:
    """Return what the user is told of `text`, from which personal data was taken; None when they know.

    `events`: of the conversation so far; `now`: seconds since 1970.
    """
    told: set[Personal] = set()
    for event in said_by_user(events):
        if now - event.timestamp < QUIET:
            told |= masked_kinds(event.text or "")
    if Personal.PASSWORD in masked_kinds(text):
        return None if Personal.PASSWORD in told else profile().sentence("password")
    return None if told else profile().sentence("personal")

"""Asks a user whose message held personal data not to send such data: once in half an hour, not at every message."""

from collections.abc import Iterable

from channels.rasa_server import Event, user_messages
from owner.live import profile
from zh.personal import Personal, masked_kinds

QUIET = 1800.0
"""Seconds in which a notice is given only once in a conversation."""


def personal_notice(text: str, events: Iterable[Event], now: float) -> str | None:
    """Return the notice about `text`, from which personal data was taken; None if it was made lately.

    `events`: of the conversation so far; `now`: seconds since 1970.
    """
    recent_kinds: set[Personal] = set()
    for event in user_messages(events):
        if now - event.timestamp < QUIET:
            recent_kinds |= masked_kinds(event.text or "")
    if Personal.PASSWORD in masked_kinds(text):
        return None if Personal.PASSWORD in recent_kinds else profile().sentence("password")
    return None if recent_kinds else profile().sentence("personal")

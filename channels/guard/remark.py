"""Remark to a user whose message held personal data; made once, not at every message."""

from collections.abc import Iterable

from channels.rasa_server import Event, user_messages
from owner.live import profile
from zh.personal import Personal, masked_kinds

QUIET = 1800.0
"""Seconds in which the remark is made only once in a conversation."""


def remark(text: str, events: Iterable[Event], now: float) -> str | None:
    """Return the remark on `text`, from which personal data was taken; None if it was made lately.

    `events`: of the conversation so far; `now`: seconds since 1970.
    """
    recent_kinds: set[Personal] = set()
    for event in user_messages(events):
        if now - event.timestamp < QUIET:
            recent_kinds |= masked_kinds(event.text or "")
    if Personal.PASSWORD in masked_kinds(text):
        return None if Personal.PASSWORD in recent_kinds else profile().sentence("password")
    return None if recent_kinds else profile().sentence("personal")

"""Reads a `feedback` packet and finds the answer it is about."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from channels.rasa_server import Event, bot_messages
from persistence.turns import bot_message_id

LONGEST_ID = 64
"""Characters; the bot's own ids have fewer."""


@dataclass(frozen=True)
class Feedback:
    """`message`: the id under which the answer was sent."""

    message: str
    helpful: bool
    reason: str | None = None


def read_feedback(packet: object, reasons: Collection[str]) -> Feedback | None:
    """Read {"id": …, "helpful": …, "reason": …}; None if it is malformed or the reason is unknown."""
    if not isinstance(packet, Mapping):
        return None
    message, helpful, reason = packet.get("id"), packet.get("helpful"), packet.get("reason")
    if not isinstance(message, str) or len(message) > LONGEST_ID or not isinstance(helpful, bool):
        return None
    if reason is not None and (not isinstance(reason, str) or reason not in reasons):
        return None
    return Feedback(message, helpful, None if helpful else reason)


def answer_of_message(message: str, events: Iterable[Event]) -> str | None:
    """Return the id of the FAQ's answer that was sent as `message` among `events`; None if there is none."""
    for event in bot_messages(events):
        if bot_message_id(event.timestamp) == message:
            metadata = event.metadata.get("metadata") or event.metadata
            faq_id = metadata.get("faq_id")
            return str(faq_id) if faq_id else None
    return None

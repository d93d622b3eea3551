"""What comes in as one `feedback` packet, and what it is about."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from channels.rasa_server import Event, said_by_bot
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
    """Read {"id": …, "helpful": …, "reason": …}; None for what no working client sends. Only known reasons count."""
    if not isinstance(packet, Mapping):
        return None
    message, helpful, reason = packet.get("id"), packet.get("helpful"), packet.get("reason")
    if not isinstance(message, str) or len(message) > LONGEST_ID or not isinstance(helpful, bool):
        return None
    if reason is not None and (not isinstance(reason, str) or reason not in reasons):
        return None
    return Feedback(message, helpful, None if helpful else reason)


def answered_by(message: str, events: Iterable[Event]) -> str | None:
    """Return the id of the FAQ's answer that was sent as `message` among `events`; None if there is none."""
    for said in said_by_bot(events):
        if bot_message_id(said.timestamp) == message:
            known = said.metadata.get("metadata") or said.metadata
            faq_id = known.get("faq_id")
            return str(faq_id) if faq_id else None
    return None

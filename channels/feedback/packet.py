"""What comes in as one `feedback` packet, and what it is about."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from channels.bot_packet import bot_message_id


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
    if not isinstance(message, str) or not isinstance(helpful, bool):
        return None
    if reason is not None and (not isinstance(reason, str) or reason not in reasons):
        return None
    return Feedback(message, helpful, None if helpful else reason)


def answered_by(message: str, events: Iterable[Any]) -> str | None:
    """Return the id of the FAQ's answer that was sent as `message` among Rasa's `events`; None if there is none."""
    for event in events:
        if event.type_name == "bot" and bot_message_id(event.timestamp) == message:
            known = event.metadata.get("metadata") or event.metadata
            faq_id = known.get("faq_id")
            return str(faq_id) if faq_id else None
    return None

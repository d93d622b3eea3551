"""What a `user_uttered` packet asks for: a turn, a friendly refusal, or nothing."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from channels.guard.senders import holds_personal
from channels.guard.user_text import LONGEST, clean, clean_title, read_text

_MESSAGE_ID = re.compile(r"[0-9A-Za-z_-]{8,64}", re.ASCII)


@dataclass(frozen=True)
class Turn:
    """A message for Rasa, and what the user sees of it (nothing for a payload without a title). `masked`: personal data
    was taken out of it; `again`: the client does not know whether an earlier server has had it.
    """

    text: str
    shown: str | None
    message_id: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    masked: bool = False
    again: bool = False


@dataclass(frozen=True)
class TooLong:
    """A message that is not read at all."""


def read_packet(packet: object, metadata_key: str, payload_intents: Collection[str]) -> Turn | TooLong | None:
    """Return what `packet` asks for; None for an empty text, and for a packet no working client sends."""
    if not isinstance(packet, Mapping) or not isinstance(packet.get("message"), str):
        return None
    metadata = _metadata(packet.get(metadata_key))
    if metadata is None:
        return None
    # Before it is read: looking for personal data takes its time.
    if len(clean(packet["message"])) > LONGEST:
        return TooLong()
    read = read_text(packet["message"], payload_intents)
    if not read.text:
        return None
    # Of the client's metadata only the title is kept: everything in it is stored with the conversation.
    title = clean_title(metadata.get("title")) if read.is_payload else None
    return Turn(
        text=read.text,
        shown=title if read.is_payload else read.text,
        message_id=_message_id(packet.get("id")),
        metadata={"title": title} if title else {},
        masked=read.masked,
        again=packet.get("again") is True,
    )


def _metadata(value: object) -> Mapping[str, Any] | None:
    """Return the metadata, which Rasa's clients also send as JSON text; None if it is neither."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if value is None:
        return {}
    return value if isinstance(value, Mapping) else None


def _message_id(value: object) -> str | None:
    is_one = isinstance(value, str) and _MESSAGE_ID.fullmatch(value) and not holds_personal(value)
    return str(value) if is_one else None

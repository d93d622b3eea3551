"""What a `user_uttered` packet asks for: a turn, a friendly refusal, or nothing."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from channels.guard.senders import holds_personal
from channels.guard.user_text import clean_title, is_too_long, read_text
from channels.webchat.picture_pass import picture_of
from persistence.attachments.marks import KEY, TEXTS, metadata_of

# As channels.bot_packet makes them: microseconds since 1970, and nobody's number.
_BOT_MESSAGE_ID = re.compile(r"bot-(1[5-9]|2[0-9])[0-9]{14}", re.ASCII)
_MESSAGE_ID = re.compile(r"[0-9A-Za-z_-]{8,64}", re.ASCII)

START = "bot-0"
"""`reply_to` of the greeting that a page asks for by itself when its conversation is empty; the id of no message."""


@dataclass(frozen=True)
class PageTurn:
    """A message for Rasa, and what the user sees of it (nothing for a payload without a title). `masked`: personal data
    was taken out of it; `again`: the client does not know whether an earlier server has had it; `reply_to`: id of the
    bot's message whose button it is.
    """

    text: str
    shown: str | None
    message_id: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    masked: bool = False
    again: bool = False
    reply_to: str | None = None

    @property
    def beside(self) -> dict[str, Any]:
        """What the other windows are shown with the text."""
        pressed = {"reply_to": self.reply_to} if self.reply_to else {}
        return {**pressed, **({KEY: self.metadata[KEY]} if KEY in self.metadata else {})}


@dataclass(frozen=True)
class TooLong:
    """A message that is not read at all."""


def read_packet(
    packet: object, metadata_key: str, payload_intents: Collection[str], public: Collection[str] = frozenset()
) -> PageTurn | TooLong | None:
    """Return what `packet` asks for; None for an empty text, and for a packet no working client sends.

    `public`: as in zh.personal.mask.
    """
    if not isinstance(packet, Mapping) or not isinstance(packet.get("message"), str):
        return None
    metadata = _metadata(packet.get(metadata_key))
    if metadata is None:
        return None
    # Before it is read: looking for personal data takes its time.
    if is_too_long(packet["message"]):
        return TooLong()
    read = read_text(packet["message"], payload_intents, public)
    if not read.text:
        return None
    # Of the client's metadata only the title is kept: everything in it is stored with the conversation.
    title = clean_title(metadata.get("title"), public) if read.is_payload else None
    reply_to = _bot_message_id(packet.get("reply_to")) if read.is_payload else None
    kept = {"title": title, "reply_to": reply_to}
    return PageTurn(
        text=read.text,
        shown=title if read.is_payload else read.text,
        message_id=read_message_id(packet),
        metadata={name: value for name, value in kept.items() if value},
        masked=read.masked,
        again=packet.get("again") is True,
        reply_to=reply_to,
    )


def pictured(read: PageTurn | TooLong | None, packet: object, key: bytes, sender: str) -> PageTurn | TooLong | None:
    """Return what was read with the picture that it sends, if that is its own. `key`: of the session ids."""
    given = packet.get("picture") if isinstance(packet, Mapping) else None
    if not isinstance(read, PageTurn) or given is None:
        return read
    picture = picture_of(key, sender, given)
    if picture is None:
        return None
    text, metadata = TEXTS["picture"], metadata_of(picture, "picture")
    return replace(read, text=text, shown=text, metadata=metadata, masked=False, reply_to=None)


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


def read_message_id(packet: object) -> str | None:
    """Return the id of a packet that may be too long to be read, None if it has none."""
    value = packet.get("id") if isinstance(packet, Mapping) else None
    is_one = isinstance(value, str) and _MESSAGE_ID.fullmatch(value) and not holds_personal(value)
    return str(value) if is_one else None


def _bot_message_id(value: object) -> str | None:
    return value if isinstance(value, str) and (value == START or _BOT_MESSAGE_ID.fullmatch(value)) else None

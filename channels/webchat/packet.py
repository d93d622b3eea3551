"""Reads a `user_uttered` packet into a turn, a refusal with a text, or nothing."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from channels.guard.senders import holds_personal
from channels.guard.user_text import clean_title, is_too_long, read_text
from channels.webchat.picture_pass import picture_of
from persistence.attachments.marks import KEY, TEXTS, metadata_of

# Message ids as channels.bot_packet makes them: microseconds since 1970, so they are no personal number.
_BOT_MESSAGE_ID = re.compile(r"bot-(1[5-9]|2[0-9])[0-9]{14}", re.ASCII)
_MESSAGE_ID = re.compile(r"[0-9A-Za-z_-]{8,64}", re.ASCII)

START = "bot-0"
"""`reply_to` of the greeting that a page requests for an empty conversation; it is no message's id."""


@dataclass(frozen=True)
class PageTurn:
    """A message for Rasa, and the text shown to the user (none for a payload without a title).

    `masked`: personal data was removed from it; `again`: the client sends it again, unsure whether it arrived;
    `reply_to`: id of the bot's message whose button was pressed.
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
        """The fields that other windows get with the text."""
        pressed = {"reply_to": self.reply_to} if self.reply_to else {}
        return {**pressed, **({KEY: self.metadata[KEY]} if KEY in self.metadata else {})}


@dataclass(frozen=True)
class TooLong:
    """A message that is too long to be read."""


def read_packet(
    packet: object, metadata_key: str, payload_intents: Collection[str], public: Collection[str] = frozenset()
) -> PageTurn | TooLong | None:
    """Return the turn or refusal for `packet`; None for an empty text or a malformed packet.

    `public`: as in zh.personal.mask.
    """
    if not isinstance(packet, Mapping) or not isinstance(packet.get("message"), str):
        return None
    metadata = _metadata(packet.get(metadata_key))
    if metadata is None:
        return None
    # Checked first, because the search for personal data takes time.
    if is_too_long(packet["message"]):
        return TooLong()
    read = read_text(packet["message"], payload_intents, public)
    if not read.text:
        return None
    # Only the title is kept of the client's metadata, because all of it would be stored with the conversation.
    title = clean_title(metadata.get("title"), public) if read.is_payload else None
    reply_to = _bot_message_id(packet.get("reply_to")) if read.is_payload else None
    stored = {"title": title, "reply_to": reply_to}
    return PageTurn(
        text=read.text,
        shown=title if read.is_payload else read.typed,
        message_id=read_message_id(packet),
        metadata={name: value for name, value in stored.items() if value},
        masked=read.masked,
        again=packet.get("again") is True,
        reply_to=reply_to,
    )


def with_picture(read: PageTurn | TooLong | None, packet: object, key: bytes, sender: str) -> PageTurn | TooLong | None:
    """Add the packet's picture to the turn if it belongs to the conversation. `key`: that of the session ids."""
    sent = packet.get("picture") if isinstance(packet, Mapping) else None
    if not isinstance(read, PageTurn) or sent is None:
        return read
    picture = picture_of(key, sender, sent)
    if picture is None:
        return None
    text, metadata = TEXTS["picture"], metadata_of(picture, "picture")
    return replace(read, text=text, shown=text, metadata=metadata, masked=False, reply_to=None)


def _metadata(value: object) -> Mapping[str, Any] | None:
    """Return the metadata, a mapping or JSON text as Rasa's clients send it; None if it is neither."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if value is None:
        return {}
    return value if isinstance(value, Mapping) else None


def read_message_id(packet: object) -> str | None:
    """Return the id of a packet, even of one that is too long to be read; None if it has none."""
    value = packet.get("id") if isinstance(packet, Mapping) else None
    is_one = isinstance(value, str) and _MESSAGE_ID.fullmatch(value) and not holds_personal(value)
    return str(value) if is_one else None


def _bot_message_id(value: object) -> str | None:
    return value if isinstance(value, str) and (value == START or _BOT_MESSAGE_ID.fullmatch(value)) else None

"""What a desk's own system sends: signed, and about one conversation."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from channels.guard.senders import LONGEST_SENDER
from channels.guard.user_text import clean
from channels.http import Refused

FRESH = 300
"""Seconds, either way: a packet that is older may have been recorded and sent again."""

LARGEST_BODY = 64 * 1024
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class FromDesk:
    """`text`: what the person says to the user; None when the person hands the conversation back."""

    conversation: str
    text: str | None


class Signed(NamedTuple):
    """A request's body with the headers X-Timestamp (seconds since 1970) and X-Signature."""

    body: bytes
    timestamp: str
    signature: str


def is_genuine(signed: Signed, secret: bytes, now: float) -> bool:
    """Say whether the desk itself signed this just now: "sha256=" and the HMAC of the time, "." and the body."""
    at = signed.timestamp
    if not (at.isascii() and at.isdecimal() and len(at) < 12 and abs(now - int(at)) <= FRESH):
        return False
    expected = hmac.new(secret, f"{at}.".encode() + signed.body, hashlib.sha256).hexdigest()
    # Bytes of a header that are no UTF-8 arrive as surrogates, which cannot be encoded.
    return hmac.compare_digest(f"sha256={expected}".encode(), signed.signature.encode("utf-8", "replace"))


def read_desk(body: bytes) -> FromDesk | Refused:
    """Read {"conversation": …, "event": "message", "text": …} or {"conversation": …, "event": "closed"}."""
    try:
        packet: Any = json.loads(body)
    except (ValueError, RecursionError):
        return Refused(400, "the body must be JSON")
    if not isinstance(packet, Mapping):
        return Refused(400, "the body must be a JSON object")
    conversation, event, text = packet.get("conversation"), packet.get("event"), packet.get("text")
    # Only what a database can hold: no control characters, no halves of surrogate pairs.
    if not isinstance(conversation, str) or not (
        conversation.isprintable() and 0 < len(conversation) <= LONGEST_SENDER
    ):
        return Refused(400, "conversation must be that of a ticket")
    if event == "closed":
        return FromDesk(conversation, None)
    if event != "message" or not isinstance(text, str) or not 0 < len(clean(text)) <= LONGEST_TEXT:
        return Refused(400, f"event must be closed, or message with a text of 1 to {LONGEST_TEXT} characters")
    return FromDesk(conversation, clean(text))

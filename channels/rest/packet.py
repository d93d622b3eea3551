"""Reads a request of the REST channel."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from channels.guard.senders import LONGEST_SENDER
from channels.guard.user_text import clean, is_too_long, read_text
from channels.http import RefusedRequest
from persistence.names import is_stored
from zh.personal import mask

LARGEST_BODY = 64 * 1024
LARGEST_METADATA = 2000
"""Characters, as JSON."""


class SenderPacket(NamedTuple):
    """A request whose sender has been read, but not yet its packet."""

    sender: str
    packet: Mapping[str, Any]


@dataclass(frozen=True)
class RestTurn:
    """`too_long`: the text is not to be handed on; `masked`: personal data was taken out of it."""

    sender: str
    text: str
    too_long: bool = False
    masked: bool = False
    metadata: Mapping[str, Any] = field(default_factory=dict)


def read_sender(body: bytes) -> SenderPacket | RefusedRequest:
    """Read the sender of {"sender": …, "message": …, "metadata": …}.

    Without a sender Rasa's own class puts everybody into one conversation; here that is refused.
    """
    if len(body) > LARGEST_BODY:
        return RefusedRequest(413, "the body is too large")
    try:
        packet = json.loads(body)
    except (ValueError, RecursionError):
        return RefusedRequest(400, "the body must be JSON")
    if not isinstance(packet, Mapping):
        return RefusedRequest(400, "the body must be a JSON object")
    sender = packet.get("sender")
    if not isinstance(sender, str) or not _is_sender(sender):
        return RefusedRequest(400, f"sender must be a text of 1 to {LONGEST_SENDER} printable characters")
    if is_stored(sender):
        return RefusedRequest(400, "sender must not be the name of a stored conversation (web-, wechat-, named-)")
    return SenderPacket(sender, packet)


def read_turn(
    opened_packet: SenderPacket, payload_intents: Collection[str], public: Collection[str] = frozenset()
) -> RestTurn | RefusedRequest:
    """Read the message and its metadata, which takes its time. `public`: as in zh.personal.mask."""
    sender, packet = opened_packet
    text, metadata = packet.get("message"), packet.get("metadata") or {}
    if not isinstance(text, str) or not isinstance(metadata, Mapping):
        return RefusedRequest(400, "message must be a text, and metadata an object")
    if len(json.dumps(metadata, ensure_ascii=False)) > LARGEST_METADATA:
        return RefusedRequest(400, f"metadata must have at most {LARGEST_METADATA} characters of JSON")
    if is_too_long(text):
        return RestTurn(sender, "", too_long=True)
    if not clean(text):
        return RefusedRequest(400, "message must not be empty")
    read = read_text(text, payload_intents, public)
    return RestTurn(sender, read.text, masked=read.masked, metadata=_masked(metadata, public))


def _is_sender(sender: str) -> bool:
    return 0 < len(sender) <= LONGEST_SENDER and sender.isprintable()


def _masked(value: Any, public: Collection[str]) -> Any:
    """Return a copy of JSON's `value` without the personal data in its texts."""
    if isinstance(value, Mapping):
        return {mask(clean(key), public): _masked(item, public) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item, public) for item in value]
    if isinstance(value, str):
        return mask(clean(value), public)
    return value if mask(str(value), public) == str(value) else mask(str(value), public)

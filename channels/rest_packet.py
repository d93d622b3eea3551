"""What comes in as one request of the REST channel."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from channels.user_text import LONGEST, read_text

LONGEST_SENDER = 255
"""Characters; the tracker store's column has as many."""

LARGEST_BODY = 64 * 1024


class Refused(NamedTuple):
    """Why a request is none."""

    status: int
    reason: str


@dataclass(frozen=True)
class RestTurn:
    """`too_long`: the text is not to be handed on."""

    sender: str
    text: str
    too_long: bool = False
    metadata: Mapping[str, Any] = field(default_factory=dict)


def read_request(body: bytes, payload_intents: Collection[str]) -> RestTurn | Refused:
    """Read {"sender": …, "message": …, "metadata": …}.

    Without a sender Rasa's own class puts everybody into one conversation; here that is refused.
    """
    if len(body) > LARGEST_BODY:
        return Refused(413, "the body is too large")
    try:
        packet = json.loads(body)
    except (ValueError, RecursionError):
        return Refused(400, "the body must be JSON")
    if not isinstance(packet, Mapping):
        return Refused(400, "the body must be a JSON object")
    sender, text, metadata = packet.get("sender"), packet.get("message"), packet.get("metadata") or {}
    if not isinstance(sender, str) or not _is_sender(sender):
        return Refused(400, f"sender must be a text of 1 to {LONGEST_SENDER} printable characters")
    if not isinstance(text, str) or not isinstance(metadata, Mapping):
        return Refused(400, "message must be a text, and metadata an object")
    read = read_text(text, payload_intents)
    if not read.text:
        return Refused(400, "message must not be empty")
    too_long = len(read.text) > LONGEST and not read.is_payload
    return RestTurn(sender, read.text, too_long, metadata)


def _is_sender(sender: str) -> bool:
    return 0 < len(sender) <= LONGEST_SENDER and sender.isprintable()

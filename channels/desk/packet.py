"""Reads and verifies the signed packets of a helpdesk; each is about one conversation."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from channels.guard.senders import LONGEST_SENDER
from channels.guard.user_text import clean
from channels.http import RefusedRequest
from persistence.attachments.marks import attachment_in

FRESH = 300
"""Seconds by which a time stamp may differ, so that a recorded packet cannot be sent again later."""

LARGEST_BODY = 64 * 1024
LONGEST_TEXT = 2000


MESSAGE, CLAIMED, RETURNED, QUEUE, CLOSED = "message", "claimed", "returned", "queue", "closed"
PRESENCE = "presence"
FORM = "form"
"""Asks the user to fill in the form for the staff; only the built-in helpdesk sends it."""
LONGEST_AGENT = 64
MOST_WAITING = 10_000
HIGHEST_NUMBER = 10**9
ENDS = ("solved", "unsolved")
"""The result of a request, as the agent marks it when closing."""


@dataclass(frozen=True)
class DeskPacket:
    """A packet of a helpdesk.

    `event`: message, claimed, form, returned, queue, presence or closed. `text`: the agent's message to the user.
    `agent`: the agent's name as users see it, empty if not given. `waiting`: number of users before this one in the
    queue. `ended`: one of ENDS, or None. `number`: of a registered request that was closed before any agent took it.
    `ticket`: the ticket's id, set by the built-in helpdesk only. `attachment`: the picture of the message, or None.
    `typing`: the agent is typing. `away`: the conversation is returned because its agent has left.
    """

    conversation: str
    event: str
    text: str = ""
    agent: str = ""
    waiting: int = 0
    ended: str | None = None
    number: int | None = None
    ticket: str = ""
    attachment: Mapping[str, str] | None = None
    typing: bool = False
    away: bool = False


class SignedPacket(NamedTuple):
    """A request's body with the headers X-Timestamp (seconds since 1970) and X-Signature."""

    body: bytes
    timestamp: str
    signature: str


def is_genuine(signed: SignedPacket, secret: bytes, now: float) -> bool:
    """Return whether the helpdesk signed this recently: "sha256=" and the HMAC of the time, "." and the body."""
    at = signed.timestamp
    if not (at.isascii() and at.isdecimal() and len(at) < 12 and abs(now - int(at)) <= FRESH):
        return False
    expected = hmac.new(secret, f"{at}.".encode() + signed.body, hashlib.sha256).hexdigest()
    # Header bytes that are not UTF-8 arrive as surrogates, which cannot be encoded.
    return hmac.compare_digest(f"sha256={expected}".encode(), signed.signature.encode("utf-8", "replace"))


def read_desk(body: bytes) -> DeskPacket | RefusedRequest:
    """Read {"conversation": …, "event": …} and the fields of that event (docs/design/handoff.md)."""
    try:
        packet: Any = json.loads(body)
    except (ValueError, RecursionError):
        return RefusedRequest(400, "the body must be JSON")
    if not isinstance(packet, Mapping):
        return RefusedRequest(400, "the body must be a JSON object")
    conversation = packet.get("conversation")
    # Only what a database can hold: no control characters, no halves of surrogate pairs.
    if not isinstance(conversation, str) or not (
        conversation.isprintable() and 0 < len(conversation) <= LONGEST_SENDER
    ):
        return RefusedRequest(400, "conversation must be that of a ticket")
    read = _event(conversation, packet)
    ticket = packet.get("ticket")
    return replace(read, ticket=ticket) if isinstance(read, DeskPacket) and isinstance(ticket, str) else read


def _event(conversation: str, packet: Mapping[str, Any]) -> DeskPacket | RefusedRequest:
    event = packet.get("event")
    if event in (MESSAGE, CLAIMED, FORM):
        return _of_a_person(conversation, event, packet)
    if event in (RETURNED, QUEUE):
        waiting = packet.get("waiting")
        if not isinstance(waiting, int) or not 0 <= waiting <= MOST_WAITING:
            return RefusedRequest(400, "waiting must be the number of those who wait before")
        return DeskPacket(conversation, event, waiting=waiting, away=packet.get("away") is True)
    if event == PRESENCE:
        return DeskPacket(conversation, event, typing=packet.get("typing") is True)
    if event != CLOSED:
        return RefusedRequest(
            400, f"event must be one of {MESSAGE}, {CLAIMED}, {RETURNED}, {QUEUE}, {PRESENCE} and {CLOSED}"
        )
    ended, number = packet.get("ended"), packet.get("number")
    if number is not None and not (isinstance(number, int) and 0 < number <= HIGHEST_NUMBER):
        return RefusedRequest(400, "number must be that of a request")
    return DeskPacket(conversation, event, ended=ended if ended in ENDS else None, number=number)


def _of_a_person(conversation: str, event: str, packet: Mapping[str, Any]) -> DeskPacket | RefusedRequest:
    agent, text = packet.get("agent"), packet.get("text")
    if agent is not None and not (isinstance(agent, str) and agent.isprintable() and len(agent) <= LONGEST_AGENT):
        return RefusedRequest(400, f"agent must be a name of at most {LONGEST_AGENT} characters")
    named = DeskPacket(conversation, event, agent=(agent or "").strip())
    if event in (CLAIMED, FORM):
        return named
    if not isinstance(text, str) or not 0 < len(clean(text)) <= LONGEST_TEXT:
        return RefusedRequest(400, f"a message has a text of 1 to {LONGEST_TEXT} characters")
    return replace(named, text=clean(text), attachment=attachment_in(packet))

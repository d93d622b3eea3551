"""Recognizes repeated deliveries of a helpdesk, also across instances and restarts."""

import hashlib
import re
from collections.abc import Iterable

from channels.desk.packet import Signed
from channels.guard.repeats import Repeats
from channels.rasa_server import Event

KEY = "deliveries"
"""Key of the delivery ids in the metadata of the event that the delivery added to the conversation."""

_GIVEN = re.compile(r"[!-~]{1,128}", re.ASCII)

Ids = tuple[str, ...]


def delivery_ids(signed: Signed, given: str) -> Ids | None:
    """Return the ids of a genuine packet: one made from time and body, one from the header X-Delivery if it is set.

    None if the header is malformed. The header is not signed, so the id of time and body always counts too.
    """
    content = _digest(b"content", f"{signed.timestamp}.".encode() + signed.body)
    if not given:
        return (content,)
    return (content, _digest(b"header", given.encode())) if _GIVEN.fullmatch(given) else None


class DeskDeliveries:
    """Remembers the deliveries of this process, and finds those of other instances in the conversation's events."""

    def __init__(self) -> None:
        self._repeats = Repeats()

    def is_one(self, conversation: str, ids: Ids, events: Iterable[Event]) -> bool:
        if any(self._repeats.is_one(conversation, one) for one in ids):
            return True
        return any(not set(ids).isdisjoint(_kept(event)) for event in events)

    def take(self, conversation: str, ids: Ids) -> None:
        for one in ids:
            self._repeats.take(conversation, one)


def _kept(event: Event) -> Iterable[str]:
    found = (event.as_dict().get("metadata") or {}).get(KEY)
    return found if isinstance(found, list) else ()


def _digest(kind: bytes, content: bytes) -> str:
    return hashlib.sha256(kind + b":" + content).hexdigest()[:32]

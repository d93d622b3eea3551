"""Deliveries of a desk: one that comes twice counts once, by whichever instance and after whichever restart."""

import hashlib
import re
from collections.abc import Iterable

from channels.desk.packet import Signed
from channels.guard.repeats import Repeats
from channels.rasa_server import Event

KEY = "deliveries"
"""Under which the ids stand in the metadata of what a delivery left in the conversation."""

_GIVEN = re.compile(r"[!-~]{1,128}", re.ASCII)

Ids = tuple[str, ...]


def delivery_ids(signed: Signed, given: str) -> Ids | None:
    """Return the ids of a genuine packet: of time and body, and that of the header X-Delivery, where there is one.

    None for a header that is no id. It is not signed: that of time and body holds whatever the header says.
    """
    content = _digest(b"content", f"{signed.timestamp}.".encode() + signed.body)
    if not given:
        return (content,)
    return (content, _digest(b"header", given.encode())) if _GIVEN.fullmatch(given) else None


class DeskDeliveries:
    """Knows those that this process has taken, and finds those of others among a conversation's events."""

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

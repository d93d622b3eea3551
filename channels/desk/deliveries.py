"""Recognizes repeated deliveries of a helpdesk, also across instances and restarts."""

import hashlib
import re
from collections.abc import Iterable

from channels.desk.packet import SignedPacket
from channels.guard.repeated_messages import RepeatedMessages
from channels.rasa_server import Event

KEY = "deliveries"
"""Key of the delivery ids in the metadata of the event that the delivery added to the conversation."""

_DELIVERY_ID = re.compile(r"[!-~]{1,128}", re.ASCII)

Ids = tuple[str, ...]


def delivery_ids(signed: SignedPacket, delivery_id: str) -> Ids | None:
    """Return the ids of a genuine packet: one made from time and body, one from the header X-Delivery if it is set.

    None if the header is malformed. The header is not signed, so the id of time and body always counts too.
    """
    content = _digest(b"content", f"{signed.timestamp}.".encode() + signed.body)
    if not delivery_id:
        return (content,)
    return (content, _digest(b"header", delivery_id.encode())) if _DELIVERY_ID.fullmatch(delivery_id) else None


class DeskDeliveries:
    """Remembers the deliveries of this process, and finds those of other instances in the conversation's events."""

    def __init__(self) -> None:
        self._repeats = RepeatedMessages()

    def is_repeated(self, conversation: str, ids: Ids, events: Iterable[Event]) -> bool:
        if any(self._repeats.is_repeated(conversation, id_) for id_ in ids):
            return True
        return any(not set(ids).isdisjoint(_delivered(event)) for event in events)

    def take(self, conversation: str, ids: Ids) -> None:
        for id_ in ids:
            self._repeats.take(conversation, id_)


def _delivered(event: Event) -> Iterable[str]:
    deliveries = (event.as_dict().get("metadata") or {}).get(KEY)
    return deliveries if isinstance(deliveries, list) else ()


def _digest(kind: bytes, content: bytes) -> str:
    return hashlib.sha256(kind + b":" + content).hexdigest()[:32]

"""Finds the payload of a tapped button in the conversation, by the id that WeChat reports."""

from collections.abc import Iterable

from channels.rasa_server import Event, TrackerStore, bot_messages
from channels.wechat.message import menu_id


async def tapped_payload(id_: str | None, sender: str, store: TrackerStore) -> str | None:
    """Return the payload of the button with this id; None if the conversation has not shown it."""
    tracker = await store.retrieve_full_tracker(sender) if id_ else None
    return _payload(id_, tracker.events) if tracker else None


def _payload(id_: str | None, events: Iterable[Event]) -> str | None:
    for message in bot_messages(events):
        for button in (message.data or {}).get("buttons") or []:
            if menu_id(str(button.get("payload") or "")) == id_:
                return str(button["payload"])
    return None

"""A button that was tapped: WeChat says which, the conversation knows what it does."""

from collections.abc import Iterable

from channels.rasa_server import Event, TrackerStore, said_by_bot
from channels.wechat.spoken import menu_id


async def tapped(id_: str | None, sender: str, store: TrackerStore) -> str | None:
    """Return the payload of the button with this id, None if the conversation has shown none: its words count then."""
    tracker = await store.retrieve_full_tracker(sender) if id_ else None
    return _payload(id_, tracker.events) if tracker else None


def _payload(id_: str | None, events: Iterable[Event]) -> str | None:
    for said in said_by_bot(events):
        for button in (said.data or {}).get("buttons") or []:
            if menu_id(str(button.get("payload") or "")) == id_:
                return str(button["payload"])
    return None

"""A button that was tapped: WeChat says which, the conversation knows what it does."""

from collections.abc import Iterable
from typing import Any

from channels.wechat.spoken import menu_id


async def tapped(id_: str | None, sender: str, agent: Any) -> str | None:
    """Return the payload of the button with this id, None if the conversation has shown none: its words count then."""
    tracker = await agent.tracker_store.retrieve_full_tracker(sender) if id_ and agent else None
    return _payload(id_, tracker.events) if tracker else None


def _payload(id_: str | None, events: Iterable[Any]) -> str | None:
    for event in events:
        if event.type_name == "bot":
            for button in (event.data or {}).get("buttons") or []:
                if menu_id(str(button.get("payload") or "")) == id_:
                    return str(button["payload"])
    return None

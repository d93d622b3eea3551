"""Messages that come twice: a client that lost the connection does not know whether its last message arrived."""

from collections import OrderedDict
from typing import Any

MOST = 20_000
"""Ids kept; a message is sent again within seconds."""


class Repeats:
    """Knows the messages this process has taken by conversation and message id; a message without an id is new."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._taken: OrderedDict[tuple[str, str], None] = OrderedDict()

    def is_one(self, sender: str, message_id: str | None) -> bool:
        return message_id is not None and (sender, message_id) in self._taken

    def take(self, sender: str, message_id: str | None) -> None:
        if message_id is None:
            return
        self._taken[sender, message_id] = None
        if len(self._taken) > self._most:
            self._taken.popitem(last=False)

    def forget(self, sender: str, message_id: str | None) -> None:
        """Take the message anew if it comes again: its turn has not ended here."""
        if message_id is not None:
            self._taken.pop((sender, message_id), None)


async def is_stored(agent: Any, sender: str, message_id: str | None) -> bool:
    """Say whether the conversation has this message already, from before the server was started anew."""
    tracker = await agent.tracker_store.retrieve(sender) if message_id else None
    return tracker is not None and any(
        event.type_name == "user" and event.message_id == message_id for event in tracker.events
    )

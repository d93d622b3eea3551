"""RepeatedMessages: recognizes messages sent twice, as a client does that lost the connection before the reply."""

from collections import OrderedDict

from channels.rasa_server import TrackerStore, user_messages

MOST = 20_000
"""Ids kept; a message is sent again within seconds."""


class RepeatedMessages:
    """Knows the messages this process has taken by conversation and message id; a message without an id is new."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._taken: OrderedDict[tuple[str, str], None] = OrderedDict()

    def is_repeated(self, sender: str, message_id: str | None) -> bool:
        return message_id is not None and (sender, message_id) in self._taken

    def take(self, sender: str, message_id: str | None) -> None:
        if message_id is None:
            return
        self._taken[sender, message_id] = None
        if len(self._taken) > self._most:
            self._taken.popitem(last=False)

    def forget(self, sender: str, message_id: str | None) -> None:
        """Accept the message if it comes again, because its turn has not ended here."""
        if message_id is not None:
            self._taken.pop((sender, message_id), None)


async def is_stored(store: TrackerStore, sender: str, message_id: str | None) -> bool:
    """Return whether the stored conversation has this message, from before a restart of the server."""
    tracker = await store.retrieve(sender) if message_id else None
    return tracker is not None and any(event.message_id == message_id for event in user_messages(tracker.events))

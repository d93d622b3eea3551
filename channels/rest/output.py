"""RestOutput: the replies of one request."""

from collections.abc import Callable, Mapping
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

from channels.bot_packet import as_json

_FIELDS = ("text", "image", "buttons", "attachment", "custom", "elements", "quick_replies")


class RestOutput(CollectingOutputChannel):
    """Collects each response whole; Rasa's own class splits it at blank lines and drops its metadata."""

    def __init__(self, send: Callable[[dict[str, Any]], None] | None = None, *, recipient: str | None = None) -> None:
        """`send` is called at once with each message. `recipient`: as the request names it, None: as Rasa does."""
        super().__init__()
        self._recipient = recipient
        self._send = send
        self.sent = 0

    async def send_response(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        fields = {name: as_json(message[name]) for name in _FIELDS if message.get(name)}
        if not fields:
            return
        self.sent += 1
        metadata = message.get("metadata")
        reply = {"recipient_id": self._recipient or recipient_id, **fields, "metadata": as_json(metadata or {})}
        self.messages.append(reply)
        if self._send:
            self._send(reply)

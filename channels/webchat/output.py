"""WebChatOutput: sends each response as one packet with its metadata."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.core.channels.socketio import SocketIOOutput
from socketio import AsyncServer

from channels.bot_packet import bot_packet


class WebChatOutput(SocketIOOutput):
    """Sends a response whole; Rasa's own class splits it at blank lines and drops its metadata.

    The recipient is a room that every window of the conversation has joined.
    """

    def __init__(self, sio: AsyncServer, bot_message_evt: str, *, held: bool = False) -> None:
        """`held`: nothing is sent before `release`.

        Rasa sends replies before it stores them. If the server died in between, the user would have seen replies
        that are not stored.
        """
        super().__init__(sio, bot_message_evt)
        self.sent = 0
        self._held: list[tuple[str, dict[str, Any]]] | None = [] if held else None

    async def send_response(self, recipient_id: str, message: Mapping[str, Any]) -> None:
        packet = bot_packet(message)
        if packet is not None:
            self.sent += 1
            if self._held is None:
                await self._send_message(recipient_id, packet)
            else:
                self._held.append((recipient_id, packet))

    @property
    def held(self) -> list[dict[str, Any]]:
        """The packets that `release` would send."""
        return [packet for _, packet in self._held or []]

    async def release(self) -> None:
        """Send the held packets, and from now on each one at once."""
        held, self._held = self._held or [], None
        for recipient, packet in held:
            await self._send_message(recipient, packet)

    async def repeat(self, recipient: str, packets: Sequence[dict[str, Any]]) -> None:
        """Send packets of another instance again; a window that has one already recognizes its id."""
        for packet in packets:
            await self._send_message(recipient, packet)

    async def show_queue(self, recipient_id: str, waiting: int) -> None:
        """Show the open windows how many users wait before this one; it is not stored."""
        await self.sio.emit("queue", {"waiting": waiting}, room=recipient_id)

    async def show_typing(self, recipient_id: str) -> None:
        """Show the open windows that the agent is typing; it is not stored."""
        await self.sio.emit("person_typing", {}, room=recipient_id)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self.send_response(recipient_id, {**kwargs, "text": text})

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **kwargs: Any
    ) -> None:
        await self.send_response(recipient_id, {**kwargs, "text": text, "buttons": buttons})

    async def send_quick_replies(
        self, recipient_id: str, text: str, quick_replies: list[dict[str, Any]], **kwargs: Any
    ) -> None:
        await self.send_response(recipient_id, {**kwargs, "text": text, "quick_replies": quick_replies})

    async def send_image_url(self, recipient_id: str, image: str, **kwargs: Any) -> None:
        await self.send_response(recipient_id, {**kwargs, "image": image})

    async def send_attachment(self, recipient_id: str, attachment: Any, **kwargs: Any) -> None:
        await self.send_response(recipient_id, {**kwargs, "attachment": attachment})

    async def send_elements(self, recipient_id: str, elements: Iterable[dict[str, Any]], **kwargs: Any) -> None:
        await self.send_response(recipient_id, {**kwargs, "elements": list(elements)})

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        # Rasa's own class passes the JSON to `emit` as arguments; a key "room" in it would reach other users.
        await self.send_response(recipient_id, {**kwargs, "custom": json_message})

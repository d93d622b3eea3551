"""WebChatOutput: one packet for each response, with its metadata."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.core.channels.socketio import SocketIOOutput
from socketio import AsyncServer

from channels.bot_packet import bot_packet


class WebChatOutput(SocketIOOutput):
    """Sends a response whole: Rasa's own class splits it at blank lines and drops its metadata.

    The recipient is a room that every window of the conversation has joined.
    """

    def __init__(self, sio: AsyncServer, bot_message_evt: str, *, held: bool = False) -> None:
        """`held`: nothing goes out before `release`. Rasa speaks first and stores afterwards: a server that dies
        between the two would have shown what nobody remembers.
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
        """What `release` would send."""
        return [packet for _, packet in self._held or []]

    async def release(self) -> None:
        """Send what was held, and from now on everything at once."""
        held, self._held = self._held or [], None
        for recipient, packet in held:
            await self._send_message(recipient, packet)

    async def repeat(self, recipient: str, packets: Sequence[dict[str, Any]]) -> None:
        """Send once more what another instance has said; a window that has it already knows it by its id."""
        for packet in packets:
            await self._send_message(recipient, packet)

    async def show_queue(self, recipient_id: str, waiting: int) -> None:
        """Tell the open windows how many wait before the user; nothing of it is kept."""
        await self.sio.emit("queue", {"waiting": waiting}, room=recipient_id)

    async def show_typing(self, recipient_id: str) -> None:
        """Tell the open windows that a person is writing just now; nothing of it is kept."""
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
        # Rasa's own class hands the JSON to `emit` as arguments: "room" in it would reach other users.
        await self.send_response(recipient_id, {**kwargs, "custom": json_message})

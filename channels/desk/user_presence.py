"""Tells the helpdesk whether the user is online and typing, and shows the user that the agent is typing."""

from sanic import Sanic

from channels.desk.packet import DeskPacket
from channels.webchat.input import WebChatInput


async def exchange_presence(app: Sanic, packet: DeskPacket) -> dict[str, bool]:
    """Show the agent's typing on the open page; return `online` and `typing` of the user, nothing if unknown.

    Nothing of it is stored, because it holds for a moment only.
    """
    chat = _chat(app)
    if chat is None:
        return {}
    output = chat.get_output_channel()
    if packet.typing and output:
        await output.show_typing(packet.conversation)
    there = await chat.there(packet.conversation)
    return {"online": there.online, "typing": there.typing} if there else {}


async def reached_field(app: Sanic, conversation: str) -> dict[str, bool]:
    """Return `reached` for the message just sent if the user's page is open; nothing if it is not or unknown."""
    chat = _chat(app)
    there = await chat.there(conversation) if chat else None
    return {"reached": True} if there and there.online else {}


def _chat(app: Sanic) -> WebChatInput | None:
    return next((channel for channel in app.ctx.input_channels if isinstance(channel, WebChatInput)), None)

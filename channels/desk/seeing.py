"""Whether the user of a conversation looks at it and types; and that the person on the other side does."""

from sanic import Sanic

from channels.desk.packet import FromDesk
from channels.webchat.input import WebChatInput


async def user_there(app: Sanic, said: FromDesk) -> dict[str, bool]:
    """Tell the open page that the person types; return `online` and `typing` of the user, nothing where it is unknown.

    None of it is stored: it is true for a moment.
    """
    chat = _chat(app)
    if chat is None:
        return {}
    output = chat.get_output_channel()
    if said.typing and output:
        await output.show_typing(said.conversation)
    there = await chat.there(said.conversation)
    return {"online": there.online, "typing": there.typing} if there else {}


async def reached(app: Sanic, conversation: str) -> dict[str, bool]:
    """Return `reached` for what was just said where a page of the user is open, nothing where that is not known."""
    chat = _chat(app)
    there = await chat.there(conversation) if chat else None
    return {"reached": True} if there and there.online else {}


def _chat(app: Sanic) -> WebChatInput | None:
    return next((found for found in app.ctx.input_channels if isinstance(found, WebChatInput)), None)

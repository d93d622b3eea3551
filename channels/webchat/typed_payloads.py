"""as_offered(): takes a typed payload for text unless this conversation was offered its button."""

import logging
from dataclasses import replace

from sanic import Sanic

from channels.guard.issued_buttons import as_issued
from channels.rasa_server import loaded_agent, public_words
from channels.webchat.packet import PageTurn
from zh.typed_slash import as_typed

logger = logging.getLogger(__name__)


async def as_offered(turn: PageTurn, sender: str, app: Sanic) -> PageTurn:
    """Return a payload of no button as the text that it is, before it is acknowledged; other turns unchanged.

    A page that names the message of its button has shown it. The turn looks again in any case.
    """
    if turn.reply_to or not turn.text.startswith("/"):
        return turn
    try:
        text = await as_issued(turn.text, sender, loaded_agent(app).tracker_store, public_words(app))
    except Exception as error:  # each store has errors of its own
        logger.error("A conversation could not be read: %s", type(error).__name__)
        return turn
    if text == turn.text:
        return turn
    shown = as_typed(text)
    return replace(turn, text=text, shown=shown, metadata={}, masked=shown != turn.text)

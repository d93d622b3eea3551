"""One turn: a message goes to Rasa, and whatever happens there the user gets an answer."""

import logging
import time
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered
from sanic import Sanic

from channels.desk.open_tickets import is_passed_on
from channels.guard.issued import as_issued
from channels.guard.remark import remark
from channels.rasa_server import OnNewMessage, TrackerStore, loaded_agent, public_words
from channels.saying import say
from channels.watch.turn import watched
from owner.live import profile
from settings.handoff import contact

logger = logging.getLogger(__name__)

WITHOUT_PROFILE = "非常抱歉，系统暂时无法处理您的消息，请稍后再试。"
"""The apology where there is no profile."""


def apology() -> str:
    """Return the apology for a turn that failed. It never offers 转人工, which fails as well then."""
    try:
        known = profile()
    except OSError as error:
        logger.error("The profile cannot be read: %s", type(error).__name__)
        return WITHOUT_PROFILE
    where = contact(known.staff)
    hotline = f"，或拨打人工热线 {where['hotline']}（{where['hours']}）" if where["hotline"] else ""
    return known.sentence("unavailable", hotline=hotline)


def declined(text: str, reason: str) -> dict[str, Any]:
    """Return a response that is the channel's own."""
    return {"text": text, "metadata": {"outcome": "decline", "reason": reason}}


def notice(text: str, reason: str) -> dict[str, Any]:
    """Return a remark of the channel's own beside the answer."""
    return {"text": text, "metadata": {"outcome": "chat", "reason": reason}}


@watched
async def run_turn(message: UserMessage, on_new_message: OnNewMessage, app: Sanic, *, masked: bool = False) -> None:
    """Hand `message` to Rasa. Its output channel counts in `sent` what the user was told.

    `masked`: personal data was taken out of the message, which the user is asked not to send, once in a while.
    """
    output = message.output_channel
    try:
        agent = loaded_agent(app)
        if masked and (told := await _remark(message, agent.tracker_store)):
            await output.send_response(message.sender_id, notice(told, "personal"))
        before = output.sent
        message.text = await as_issued(message.text or "", message.sender_id, agent.tracker_store, public_words(app))
        await on_new_message(message)
        if output.sent == before and not await _is_paused(agent.tracker_store, message.sender_id):
            # no model, or an action that failed: Rasa says nothing then
            logger.error("A turn had no answer.")
            await say(agent, output, message.sender_id, _regret("silent"))
    except Exception as error:
        # Whatever it was, the user is owed an answer. The error's own text may hold the user's words.
        logger.error("A turn failed: %s", type(error).__name__)
        await output.send_response(message.sender_id, declined(apology(), "error"))


async def _remark(message: UserMessage, store: TrackerStore) -> str | None:
    tracker = await store.retrieve(message.sender_id)
    return remark(message.text or "", tracker.events if tracker else (), time.time())


def _regret(reason: str) -> BotUttered:
    said = declined(apology(), reason)
    return BotUttered(said["text"], metadata={"metadata": said["metadata"]})


async def _is_paused(store: TrackerStore, sender: str) -> bool:
    """Say whether a person has taken over, so that silence is meant: an action that passed the message on says so."""
    tracker = await store.retrieve(sender)
    return tracker is not None and (tracker.is_paused() or is_passed_on(tracker))

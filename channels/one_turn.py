"""Runs one turn: passes a message to Rasa, and apologizes to the user if no answer comes."""

import logging
import time
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered
from sanic import Sanic

from channels.bot_message import store_and_send
from channels.desk.open_tickets import is_passed_on
from channels.guard.issued_buttons import as_issued
from channels.guard.personal_notice import personal_notice
from channels.rasa_server import OnNewMessage, TrackerStore, loaded_agent, public_words
from channels.watch.outages import is_away
from channels.watch.turn import measure_turns
from owner.live import profile
from settings.handoff import contact

logger = logging.getLogger(__name__)

WITHOUT_PROFILE = "非常抱歉，系统暂时无法处理您的消息，请稍后再试。"
"""The apology if the profile cannot be read."""


def apology() -> str:
    """Return the apology for a failed turn. It never offers 转人工, which would fail as well."""
    try:
        current = profile()
    except OSError as error:
        logger.error("The profile cannot be read: %s", type(error).__name__)
        return WITHOUT_PROFILE
    where = contact(current.staff)
    hotline = f"，或拨打人工热线 {where['hotline']}（{where['hours']}）" if where["hotline"] else ""
    return current.sentence("unavailable", hotline=hotline)


def refusal_message(text: str, reason: str) -> dict[str, Any]:
    """Return a refusal that the channel itself sends."""
    return {"text": text, "metadata": {"outcome": "decline", "reason": reason}}


def notice(text: str, reason: str) -> dict[str, Any]:
    """Return a remark that the channel itself sends beside the answer."""
    return {"text": text, "metadata": {"outcome": "chat", "reason": reason}}


@measure_turns
async def run_turn(message: UserMessage, on_new_message: OnNewMessage, app: Sanic, *, masked: bool = False) -> None:
    """Pass `message` to Rasa. Its output channel counts the messages to the user in `sent`.

    `masked`: personal data was removed from the message; the user is now and then asked not to send such data.
    """
    output = message.output_channel
    try:
        agent = loaded_agent(app)
        if masked and (text := await _personal_notice(message, agent.tracker_store)):
            await output.send_response(message.sender_id, notice(text, "personal"))
        before = output.sent
        message.text = await as_issued(message.text or "", message.sender_id, agent.tracker_store, public_words(app))
        await on_new_message(message)
        if output.sent == before and not await _is_paused(agent.tracker_store, message.sender_id):
            # without a model, or if an action failed, Rasa sends nothing
            logger.log(logging.DEBUG if is_away() else logging.ERROR, "A turn had no answer.")
            await store_and_send(agent, output, message.sender_id, _regret("silent"))
    except Exception as error:
        # After any error the user gets an answer. Only the type is logged: the text may hold the user's words.
        logger.error("A turn failed: %s", type(error).__name__)
        await output.send_response(message.sender_id, refusal_message(apology(), "error"))


async def _personal_notice(message: UserMessage, store: TrackerStore) -> str | None:
    tracker = await store.retrieve(message.sender_id)
    return personal_notice(message.text or "", tracker.events if tracker else (), time.time())


def _regret(reason: str) -> BotUttered:
    response = refusal_message(apology(), reason)
    return BotUttered(response["text"], metadata={"metadata": response["metadata"]})


async def _is_paused(store: TrackerStore, sender: str) -> bool:
    """Return whether a person has taken over, so that no answer is expected from the assistant."""
    tracker = await store.retrieve(sender)
    return tracker is not None and (tracker.is_paused() or is_passed_on(tracker))

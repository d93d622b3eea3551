"""Builds the history of a conversation, as its user saw it, from the stored events."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from channels.bot_packet import bot_packet
from channels.desk.last_channel import DESK
from channels.guard.user_text import clean_title
from channels.webchat.ending import is_end
from persistence.attachments.marks import KEY, attachment_in
from zh.typed_slash import as_typed

MOST_MESSAGES = 100


def history(
    events: Iterable[Mapping[str, Any]], public: Collection[str] = frozenset(), most: int = MOST_MESSAGES
) -> list[dict[str, Any]]:
    """Return the last messages of a conversation, oldest first. `public`: as in zh.personal.mask.

    A click is shown by its button's title; a payload without one (the page's own greeting) is left out.
    Messages from before the user ended the conversation are left out. Only a typed text may start with "/".
    """
    messages: list[dict[str, Any]] = []
    titles: dict[str, str] = {}
    for event in events:
        if is_end(event):
            messages.clear()
            titles.clear()
        if event.get("event") == "user":
            # A return of the conversation by the helpdesk is not a button that the user pressed.
            message = None if event.get("input_channel") == DESK else _user_message(event, titles, public)
        else:
            message = _bot_message(event)
        if message is not None:
            messages.append(message)
            titles.update(_titles(message))
    return messages[-most:]


def _user_message(
    event: Mapping[str, Any], titles: Mapping[str, str], public: Collection[str]
) -> dict[str, Any] | None:
    text = str(event.get("text") or "")
    metadata = event.get("metadata") or {}
    if text.startswith("/"):
        title = titles.get(text) or metadata.get("title")
        text = clean_title(title, public) or ""
    text = as_typed(text)
    if not text:
        return None
    message_id, timestamp = str(event.get("message_id") or ""), float(event.get("timestamp") or 0)
    pressed = {"reply_to": metadata["reply_to"]} if metadata.get("reply_to") else {}
    attachment = attachment_in(metadata)
    more = {**pressed, **({KEY: attachment} if attachment else {})}
    return {"sender": "user", "text": text, "timestamp": timestamp, "id": message_id or f"user-{timestamp}", **more}


def _bot_message(event: Mapping[str, Any]) -> dict[str, Any] | None:
    if event.get("event") != "bot":
        return None
    stored = {**(event.get("data") or {}), **(event.get("metadata") or {})}
    packet = bot_packet({**stored, "text": event.get("text"), "timestamp": event.get("timestamp")})
    return packet and {"sender": "bot", **packet}


def _titles(message: Mapping[str, Any]) -> dict[str, str]:
    return {button["payload"]: button["title"] for button in message.get("quick_replies", [])}

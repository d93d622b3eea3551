"""messages_of(): turns the events that Rasa stored into messages of the desk."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from persistence.attachments.marks import KEY, attachment_in
from zh.typed_slash import as_typed

Message = dict[str, Any]

DESK = "desk"
"""The input channel of events that the desk sends to Rasa by itself."""

_OF_ANSWER = ("outcome", "faq_id", "faq_lines")


def messages_of(rows: Iterable[Any], keys: Mapping[str, Mapping[str, Any]]) -> list[Message]:
    """Return the messages of rows of events, oldest first, without those that the user cleared.

    `keys`: fields of the desk's own messages, by the delivery id in the event (persistence.helpdesk.outbox.kept_as).
    """
    messages: list[Message] = []
    titles: dict[str, str] = {}
    for row in rows:
        if row.type_name == "session_started":
            if (json.loads(row.data).get("metadata") or {}).get("ended"):
                messages.clear()
            continue
        message = message_of(row, titles, keys)
        if message:
            messages.append(message)
    return messages


def message_of(row: Any, titles: dict[str, str], keys: Mapping[str, Mapping[str, Any]]) -> Message | None:
    """Return one message, None if it has no text. `titles`: of buttons by payload; new ones are added."""
    event = json.loads(row.data)
    shown = {"id": row.id, "at": row.timestamp}
    if row.type_name == "user":
        # Events of the desk itself are not shown, because the user did not press anything.
        text = "" if event.get("input_channel") == DESK else _typed(event, titles)
        return {**shown, "from": "user", "text": text, **_attached(event.get("metadata"))} if text else None
    buttons = (event.get("data") or {}).get("buttons") or []
    titles.update({str(button.get("payload")): str(button.get("title")) for button in buttons})
    text = str(event.get("text") or "").strip()
    return {**shown, **_sender_fields(event, keys), "text": text} if text else None


def _typed(event: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Return the user's text or the title of the pressed button; "" for what the page sent by itself."""
    text = str(event.get("text") or "")
    if not text.startswith("/"):
        return as_typed(text)
    return titles.get(text) or str((event.get("metadata") or {}).get("title") or "")


def _attached(metadata: object) -> Mapping[str, Any]:
    attachment = attachment_in(metadata)
    return {KEY: attachment} if attachment else {}


def response_metadata(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the metadata of a bot's response, which Rasa nests in the event's metadata."""
    return (event.get("metadata") or {}).get("metadata") or {}


def _sender_fields(event: Mapping[str, Any], keys: Mapping[str, Mapping[str, Any]]) -> Message:
    metadata = response_metadata(event)
    if metadata.get("from") == "person":
        deliveries = (event.get("metadata") or {}).get("deliveries") or ()
        mine = next((keys[delivery] for delivery in deliveries if delivery in keys), {})
        return {"from": "agent", "agent": metadata.get("agent"), **_attached(metadata), **mine}
    if metadata.get("from") == "notice":
        return {"from": "notice"}
    return {"from": "assistant", **{name: metadata[name] for name in _OF_ANSWER if metadata.get(name) is not None}}

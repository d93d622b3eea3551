"""What Rasa stored of a conversation, as messages of the desk."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from persistence.attachments.marks import KEY, attachment_in

Message = dict[str, Any]

DESK = "desk"
"""The channel of what is not the user's but of the desk's way to the Rasa server."""

_OF_ANSWER = ("outcome", "faq_id", "faq_lines")


def messages_of(rows: Iterable[Any], keys: Mapping[str, Mapping[str, Any]]) -> list[Message]:
    """Return the messages of rows of events, oldest first. `keys`: what the desk knows of its own deliveries, by what
    stands in the event (persistence.helpdesk.outbox.kept_as).

    What was before the user ended and cleared the conversation is shown to nobody.
    """
    found: list[Message] = []
    titles: dict[str, str] = {}
    for row in rows:
        if row.type_name == "session_started":
            if (json.loads(row.data).get("metadata") or {}).get("ended"):
                found.clear()
            continue
        message = message_of(row, titles, keys)
        if message:
            found.append(message)
    return found


def message_of(row: Any, titles: dict[str, str], keys: Mapping[str, Mapping[str, Any]]) -> Message | None:
    """Return one message, None for what says nothing. `titles`: of buttons by what they send, added to."""
    event = json.loads(row.data)
    shown = {"id": row.id, "at": row.timestamp}
    if row.type_name == "user":
        # What the desk hands back by itself nobody has pressed.
        text = "" if event.get("input_channel") == DESK else _typed(event, titles)
        return {**shown, "from": "user", "text": text, **_attached(event.get("metadata"))} if text else None
    buttons = (event.get("data") or {}).get("buttons") or []
    titles.update({str(one.get("payload")): str(one.get("title")) for one in buttons})
    text = str(event.get("text") or "").strip()
    return {**shown, **_sender_fields(event, keys), "text": text} if text else None


def _typed(event: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Return what the user wrote, or the title of the button they pressed; nothing for what the page sends itself."""
    text = str(event.get("text") or "")
    if not text.startswith("/"):
        return text
    return titles.get(text) or str((event.get("metadata") or {}).get("title") or "")


def _attached(metadata: object) -> Mapping[str, Any]:
    found = attachment_in(metadata)
    return {KEY: found} if found else {}


def response_metadata(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was said of a bot's message: Rasa keeps a response's own metadata within that of the event."""
    return (event.get("metadata") or {}).get("metadata") or {}


def _sender_fields(event: Mapping[str, Any], keys: Mapping[str, Mapping[str, Any]]) -> Message:
    metadata = response_metadata(event)
    if metadata.get("from") == "person":
        deliveries = (event.get("metadata") or {}).get("deliveries") or ()
        mine = next((keys[one] for one in deliveries if one in keys), {})
        return {"from": "agent", "agent": metadata.get("agent"), **_attached(metadata), **mine}
    if metadata.get("from") == "notice":
        return {"from": "notice"}
    return {"from": "assistant", **{name: metadata[name] for name in _OF_ANSWER if metadata.get(name) is not None}}

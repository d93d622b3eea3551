"""Builds a `bot_uttered` packet from one of Rasa's responses."""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from persistence.turns import bot_message_id


def bot_packet(message: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the packet for one of Rasa's responses, None if there is nothing to show.

    `message` is what Rasa passes to an output channel: the text, its extras (buttons, custom, image, …), the
    time stamp, and the metadata of the response.
    """
    text = str(message.get("text") or "").strip()
    extras = _extras(message)
    if not text and not extras:
        return None
    timestamp = float(message.get("timestamp") or time.time())
    metadata = message.get("metadata")
    return {
        "text": text,
        **extras,
        "metadata": as_json(metadata) if isinstance(metadata, Mapping) else {},
        "id": bot_message_id(timestamp),
        "timestamp": timestamp,
    }


def _extras(message: Mapping[str, Any]) -> dict[str, Any]:
    fields = {
        "quick_replies": _quick_replies(message.get("quick_replies") or message.get("buttons") or []),
        "attachment": _attachment(message),
        "custom": as_json(message.get("custom")),
    }
    return {name: value for name, value in fields.items() if value}


def _quick_replies(buttons: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the buttons in the form of Rasa's clients; one without a payload (a link) is left out."""
    return [
        {"content_type": "text", "title": str(button["title"]), "payload": str(button["payload"])}
        for button in buttons
        if button.get("title") and button.get("payload")
    ]


def _attachment(message: Mapping[str, Any]) -> Any:
    if message.get("image"):
        return {"type": "image", "payload": {"src": str(message["image"])}}
    if message.get("elements"):
        elements = as_json(message["elements"])
        return {"type": "template", "payload": {"template_type": "generic", "elements": elements}}
    return as_json(message.get("attachment"))


def as_json(value: Any) -> Any:
    """Return a copy of `value` that JSON can hold, because YAML values may be dates."""
    return json.loads(json.dumps(value, default=str))

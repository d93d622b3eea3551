"""Anonymises an event: keeps only the fields named here."""

import json
import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

# Names that we gave, as intents, outcomes, answers and channels have; nothing that was typed has to look so.
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:[./][a-z0-9_]+)*", re.ASCII)
_DIGITS = re.compile(r"\d{5}", re.ASCII)
_WORD, _LONG = 16, 64
"""Characters, as the table's columns have."""


def random_id() -> str:
    """Return a name that is not made from anything."""
    return secrets.token_hex(16)


def day_of(timestamp: float) -> str:
    """Return the day, in UTC, of a time in seconds since 1970."""
    return datetime.fromtimestamp(timestamp, timezone.utc).date().isoformat()


def remains(kind: str, timestamp: float, data: str, conversation: str) -> dict[str, Any] | None:
    """Return the row of an event's JSON for the conversation's new name, None for an event that says nothing that could
    be counted.
    """
    if kind not in ("user", "bot"):
        return None
    event = _mapping(json.loads(data))
    metadata = _mapping(event.get("metadata"))
    intent = _mapping(_mapping(event.get("parse_data")).get("intent"))
    return {
        "conversation": conversation,
        "day": day_of(timestamp),
        "who": kind,
        "channel": _name(event.get("input_channel"), _LONG),
        "intent": _name(intent.get("name"), _LONG),
        "outcome": _name(metadata.get("outcome"), _WORD) if kind == "bot" else None,
        "faq_id": _name(metadata.get("faq_id"), _LONG) if kind == "bot" else None,
    }


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _name(value: object, longest: int) -> str | None:
    is_name = isinstance(value, str) and len(value) <= longest and _NAME.fullmatch(value) and not _DIGITS.search(value)
    return str(value) if is_name else None

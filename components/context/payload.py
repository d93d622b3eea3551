"""The payload of a button, "/intent{...}", read without Rasa."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

_FORM = re.compile(r"/(?P<intent>[a-z_]+)(?P<entities>\{.*\})?", re.ASCII | re.DOTALL)


class Payload(NamedTuple):
    """What a button says: an intent, and the values of its entities."""

    intent: str
    entities: Mapping[str, str]


def read_payload(text: str) -> Payload | None:
    """Return what `text` says if it is a payload, None if it is not. Values that are no text are left out."""
    match = _FORM.fullmatch(text)
    if not match:
        return None
    try:
        entities = json.loads(match["entities"] or "{}")
    except (ValueError, RecursionError):
        return None
    return Payload(match["intent"], {key: value for key, value in entities.items() if isinstance(value, str)})

"""Reads and writes payloads of buttons: "/intent", or "/intent{...}" with the values of entities as JSON."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

ASK = "ask"
"""Intent of a payload that asks for the answer `faq_id`."""

INFORM = "inform"
"""Intent of a payload that states a role or a city. `about`: the answer that depends on it."""

FAQ_ID = "faq_id"
ABOUT = "about"

_FORM = re.compile(r"\A/(?P<intent>[a-z_]{1,64})(?P<entities>\{.*\})?", re.ASCII)


class Payload(NamedTuple):
    """The intent of a button and the values of its entities."""

    intent: str
    entities: Mapping[str, object]

    @property
    def texts(self) -> Mapping[str, str]:
        """The entities whose values are text."""
        return {name: value for name, value in self.entities.items() if isinstance(value, str)}


def payload(intent: str, **entities: str) -> str:
    """Return the payload as a button carries it."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


def ask(faq_id: str) -> str:
    return payload(ASK, **{FAQ_ID: faq_id})


def inform(about: str, **named: str) -> str:
    return payload(INFORM, **named, **{ABOUT: about})


def read_payload(text: str) -> Payload | None:
    """Return the parsed `text` if it is a payload, else None."""
    match = _FORM.fullmatch(text)
    if not match:
        return None
    try:
        return Payload(match["intent"], json.loads(match["entities"] or "{}"))
    except (ValueError, RecursionError):
        return None


def in_response(written: str) -> str:
    """Return the payload for a response in the domain, with braces escaped: Rasa reads single braces as slots."""
    return written.replace("{", "{{").replace("}", "}}")


def from_response(held: str) -> str:
    """Return the payload from a response in the domain, unescaped."""
    return held.replace("{{", "{").replace("}}", "}")

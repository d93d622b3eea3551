"""Details: the fields of the form for the staff; checked, encrypted and read back."""

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

LONGEST = {"id_number": 32, "name": 32, "unit": 64}
"""Characters of each; more is a mistake or none of these."""

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@dataclass(frozen=True)
class Details:
    """Each may be left empty. `unit`: where the user works."""

    id_number: str = ""
    name: str = ""
    unit: str = ""

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def details_of(form: object) -> Details | None:
    """Return what a form says, without what no screen shows; None for what is no form, is too long, or is empty."""
    if not isinstance(form, Mapping):
        return None
    texts: dict[str, str] = {}
    for field in fields(Details):
        text = form.get(field.name, "")
        if not isinstance(text, str) or len(text) > 2 * LONGEST[field.name]:
            return None
        texts[field.name] = _clean(text)
    too_long = any(len(text) > LONGEST[name] for name, text in texts.items())
    return None if too_long or not any(texts.values()) else Details(**texts)


def _clean(text: str) -> str:
    return " ".join("".join(_shown(character) for character in text).split())


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _DROPPED else character


def kept_as(details: Details, ticket: str) -> dict[str, Any]:
    """Return what is encrypted: with the request it is for, so that a row that was moved says nothing."""
    return {"ticket": ticket, **details.as_dict()}


def kept_for(stored: object, ticket: str) -> Details | None:
    """Return what was encrypted for this request, None for anything else."""
    if not isinstance(stored, Mapping) or stored.get("ticket") != ticket:
        return None
    return details_of(stored)

"""What a Chinese keyboard writes in a profile is read as meant: 济南，青岛 is two places, 08：30 is 08:30."""

import re
import unicodedata
from collections.abc import Iterator

from owner.positions import Way

_SEPARATOR = re.compile("[，、；]")
_BRACKETS = "［］【】"
_BRACES = str.maketrans("｛｝", "{}")

_ROLE_WORDS = (
    "called", "reply", "people", "organisations", "keepers", "trades", "telling", "for_oneself", "sends_to",
)  # fmt: skip
_PLACE_WORDS = ("supported", "disputed", "unsupported", "ordinary")

Table = dict[str, object]


def mend(data: Table) -> Iterator[tuple[Way, str]]:
    """Put into `data` what was meant; yield where that is, and what is said of it: of times and days nothing."""
    for table, name, way in _lists(data):
        meant = _listed_in(table[name])
        if meant is not None and meant != table[name]:
            table[name] = meant
            yield (*way, name), f"“{name}”里的全角标点按分隔读作：{'、'.join(meant)}"
    sentences = inner(data, "sentences")
    for name, text in sentences.items():
        if isinstance(text, str) and text.translate(_BRACES) != text:
            sentences[name] = text.translate(_BRACES)
            yield ("sentences", name), f"“{name}”里的全角花括号读作 {{ }}"
    desk = inner(inner(data, "staff"), "desk")
    for table, names in ((inner(desk, "weekdays"), None), (desk, ("holidays", "workdays"))):
        for name in [one for one in table if names is None or one in names]:
            meant = _listed_in(table[name])
            if meant is not None:
                table[name] = [unicodedata.normalize("NFKC", one) for one in meant]


def _lists(data: Table) -> Iterator[tuple[Table, str, Way]]:
    """Yield each list of words that the profile has: its table, its name there, and the way to the table."""
    if "most_asked" in data:
        yield data, "most_asked", ()
    places = inner(data, "places")
    yield from ((places, name, ("places",)) for name in _PLACE_WORDS if name in places)
    for name in ("typos", "whole"):
        table = inner(places, name)
        yield from ((table, one, ("places", name)) for one in list(table) if name == "typos" or one == "called")
    roles = data.get("roles")
    for number, role in enumerate(roles if isinstance(roles, list) else ()):
        if isinstance(role, dict):
            yield from ((role, name, ("roles", number)) for name in _ROLE_WORDS if name in role)


def inner(table: object, name: str) -> Table:
    """Return the table of this name; an empty one where there is none."""
    found = table.get(name) if isinstance(table, dict) else None
    return found if isinstance(found, dict) else {}


def _listed_in(value: object) -> list[str] | None:
    """Return the items of a list, or of one text in its place; None for anything else."""
    items = [value.strip(_BRACKETS)] if isinstance(value, str) and value else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        return None
    return [piece.strip() for item in items for piece in _SEPARATOR.split(item) if piece.strip()]

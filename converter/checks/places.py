"""Do the lists of places agree? A place that can and can't declare is a question for the owner."""

import re
from collections.abc import Iterable, Sequence

from converter.catalog import Catalog
from converter.errors import Finding
from converter.lines import Kind, Line

_SEPARATOR = re.compile(r"[/／、，,；;\s]+")
_REST = re.compile(r"等其他.*$|等.*$|。$")


def places_in(line: str) -> list[str]:
    """Return the names in a list of places, without 市: "可以…：济南/青岛市等" -> 济南, 青岛."""
    listed = _REST.sub("", line.split("：", 1)[-1].split(":", 1)[-1])
    return [name.removesuffix("市") for name in _SEPARATOR.split(listed) if name]


def check_places(lines: Sequence[Line], catalog: Catalog) -> Iterable[Finding]:
    """Places that stand in the supported and the unsupported list."""
    seen: dict[str, dict[str, int]] = {}
    for line in lines:
        note = catalog.note_of(line.text) if line.kind is Kind.NOTE else None
        if note and note.places:
            for place in places_in(line.text):
                seen.setdefault(place, {}).setdefault(note.places, line.number)
    for place, lists in seen.items():
        if len(lists) > 1:
            first, *rest = sorted(lists.values())
            yield Finding(first, "place-in-two-lists", f"{place}既可以、又无法在本平台申报", (place,), tuple(rest))

"""Checks that the lists of places agree; a place in both lists is a question for the owner."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from converter.answers import Answer
from converter.catalog import Catalog
from converter.errors import Finding
from converter.lines import Kind, Line
from zh.places import cities

_SEPARATOR = re.compile(r"[/／、，,；;\s]+|和|及|以及")
_REST = re.compile(r"等其他.*$|等.*$|。$|[（(][^）)]*[）)]")
_CLAUSE = re.compile(r"[，,。；;！!\n]")
_CANNOT = re.compile("不能|不可|不支持|不办|没有|还没|未|暂不|暂停|无法")
_CAN = re.compile("可以|能|已|开通|支持|适用")
_NAMED = 2
"""So many places beside each other are a list."""

_A_LIST = 3
"""An answer with so many places of a list repeats that list."""


def places_in(line: str) -> list[str]:
    """Return the names in a list of places, without 市: "可以…：济南/青岛市等" -> 济南, 青岛."""
    listed = _REST.sub("", line.split("：", 1)[-1].split(":", 1)[-1])
    return [name.removesuffix("市") for name in _SEPARATOR.split(listed) if name]


def listed_places(lines: Sequence[Line], catalog: Catalog) -> Mapping[str, Mapping[str, int]]:
    """Return the places in the staff notes that list them: name of the list (supported, …) -> place -> line."""
    listed: dict[str, dict[str, int]] = {}
    for line in lines:
        note = catalog.note_of(line.text) if line.kind is Kind.NOTE else None
        for place in places_in(line.text) if note and note.places else ():
            listed.setdefault(note.places if note else "", {}).setdefault(place, line.number)
    return listed


def stated_places(text: str, places: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the places that a sentence of an answer lists, and the list of the profile that it puts them in."""
    for clause in _CLAUSE.split(text):
        named = [place for place in places if place in clause]
        if len(named) >= _NAMED and (_CANNOT.search(clause) or _CAN.search(clause)):
            yield from ((place, "unsupported" if _CANNOT.search(clause) else "supported") for place in named)


def check_places(lines: Sequence[Line], answers: Sequence[Answer], catalog: Catalog) -> Iterable[Finding]:
    """Yield places that are in both lists, unknown, or missing in an answer that repeats a list."""
    listed, of_profile = listed_places(lines, catalog), cities()
    yield from _in_two(listed)
    for places in listed.values():
        for place, number in places.items():
            if of_profile and place not in of_profile:
                message = f"名单里的“{place}”不在 profile.yml 的 places 中，请检查名字"
                yield Finding(number, "unknown-place", message, (place,))
        for answer in answers:
            yield from _left_out(places, answer)


def _in_two(listed: Mapping[str, Mapping[str, int]]) -> Iterable[Finding]:
    for place in dict.fromkeys(place for places in listed.values() for place in places):
        first, *rest = sorted(places[place] for places in listed.values() if place in places)
        if rest:
            yield Finding(first, "place-in-two-lists", f"{place}既可以、又无法在本平台申报", (place,), tuple(rest))


def _left_out(places: Mapping[str, int], answer: Answer) -> Iterable[Finding]:
    missing = [place for place in places if place not in answer.text]
    if len(places) - len(missing) >= _A_LIST and missing:
        yield Finding(
            answer.entries[0].answer_lines[0], "place-left-out",
            f"{answer.name} 的回复也列出了这份名单，但没有{'、'.join(missing)}", (answer.name, *missing),
            (places[missing[0]],),
        )  # fmt: skip

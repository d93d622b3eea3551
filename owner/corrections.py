"""Corrects typing slips of a Chinese keyboard in a profile: 济南，青岛 is two places, 08：30 is 08:30."""

import re
import unicodedata
from collections.abc import Iterator

from owner.hours import day, days_of
from owner.positions import Way

_SEPARATOR = re.compile("[，、；]")
_BRACKETS = "［］【】"
_QUOTES = "“”„‟＂"
_BRACES = str.maketrans("｛｝", "{}")

_ROLE_WORDS = (
    "called", "reply", "people", "organisations", "keepers", "trades", "telling", "for_oneself", "sends_to",
)  # fmt: skip
_PLACE_WORDS = ("supported", "disputed", "unsupported", "ordinary")

Table = dict[str, object]


def correct(data: Table) -> Iterator[tuple[Way, str]]:
    """Correct `data`; yield the position and a remark for each correction, but none for times, days and colours."""
    yield from _unquoted(data, ())
    for table, name, way in _lists(data):
        meant = _listed_in(table[name])
        if meant is None or meant == table[name]:
            continue
        before, table[name] = table[name], meant
        # Removed blanks around a word need no remark.
        if not (isinstance(before, list) and [str(item).strip() for item in before] == meant):
            yield (*way, name), f"“{name}”里的全角标点按分隔读作：{'、'.join(meant)}"
    yield from _with_city_mark(inner(data, "places"))
    sentences = inner(data, "sentences")
    for name, text in sentences.items():
        if isinstance(text, str) and text.translate(_BRACES) != text:
            sentences[name] = text.translate(_BRACES)
            yield ("sentences", name), f"“{name}”里的全角花括号读作 {{ }}"
    page = inner(data, "page")
    if isinstance(page.get("color"), str):
        page["color"] = unicodedata.normalize("NFKC", str(page["color"]))
    _with_usual_times(inner(inner(data, "staff"), "desk"))


def _with_usual_times(desk: Table) -> None:
    """Read the times and days of the desk in any usual writing."""
    _with_numbers(inner(desk, "weekdays"))
    for table, names in ((inner(desk, "weekdays"), None), (desk, ("holidays", "workdays"))):
        for name in [key for key in table if names is None or key in names]:
            meant = _listed_in(table[name])
            if meant is not None:
                usual = [unicodedata.normalize("NFKC", name) for name in meant]
                table[name] = usual if names is None else [day(name) for name in usual]


def _unquoted(value: Table | list[object], way: Way) -> Iterator[tuple[Way, str]]:
    """Remove the quotation marks of a word processor: in YAML they are part of the text and would be shown."""
    items = [*value.items()] if isinstance(value, dict) else [*enumerate(value)]
    for key, item in items:
        if isinstance(item, (dict, list)):
            yield from _unquoted(item, (*way, key))
        elif isinstance(item, str) and unquoted(item) != item.strip():
            value[key] = unquoted(item)  # type: ignore[index]
            yield (*way, key), f"{item.strip()} 外面的引号是中文的，去掉来读"


def unquoted(text: str) -> str:
    """Return the text without surrounding blanks and a word processor's quotation marks around all of it."""
    text = text.strip()
    marks = [at for at, letter in enumerate(text) if letter in _QUOTES]
    return text[1:-1].strip() if marks == [0, len(text) - 1] else text


def _with_numbers(weekdays: Table) -> None:
    """Read 周一 as 1, and 周一至周五 as the days from 1 to 5. A shorter span says better: 周一至周五, but 周三.

    What has no meaning (周六至周一) or two (周一至周三 and 周三至周五) stays as it is, so that the check reports it.
    """
    days = {name: [str(number) for number in days_of(name)] for name in weekdays}
    read: dict[str, tuple[int, object]] = {}
    for name in sorted((name for name in weekdays if days[name]), key=lambda name: len(days[name])):
        length, spans = len(days[name]), weekdays[name]
        if any(read.get(number, (0, spans))[0] == length and read[number][1] != spans for number in days[name]):
            continue
        for number in days[name]:
            read.setdefault(number, (length, spans))
        weekdays.pop(name)
    weekdays.update({number: spans for number, (_, spans) in read.items()})


def _with_city_mark(places: Table) -> Iterator[tuple[Way, str]]:
    """Read 济南市 in a list as 济南 if `cities` has that name."""
    cities = inner(places, "cities")
    for name in ("supported", "disputed", "unsupported"):
        listed = places.get(name)
        if not isinstance(listed, list):
            continue
        meant = [_city(city, cities) for city in listed]
        if meant != listed:
            places[name] = meant
            yield ("places", name), f"“{name}”里的“{'、'.join(map(str, set(listed) - set(meant)))}”去掉“市”来读"


def _city(listed: object, cities: Table) -> object:
    name = listed.removesuffix("市") if isinstance(listed, str) else listed
    return name if listed not in cities and name in cities else listed


def _lists(data: Table) -> Iterator[tuple[Table, str, Way]]:
    """Yield each list of words of the profile: its table, its name there and the path of the table."""
    if "most_asked" in data:
        yield data, "most_asked", ()
    places = inner(data, "places")
    yield from ((places, name, ("places",)) for name in _PLACE_WORDS if name in places)
    for name in ("typos", "whole"):
        table = inner(places, name)
        yield from ((table, key, ("places", name)) for key in list(table) if name == "typos" or key == "called")
    roles = data.get("roles")
    for number, role in enumerate(roles if isinstance(roles, list) else ()):
        if isinstance(role, dict):
            yield from ((role, name, ("roles", number)) for name in _ROLE_WORDS if name in role)


def inner(table: object, name: str) -> Table:
    """Return the table of this name, or an empty one."""
    value = table.get(name) if isinstance(table, dict) else None
    return value if isinstance(value, dict) else {}


def _listed_in(value: object) -> list[str] | None:
    """Return the items of a list, or of a single text instead; None for anything else."""
    items = [value.strip(_BRACKETS)] if isinstance(value, str) and value else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        return None
    return [piece.strip() for item in items for piece in _SEPARATOR.split(item) if piece.strip()]

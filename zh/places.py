"""Places in a text: the cities and counties of Shandong, its provincial units, and what is elsewhere."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pypinyin import lazy_pinyin

from zh.pinyin import sounds

PLACES_FILE = Path(__file__).with_name("places.yml")
PROVINCE_UNITS = "省直"

OUTSIDE = "省外"
"""Any place that is not in Shandong, where `cities()` name those that are."""

_LONGEST_REPLY = 12
"""Characters. In a longer text what only sounds like a city is more likely something else."""


class Place(NamedTuple):
    """`name`: as it is shown; `cities`: what it may mean (one of `cities()`), several when ambiguous, none outside
    Shandong; `start` and `end`: where it stands in the text.
    """

    name: str
    cities: tuple[str, ...]
    start: int
    end: int

    @property
    def city(self) -> str | None:
        return self.cities[0] if len(self.cities) == 1 else None

    @property
    def outside(self) -> bool:
        return not self.cities

    @property
    def ambiguous(self) -> bool:
        return len(self.cities) > 1


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.load(PLACES_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


@lru_cache(maxsize=1)
def cities() -> tuple[str, ...]:
    """Return the 16 cities, without 市, and 省直."""
    return (*_data()["cities"], PROVINCE_UNITS)


def find_places(text: str, *, answering: bool = False) -> list[Place]:
    """Return the places in the normalized `text`, by position; the longest name counts.

    `answering`: the text replies to 哪个地市, so that ordinary words that are names, pinyin, and what sounds like a
    city count as well.
    """
    found = _narrowed([_place(match, answering) for match in _pattern(answering).finditer(text)])
    if not found and answering and len(text) <= _LONGEST_REPLY:
        return _by_sound(text)
    return found


def is_visited(text: str, place: Place) -> bool:
    """Say whether `text` names a place outside Shandong only for what was attended there: 去北京参加培训.

    The cities of Shandong are left out: who attends something there is mostly from there.
    """
    return place.outside and _visit().match(text, place.end) is not None


@lru_cache(maxsize=1)
def _visit() -> re.Pattern[str]:
    between = "[省市]?(?:那边|这边|那里)?(?:举办|组织|召开)?[的了过]?(?:线下|线上)?"
    # Not a training institution or a platform of that place: these are who or where somebody is.
    return re.compile(f"{between}(?:{'|'.join(_data()['visits'])})(?!机构|学校|中心|平台|网|系统)")


def _narrowed(found: Sequence[Place]) -> list[Place]:
    """Let a city that is named as well decide which of the districts of one name is meant: 济南的市中区."""
    named = [place.city for place in found if place.city]
    return [
        place._replace(cities=tuple(city for city in place.cities if city in named))
        if place.ambiguous and len(set(named) & set(place.cities)) == 1
        else place
        for place in found
    ]


@lru_cache(maxsize=2)
def _names(answering: bool) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Name as typed -> (name as shown, cities)."""
    data = _data()
    ordinary = () if answering else frozenset(data["ordinary"])
    names: dict[str, tuple[str, tuple[str, ...]]] = {name: (name, ()) for name in data["outside"]}
    for city, divisions in data["cities"].items():
        names.update({city: (city, (city,)), f"{city}市": (city, (city,))})
        names.update(dict.fromkeys(data["typos"].get(city, ()), (city, (city,))))
        for full, *others in divisions:
            for name in (full, *others):
                _, before = names.get(name, (full, ()))
                names[name] = (full, (*before, city) if city not in before else before)
                # the city in front decides: 枣庄市中区 is not 济南's
                names.update({f"{c}{name}": (full, (city,)) for c in (city, f"{city}市")})
    names.update(dict.fromkeys(data["province_units"], (PROVINCE_UNITS, (PROVINCE_UNITS,))))
    return {name: known for name, known in names.items() if name not in ordinary}


@lru_cache(maxsize=2)
def _pattern(answering: bool) -> re.Pattern[str]:
    longest_first = sorted(_names(answering), key=len, reverse=True)
    not_before = _data()["not_before"]
    return re.compile(
        "|".join(
            re.escape(name) + (f"(?!{'|'.join(map(re.escape, not_before[name]))})" if name in not_before else "")
            for name in longest_first
        )
    )


def _place(match: "re.Match[str]", answering: bool) -> Place:
    name, of = _names(answering)[match[0]]
    return Place(name, of, match.start(), match.end())


@lru_cache(maxsize=1)
def _sounds() -> Sequence[tuple[str, tuple[str, ...], str]]:
    return [(city, tuple(sounds(city)), "".join(lazy_pinyin(city))) for city in _data()["cities"]]


def _by_sound(text: str) -> list[Place]:
    heard = tuple(sounds(text))
    for city, sound, pinyin in _sounds():
        if pinyin in text.replace(" ", ""):
            return [Place(city, (city,), 0, len(text))]
        for start in range(len(heard) - len(sound) + 1):
            if heard[start : start + len(sound)] == sound:
                return [Place(city, (city,), start, start + len(sound))]
    return []

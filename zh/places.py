"""Finds places in a text: cities and counties of the profile, its region's own units, and places elsewhere.

If the profile has no places, none is found.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pypinyin import lazy_pinyin

from owner.cached import made_of
from owner.live import profile
from owner.profile import PlacesProfile
from zh.pinyin import sounds
from zh.place_names import PlaceName, names, pattern, words

_LONGEST_REPLY = 12
"""Characters of a reply in which a word that only sounds like a city counts as that city."""


class Place(NamedTuple):
    """A place in a text, from `start` to `end`. `name`: as it is shown.

    `cities`: what it may mean (of `cities()`), several when ambiguous, none outside the region.
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


class _PlaceLookup(NamedTuple):
    """The names of places, and their pattern."""

    named: re.Pattern[str]
    by_name: Mapping[str, PlaceName]


def cities() -> tuple[str, ...]:
    """Return the profile's cities, without 市, and its region's own units."""
    places = profile().places
    return (*places.cities, *([places.whole.name] if places.whole else ())) if places else ()


def of_the_region(place: Place) -> bool:
    """Say whether the place stands for the region's own units, which belong to no city."""
    places = profile().places
    return places is not None and places.whole is not None and place.city == places.whole.name


def elsewhere() -> str | None:
    """Return the profile's name for all places outside of its region; None where places do not matter."""
    places = profile().places
    return places.outside if places else None


def find_places(text: str, *, answering: bool = False) -> list[Place]:
    """Return the places in the normalized `text`, by position; the longest name counts.

    `answering`: the text replies to 哪个地市. Then ordinary words that are names, pinyin and homophones count as well.
    """
    lookup = _lookup_in_reply() if answering else _lookup()
    if lookup is None:
        return []
    places = _narrowed([Place(*lookup.by_name[m[0]], m.start(), m.end()) for m in lookup.named.finditer(text)])
    if not places and answering and len(text) <= _LONGEST_REPLY:
        return _by_sound(text)
    return places


def is_visited(text: str, place: Place) -> bool:
    """Say whether `text` names a place elsewhere only for what was attended there: 去北京参加培训.

    Cities of the region never count as visited: people who attend something there mostly live there.
    """
    return place.outside and _visit().match(text, place.end) is not None


@lru_cache(maxsize=1)
def _visit() -> re.Pattern[str]:
    between = "[省市]?(?:那边|这边|那里)?(?:举办|组织|召开)?[的了过]?(?:线下|线上)?"
    # A training institution or platform of that place is excluded: it tells who or where somebody is.
    return re.compile(f"{between}(?:{'|'.join(words()['visits'])})(?!机构|学校|中心|平台|网|系统)")


def _narrowed(places: Sequence[Place]) -> list[Place]:
    """Resolve a district's ambiguous name by a city that the text also names: 济南的市中区."""
    named = [place.city for place in places if place.city]
    return [
        place._replace(cities=tuple(city for city in place.cities if city in named))
        if place.ambiguous and len(set(named) & set(place.cities)) == 1
        else place
        for place in places
    ]


@made_of(lambda profile: profile.places)
def _lookup(places: PlacesProfile | None) -> _PlaceLookup | None:
    return _compiled(names(places, answering=False)) if places else None


@made_of(lambda profile: profile.places)
def _lookup_in_reply(places: PlacesProfile | None) -> _PlaceLookup | None:
    return _compiled(names(places, answering=True)) if places else None


def _compiled(by_name: Mapping[str, PlaceName]) -> _PlaceLookup:
    return _PlaceLookup(pattern(by_name), by_name)


@made_of(lambda profile: profile.places)
def _sounds(places: PlacesProfile | None) -> Sequence[tuple[str, tuple[str, ...], str]]:
    every = places.cities if places else ()
    return [(city, tuple(sounds(city)), "".join(lazy_pinyin(city))) for city in every]


def _by_sound(text: str) -> list[Place]:
    text_sounds = tuple(sounds(text))
    for city, sound, pinyin in _sounds():
        if pinyin in text.replace(" ", ""):
            return [Place(city, (city,), 0, len(text))]
        for start in range(len(text_sounds) - len(sound) + 1):
            if text_sounds[start : start + len(sound)] == sound:
                return [Place(city, (city,), start, start + len(sound))]
    return []

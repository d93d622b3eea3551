"""Checks the names of a profile's places: a city of its lists or of its typos is one of its cities."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from owner.positions import Wrong
from owner.profile import PlacesProfile

_LISTS = ("supported", "disputed", "unsupported")
_ALIKE = 0.4
"""Two names of two characters that have one in common are alike by 0.5."""


def unknown_places(places: PlacesProfile) -> Iterator[Wrong]:
    """Yield places that are none of the profile's, or stand in two lists."""
    named = [*places.cities, *((places.whole.name,) if places.whole else ())]
    for name in _LISTS:
        for place in getattr(places, name):
            if place not in named:
                yield ("places", name), f"“{name}”里的“{place}”不在 cities 中：请检查名字（不写“市”）"
            twice = [other for other in _LISTS if place in getattr(places, other)]
            if len(twice) > 1 and name == twice[0]:
                yield ("places", name), f"“{place}”同时在 {'、'.join(twice)} 中，请只留一处"
    for place in places.typos:
        if place not in places.cities:
            near = difflib.get_close_matches(place, places.cities, 1, _ALIKE)
            hint = f"是不是“{near[0]}”？" if near else "请检查名字（不写“市”）"
            yield ("places", "typos", place), f"typos 里的“{place}”不在 cities 中：{hint}"


def shared_districts(places: PlacesProfile) -> Mapping[str, Sequence[str]]:
    """Return the districts that stand under several cities, with these, unless a name of theirs is an ordinary one."""
    under: dict[str, list[str]] = {}
    for city, districts in places.cities.items():
        for names in districts:
            if names and not {*names} & {*places.ordinary}:
                under.setdefault(names[0], []).append(city)
    return {district: cities for district, cities in under.items() if len(cities) > 1}

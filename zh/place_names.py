"""Lists the names of places: the profile's cities and counties, and places elsewhere in the country (places.yml)."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from owner.profile import PlacesProfile

PLACES_FILE = Path(__file__).with_name("places.yml")

_KIND = re.compile("(?:省|市|(?:[壮回]族|维吾尔)?自治区|特别行政区)$")


class PlaceName(NamedTuple):
    """`shown`: how a place is called; `cities`: what it may mean, none elsewhere."""

    shown: str
    cities: tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the words of places.yml."""
    content: Mapping[str, Any] = yaml.load(PLACES_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return content


def region_names(region: str) -> tuple[str, str]:
    """Return how the region is called with and without its kind: 山东省, 山东."""
    return region, _KIND.sub("", region)


def names(places: PlacesProfile, *, answering: bool) -> Mapping[str, PlaceName]:
    """Return each name as it is typed. `answering`: also those that are ordinary words."""
    by_name = {name: PlaceName(name, ()) for name in _elsewhere(places)}
    for city, divisions in places.cities.items():
        by_name.update(dict.fromkeys((city, f"{city}市", *places.typos.get(city, ())), PlaceName(city, (city,))))
        for full, *others in divisions:
            for name in (full, *others):
                _, before = by_name.get(name, (full, ()))
                by_name[name] = PlaceName(full, (*before, city) if city not in before else before)
                # The city in front decides: 枣庄市中区 is not in 济南.
                by_name.update({f"{c}{name}": PlaceName(full, (city,)) for c in (city, f"{city}市")})
    if places.whole:
        whole = places.whole
        by_name.update(dict.fromkeys((whole.name, whole.spoken, *whole.called), PlaceName(whole.name, (whole.name,))))
    ordinary = () if answering else frozenset(places.ordinary)
    return {name: named for name, named in by_name.items() if name not in ordinary}


def pattern(typed: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of these names, the longest first."""
    return re.compile("|".join(map(_with_its_end, sorted(typed, key=len, reverse=True))))


def _with_its_end(name: str) -> str:
    barred = [*words()["not_before"].get(name, ()), *(words()["foreign"] if name.endswith("外") else ())]
    return re.escape(name) + (f"(?!{'|'.join(map(re.escape, barred))})" if barred else "")


def _elsewhere(places: PlacesProfile) -> Iterable[str]:
    """Yield the names for places outside of the region: provinces, cities, and words for all of them at once."""
    full, short = region_names(places.region)
    beyond, provinces = words()["beyond"], words()["provinces"]
    yield from (places.outside, *beyond["province"], f"{full}外", f"{short}外", f"{full}以外", f"{short}以外")
    if full.endswith("市"):
        yield from beyond["city"]
    around = next((name for name, within in provinces.items() if {full, short} & {name, *within}), "")
    for province, cities in provinces.items():
        if province != around:
            yield from (province, *cities)
    if short != around:
        yield from (city for city in provinces.get(around, ()) if city not in (full, short))

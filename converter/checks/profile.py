"""Does the profile fit the FAQ and the catalog?"""

from collections.abc import Iterable, Iterator

from converter.checks.places import listed_places
from converter.conversion import Conversion
from converter.errors import Finding
from owner.profile import Places
from owner.reading import Reading


def check_profile(reading: Reading, conversion: Conversion, path: str) -> Iterable[Finding]:
    """Return what is wrong with the profile by itself and beside the FAQ; `path` is how findings name its file."""
    for fault in reading.faults:
        yield Finding(fault.line, "profile", fault.message, (fault.message,), path=path, fatal=fault.stops)
    profile = reading.profile
    if profile is None:
        return
    ids = {record.id for record in conversion.catalog.records}
    for number, id_ in enumerate(profile.most_asked):
        if id_ not in ids:
            message = f"most_asked 中的 {id_} 不在 catalog.yml 的 answers 里"
            yield Finding(reading.line("most_asked", number), "profile-answer", message, (id_,), path=path)
    if profile.places:
        yield from _places(profile.places, reading, conversion, path, ids)


def _places(places: Places, reading: Reading, conversion: Conversion, path: str, ids: set[str]) -> Iterator[Finding]:
    for name, id_ in (("answer", places.answer), ("unavailable", places.unavailable)):
        if id_ not in ids:
            line, message = reading.line("places", name), f"places 的 {name} 是 {id_}，不在 catalog.yml 的 answers 里"
            yield Finding(line, "profile-answer", message, (id_,), path=path, fatal=True)
    listed = listed_places(conversion.lines, conversion.catalog)
    both = {place for name in listed for place in listed[name] if all(place in other for other in listed.values())}
    for name, in_faq in listed.items():
        wanted = [place for place in in_faq if len(listed) < 2 or place not in both]
        missing = [place for place in wanted if place not in getattr(places, name)]
        # The list of those that can't may be open: …等.
        more = [place for place in places.supported if place not in in_faq] if name == "supported" else []
        for place in (*missing, *more):
            where = "没有" if place in missing else "多了"
            message = f"{name} {where}“{place}”，与 FAQ 第 {min(in_faq.values())} 行的名单不一致"
            more_lines = (in_faq[place],) if place in in_faq else ()
            yield Finding(reading.line("places", name), "profile-places", message, (name, place), more_lines, path)

"""Checks that the profile fits the FAQ and the catalog."""

from collections.abc import Iterable, Iterator

from converter.checks import personal
from converter.checks.places import listed_places, stated_places
from converter.checks.structure import CATALOG
from converter.checks.synonyms import check_synonyms
from converter.conversion import Conversion
from converter.errors import Finding
from owner.places import shared_districts
from owner.profile import PlacesProfile
from owner.reading import ProfileReading

STATUS = {"supported": "能", "disputed": "说法不一", "unsupported": "不能"}
"""Meaning of each list of places in the profile, in Chinese."""

_WRONG = {
    ("supported", "unsupported"),
    ("supported", "disputed"),
    ("unsupported", "supported"),
    ("unsupported", "disputed"),
}
"""Pairs of a list in the profile and one in the FAQ that disagree about a place."""


def faults(reading: ProfileReading, path: str) -> Iterable[Finding]:
    """Return the faults of the profile by itself. `path`: its file name in findings."""
    for fault in reading.faults:
        kind = "profile-sentence" if fault.by_default else "profile"
        yield Finding(fault.line, kind, fault.message, (fault.message,), path=path, fatal=fault.stops)


def check_profile(reading: ProfileReading, conversion: Conversion, path: str) -> Iterable[Finding]:
    """Return the faults of the profile by itself and compared with the FAQ."""
    yield from faults(reading, path)
    profile = reading.profile
    if profile is None:
        return
    yield from personal.check_profile(reading, path)
    yield from check_synonyms(reading, path)
    ids = {record.id for record in conversion.catalog.records}
    for number, id_ in enumerate(profile.before_approval):
        if id_ not in ids:
            message = f"before_approval 中的 {id_} 不在 catalog.yml 的 answers 里"
            yield Finding(reading.line("before_approval", number), "profile-answer", message, (id_,), path=path)
    for number, id_ in enumerate(profile.most_asked):
        if id_ not in ids:
            message = f"most_asked 中的 {id_} 不在 catalog.yml 的 answers 里，现在不会显示它"
            yield Finding(reading.line("most_asked", number), "profile-answer", message, (id_,), path=path)
    if profile.places:
        yield from _answers(profile.places, reading, path, ids)
        yield from _places(profile.places, reading, conversion, path)
        yield from _shared(profile.places, reading, path)
    else:
        yield from _without_places(conversion, path)


def _without_places(conversion: Conversion, path: str) -> Iterator[Finding]:
    """Yield answers that depend on the city: without places they could not be given at all."""
    for number, record in enumerate(conversion.catalog.records):
        for name in ("asks", "heeds"):
            if getattr(record, name) == "city":
                line = conversion.catalog.line_at("answers", number, name)
                message = f"{record.id} 写着 {name}: city，{path} 里却没有 places：补上 places，或删去这一行"
                yield Finding(line, "places-missing", message, (record.id, name), path=CATALOG, fatal=True)


def _answers(places: PlacesProfile, reading: ProfileReading, path: str, ids: set[str]) -> Iterator[Finding]:
    for name, id_ in (("answer", places.answer), ("unavailable", places.unavailable)):
        if id_ not in ids:
            line, begins = reading.line("places", name), reading.line("places")
            message = (
                f"places 的 {name} 写着 {id_}，catalog.yml 的 answers 里没有它：把第 {line} 行改成“{name}: 编号”"
                f"{f'（例如 {min(ids)}）' if ids else ''}；"
                f"现在的问答与地区无关的，把第 {begins} 行“places:”起的整节删去，到下一个顶格写的词为止"
            )
            yield Finding(line, "places-answer", message, (id_,), path=path)


def _shared(places: PlacesProfile, reading: ProfileReading, path: str) -> Iterator[Finding]:
    for district, cities in shared_districts(places).items():
        line = reading.line("places", "cities", cities[-1])
        message = f"“{district}”写在{'、'.join(cities)}下面，用户说到它时会被问是哪一个"
        yield Finding(line, "place-twice", message, (district,), path=path)


def _in_no_list(places: PlacesProfile, reading: ProfileReading, path: str) -> Iterator[Finding]:
    """Yield places in no list of the profile. Without a list in the FAQ, their users are refused by oversight."""
    for place in places.cities:
        if place not in places.listed:
            line = reading.line("places", "cities", place)
            message = f"“{place}”不在 supported、disputed、unsupported 的任何一个里，用户会被告知不能办"
            yield Finding(line, "profile-places", message, (place,), path=path, fatal=True)


def _stated(places: PlacesProfile, reading: ProfileReading, conversion: Conversion, path: str) -> Iterator[Finding]:
    """Yield places of which an answer says something else than the profile. Only words tell, so it is a note."""
    for answer in conversion.answers:
        for place, status in stated_places(answer.text, places.cities):
            ours = places.status(place)
            if ours in ("supported", "unsupported") and ours != status:
                name = ours if place in getattr(places, ours) else status
                stated = f"{answer.name} 的回复（FAQ 第 {answer.first_line} 行）像是说“{STATUS[status]}”"
                message = f"“{place}”在这里是“{STATUS[ours]}”，{stated}"
                yield Finding(reading.line("places", name), "places-said", message, (answer.name, place), path=path)


def _places(places: PlacesProfile, reading: ProfileReading, conversion: Conversion, path: str) -> Iterator[Finding]:
    """Compare the profile's places with the lists of the FAQ, whose list of unsupported ones may be open (…等)."""
    listed = listed_places(conversion.lines, conversion.catalog)
    if "supported" not in listed:
        yield from _in_no_list(places, reading, path)
        yield from _stated(places, reading, conversion, path)
        return
    for place in dict.fromkeys((*places.listed, *(place for names in listed.values() for place in names))):
        lines = {name: in_faq[place] for name, in_faq in listed.items() if place in in_faq}
        faq = "disputed" if len(lines) > 1 else next(iter(lines), "unsupported")
        ours = places.status(place)
        if ours == faq or place == places.outside:
            continue
        numbers = "、".join(map(str, sorted(lines.values()) or [min(listed["supported"].values())]))
        message = f"“{place}”在这里是“{STATUS[ours]}”申报，FAQ 第 {numbers} 行的名单是“{STATUS[faq]}”"
        name = ours if place in getattr(places, ours) else faq
        harms = (ours, faq) in _WRONG
        yield Finding(reading.line("places", name), "profile-places", message, (name, place), (), path, harms)

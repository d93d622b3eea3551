"""Finds postal addresses down to the door. Province, city and district alone are none: the assistant asks for them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zh.personal.kinds import Personal, PersonalPiece, any_of, words
from zh.personal.labels import units
from zh.personal.reading import PersonalReading

_NUMBER = r"(?:[甲乙丙丁]?[0-9]{1,5}|[一二三四五六七八九十百]{1,4})[A-Za-z甲乙丙东西南北附]?"
_REST = re.compile(
    r"(?:[东西南北中](?:单元)?|(?:办公|教学|宿舍|科研|综合)楼|[A-Za-z]座?)?\s?"
    r"(?:[0-9]{2,5}(?![0-9年月日位])|[一二三四五六七八九零〇]{3,4}(?![一二三四五六七八九十零〇年月日位]))"
)
"""A room's number at the end, often without a word for it."""
_ROOM = re.compile("单元.{0,6}[室户]\\Z")
"""Building, staircase and room: only addresses are written so."""
_FLOOR = re.compile(r"[^号栋幢座#-]{0,12}[楼层]")
"""A floor; without a name before it, it may be of any building."""
_BETWEEN = re.compile(r"[\u4e00-\u9fff\s,，、（(）)-]*")
_FARTHEST = 12
"""Most characters between two doors of one address."""
_LONGEST_NAME = 20


class _AddressPatterns(NamedTuple):
    door: re.Pattern[str]
    road: re.Pattern[str]
    village: re.Pattern[str]
    ours: re.Pattern[str]
    ours_behind: re.Pattern[str]
    of_places: re.Pattern[str]
    building: re.Pattern[str]
    starts_after: re.Pattern[str]


_LIVES = r"(?:现在|目前|一直|(?<![\u4e00-\u9fff]))住(?![宿院建房证哪])"
_LIVES_BEHIND = r"\s?(?:这边|那边|附近)?(?:租房)?居?住(?![宿院建房证哪])|[\s，,(（]{0,2}我家(?![\u4e00-\u9fff])"


def addresses(reading: PersonalReading) -> Iterator[PersonalPiece]:
    plain, patterns = reading.plain, _patterns()
    doors: list[re.Match[str]] = []
    for door in patterns.door.finditer(plain):
        between = plain[doors[-1].end() : door.start()] if doors else ""
        if (doors and not _BETWEEN.fullmatch(between)) or len(between) > _FARTHEST:
            yield from _address(plain, doors)
            doors = []
        doors.append(door)
    yield from _address(plain, doors)


def _address(plain: str, doors: list[re.Match[str]]) -> Iterator[PersonalPiece]:
    """Yield the address that ends with these doors, if it is one: after a road's name or after 我家住."""
    patterns = _patterns()
    if not doors:
        return
    first, end = doors[0].start(), doors[-1].end()
    rest = _REST.match(plain, end)
    if rest:
        end = rest.end()
    before = plain[max(0, first - _LONGEST_NAME) : first]
    context = plain[max(0, first - 2 * _LONGEST_NAME) : first]
    road = patterns.road.search(before)
    is_ours = patterns.ours.search(context) or patterns.ours_behind.match(plain, end)
    inside = plain[first:end]
    has_a_room = ((len(doors) > 1 or rest) and patterns.building.search(inside)) or inside.count("-") > 1
    is_a_home = patterns.village.search(before) or (is_ours and not patterns.of_places.search(context))
    is_whole = len(doors) > 2 and _ROOM.search(inside)
    if _FLOOR.fullmatch(doors[0][0]) and not _name(before).strip():
        return
    if (has_a_room or is_a_home) and (road or is_ours or is_whole) and not units().match(plain, end):
        yield PersonalPiece(Personal.ADDRESS, first - len(_name(before)), end)


def _name(before: str) -> str:
    """Return the name of road and house at the end of `before`."""
    stops = list(_patterns().starts_after.finditer(before))
    return before[stops[-1].end() :] if stops else before


@lru_cache(maxsize=1)
def _patterns() -> _AddressPatterns:
    lists = words()["addresses"]
    return _AddressPatterns(
        door=re.compile(
            rf"(?:{_NUMBER}|[A-Za-z甲乙丙丁])(?:座|栋|区|单元|幢)"
            rf"|{_NUMBER}(?:[-－—]{_NUMBER}){{0,3}}\s?(?:{any_of(lists['doors'])})|{_NUMBER}(?:[-－—]{_NUMBER}){{1,3}}"
        ),
        road=re.compile(rf"(?:{any_of(lists['roads'])})[\s(（]?\Z"),
        village=re.compile(rf"(?:镇|乡|街道|县|区|市)[\u4e00-\u9fff]{{0,8}}(?:{any_of(lists['villages'])})\Z"),
        ours=re.compile(rf"{any_of(lists['ours'])}|{_LIVES}"),
        ours_behind=re.compile(rf"[^。！？；\n]{{0,10}}?(?:{any_of(lists['ours_behind'])})|{_LIVES_BEHIND}"),
        of_places=re.compile(any_of(lists["of_places"])),
        building=re.compile(rf"{any_of(lists['buildings'])}|-"),
        starts_after=re.compile(rf"[^\u4e00-\u9fffA-Za-z0-9]|{any_of(lists['starts_after'])}|(?<![小社园新地校])区"),
    )

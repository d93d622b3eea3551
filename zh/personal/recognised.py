"""Recognises what a number is (identity card, bank card, telephone) by its digits and the label before it."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from zh.personal.checks import has_an_issuer, is_bank_card, is_identity_card, is_like_identity_card, is_of_unionpay
from zh.personal.kinds import Personal, PersonalPiece, any_of, words
from zh.personal.labels import BY_LABEL, Labels, units
from zh.personal.numbers import DigitRun, is_of_something_else, numbers
from zh.personal.reading import PersonalReading

_MOBILE = re.compile(r"(?:0|86|0086|086)?1[3-9]\d{9}")
_MOBILE_AFTER_A_LABEL = re.compile(r"(?:0|86|0086)?1[3-9]\d{7,10}")
_MOBILE_SIZES = {
    (11,),
    (3, 4, 4),
    (3, 3, 5),
    (3, 8),
    (7, 4),
    (4, 4, 3),
    (4, 7),
    (3, 5, 3),
    (3, 2, 2, 2, 2),
    (1,) * 11,
}
_LANDLINE = re.compile(r"(?:86|0086)?0?(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}")
_LANDLINE_IN_ONE = re.compile(r"0(?:(?:10|2\d)[2-8]\d{7}|[3-9]\d{2}[2-8]\d{6,7})")
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d\d)|(?:00)?86(?:0?(?:10|2\d|[3-9]\d\d))?")
_SHORT_LANDLINE = re.compile(r"(?!(?:19|20)\d\d(?:0[1-9]|1[0-2]))[2-8]\d{6,7}")
_EXTENSION = re.compile(r"\s?(?:转|ext\.?|-|－|—)\s?\d{1,6}(?!\d)")
_DATED = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")

_EXCUSED: Mapping[str, tuple[Personal, ...]] = {
    "nobody": (Personal.BANK_CARD, Personal.MOBILE, Personal.LANDLINE),
    "identity": (Personal.BANK_CARD,),
}
"""For each label, the kinds that a number after it never is, even if it has their form."""


def recognised(reading: PersonalReading, labels: Labels) -> Iterator[PersonalPiece]:
    """Yield what each number can be; positions are of the reading and may overlap."""
    labelled: dict[int, PersonalPiece] = {}
    for number in numbers(reading):
        kind = _by_form(reading, number)
        name = labels.name(number.start, number.end)
        if kind in _EXCUSED.get(name, ()):
            kind = None
        if kind:
            yield PersonalPiece(kind, *_with_ends(reading, number, kind))
        elif (announced := _after_label(reading.plain, number, name)) is not None:
            # The longest reading after one label counts.
            labelled[number.start] = PersonalPiece(announced, *_with_ends(reading, number, announced))
    yield from labelled.values()


def _by_form(reading: PersonalReading, number: DigitRun) -> Personal | None:
    size = len(number.digits)
    if size in (15, 17, 18) and _is_card(reading, number):
        return Personal.IDENTITY_CARD
    if size in (16, 17, 18, 19) and _is_bank_card(number):
        kind = Personal.BANK_CARD
    elif 11 <= size <= 15 and _is_mobile(number):
        kind = Personal.MOBILE
    elif 10 <= size <= 16 and _is_landline(reading.plain, number):
        kind = Personal.LANDLINE
    else:
        return None
    return None if is_of_something_else(reading.plain, number) else kind


def _is_card(reading: PersonalReading, number: DigitRun) -> bool:
    size = len(number.digits)
    digits = number.digits + ("X" if size == 17 and _x_behind(reading.plain, number) else "")
    if len(digits) == 18:
        if is_identity_card(digits):
            return number.is_soft or is_like_identity_card(digits)
        return is_like_identity_card(digits) and (number.is_soft or number.is_even)
    return size == 15 and number.is_soft and is_identity_card(digits) and is_like_identity_card(digits)


def _is_mobile(number: DigitRun) -> bool:
    if not _MOBILE.fullmatch(number.digits):
        return False
    return number.is_soft or number.sizes in _MOBILE_SIZES or number.sizes[1:] in _MOBILE_SIZES


def _is_bank_card(number: DigitRun) -> bool:
    in_fours = set(number.sizes[:-1]) in (set(), {4}, {1})
    if in_fours and is_of_unionpay(number.digits):
        return True
    return (in_fours or number.is_soft) and has_an_issuer(number.digits) and is_bank_card(number.digits)


def _is_landline(plain: str, number: DigitRun) -> bool:
    if plain[number.start - 1 : number.start].isalnum() and plain[number.start - 1].isascii():
        return False
    if len(number.sizes) == 1:
        return bool(_LANDLINE_IN_ONE.fullmatch(number.digits))
    is_area = _AREA.fullmatch(number.digits[: number.sizes[0]])
    tidy = number.is_soft or (all(len(gap) <= 2 for gap in number.gaps[:1]) and len(number.sizes) <= 3)
    return bool(is_area and tidy and _LANDLINE.fullmatch(number.digits))


def _after_label(plain: str, number: DigitRun, name: str) -> Personal | None:
    """Return the kind by the label alone, for a number whose form is wrong: mistyped, too short or too long."""
    size = len(number.digits)
    if not name or units().match(plain, number.end):
        return None
    if name == "identity" and 13 <= size <= 20:
        return Personal.IDENTITY_CARD
    if name == "bank" and size >= 12:
        return Personal.BANK_CARD
    if is_of_something_else(plain, number):
        return None
    if name in BY_LABEL:
        least, most = words()["lengths"][name]
        return BY_LABEL[name] if least <= size <= most else None
    if name == "code":
        return Personal.CODE if _is_code(number) else None
    return _telephone(number.digits) if name in ("phone", "landline") else None


def _is_code(number: DigitRun) -> bool:
    """Say whether six digits in groups are a code; ungrouped ones are handled in codes.py."""
    is_month = number.digits.startswith("20") and number.sizes[0] == 4
    return len(number.digits) == 6 and len(number.sizes) > 1 and (number.is_soft or number.is_even) and not is_month


def _telephone(digits: str) -> Personal | None:
    if _MOBILE_AFTER_A_LABEL.fullmatch(digits):
        return Personal.MOBILE
    is_short = _SHORT_LANDLINE.fullmatch(digits) and not _DATED.match(digits)
    return Personal.LANDLINE if is_short or _LANDLINE_IN_ONE.fullmatch(digits) else None


def _with_ends(reading: PersonalReading, number: DigitRun, kind: Personal) -> tuple[int, int]:
    """Return the start and end of the number with what belongs to it: +86, an X, an extension."""
    plain, start, end = reading.plain, number.start, number.end
    if kind is Personal.IDENTITY_CARD and len(number.digits) < 20:
        return start, _x_behind(plain, number) or end
    if kind in (Personal.MOBILE, Personal.LANDLINE) and start and plain[start - 1] in "+＋(（":
        start -= 1
    if kind is Personal.LANDLINE and (more := _EXTENSION.match(plain, end)):
        end = more.end()
    return start, end


def _x_behind(plain: str, number: DigitRun) -> int | None:
    """Return the end of the X after a number, None if there is none."""
    gap = number.gaps[-1] if number.gaps else ""
    match = _x().match(plain, number.end + (len(gap) if plain.startswith(gap, number.end) else 0))
    return match.end() if match else None


@lru_cache(maxsize=1)
def _x() -> re.Pattern[str]:
    return re.compile(rf"[^\w。！？!?；;，,]{{0,2}}(?:{any_of(words()['x'])})(?![A-Za-z])")

"""Finds numbers in a text, however their digits are grouped."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from zh.personal.kinds import any_of, words
from zh.personal.reading import PersonalReading

SHORTEST, LONGEST = 5, 21
"""Least and most digits of a number."""
_LONGEST_GAP = 3
_STOPS = ("。", "；", ";")
"""Marks that end a sentence and seldom separate the groups of one number."""
_WHOLE = ((3, 4, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4))
"""Sizes of groups that are one number even with such marks between them."""

_DIGITS = re.compile(r"[0-9]+")
# Blanks, dashes, full stops and middle dots, which people put between the digits of a number.
_SOFT = r"[\s\-‐-―−－﹣.．·•・_＿]"
_SOFT_GAP = re.compile(f"{_SOFT}+")
_DOTTED = re.compile(r"\d{1,5}(?:\.\d{1,5}){3}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_OF_A_TIME = re.compile(r"(?<!\d)\d{1,2}[:：][0-5]\d(?!\d)")


class DigitRun(NamedTuple):
    """`digits` in groups of `sizes` with `gaps` between them, from `start` up to but without `end` in the reading."""

    digits: str
    start: int
    end: int
    sizes: tuple[int, ...]
    gaps: tuple[str, ...]

    @property
    def is_soft(self) -> bool:
        """Say whether only blanks, dashes and dots are between the digits, as people group a number."""
        return all(map(_SOFT_GAP.fullmatch, self.gaps))

    @property
    def is_even(self) -> bool:
        """Say whether all gaps are equal."""
        return len(set(self.gaps)) < 2

    @property
    def is_list(self) -> bool:
        """Say whether it is a list of rising numbers: 1、3、5、7、9、11、13、15."""
        ends = list(accumulate(self.sizes))
        values = [int(self.digits[end - size : end]) for end, size in zip(ends, self.sizes, strict=True)]
        return len(values) > 4 and self.is_even and all(value < next_ for value, next_ in pairwise(values))


def numbers(reading: PersonalReading) -> Iterator[DigitRun]:
    """Yield all sequences of groups that can be read as one number, of up to LONGEST digits.

    The text is read twice: with digits only, and with numerals and letters as digits. In the second reading at
    least a quarter of the digits must not be letters.
    """
    plain = [match.span() for match in _DIGITS.finditer(reading.plain)]
    disguised = [match.span() for match in _DIGITS.finditer(reading.digits)]
    yield from _from_groups(reading.plain, reading.plain, plain)
    if disguised != plain:
        for number in _from_groups(reading.digits, reading.plain, disguised):
            if _is_meant(reading.plain, number):
                yield number


def _from_groups(source: str, plain: str, groups: Sequence[tuple[int, int]]) -> Iterator[DigitRun]:
    gaps = [_gap(plain[end:start]) for (_, end), (start, _) in pairwise(groups)]
    sizes = tuple(end - start for start, end in groups)
    marks = tuple(gap or "" for gap in gaps)
    for first, (begin, _) in enumerate(groups):
        digits = ""
        for last in range(first, len(groups)):
            if last > first and gaps[last - 1] is None:
                break
            start, end = groups[last]
            digits += source[start:end]
            if len(digits) > LONGEST:
                break
            if len(digits) >= SHORTEST and (sizes[first : last + 1] in _WHOLE or not _has_a_stop(marks[first:last])):
                yield DigitRun(digits, begin, end, sizes[first : last + 1], marks[first:last])


def _gap(between: str) -> str | None:
    """Return the separator between two groups of one number; None if the text between them ends the number."""
    if len(between) <= _LONGEST_GAP and not any(map(_ends_a_number, between)):
        return between
    return between if between in _STOPS or _spoken().fullmatch(between) else None


def _has_a_stop(gaps: Sequence[str]) -> bool:
    return any(gap in _STOPS for gap in gaps)


def _ends_a_number(character: str) -> bool:
    return character.isalnum() or character in "。！？!?；;"


@lru_cache(maxsize=1)
def _spoken() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{any_of(words()['spoken_gaps'])})\s?")


def _is_meant(plain: str, number: DigitRun) -> bool:
    """Say whether letters in a number are meant as digits, and are no word or part of one."""
    written = plain[number.start : number.end]
    letters = sum(character.isascii() and character.isalpha() for character in written)
    before, behind = plain[number.start - 1 : number.start], plain[number.end : number.end + 1]
    in_a_word = letters and any(
        beside.isascii() and beside.isalpha() and beside not in "Xx" for beside in (before, behind)
    )
    return 4 * letters <= 3 * len(number.digits) and not in_a_word


def is_of_something_else(plain: str, number: DigitRun) -> bool:
    """Say whether the number reads as a version, network address, amount, list, or time of day."""
    written = plain[number.start : number.end]
    if number.is_list or (_DOTTED.fullmatch(written) and number.sizes[1] < 4):
        return True
    return bool(_THOUSANDS.fullmatch(written) or _OF_A_TIME.search(written))

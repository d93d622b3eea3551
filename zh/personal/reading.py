"""Converts a text to plain letters and digits, whichever characters they are written with."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from zh.personal.kinds import words

_USUAL = re.compile(r"[ -~\n\u4e00-\u9fff，。？！、：；“”（）…【】《》]*")
_FOLDED_MARKS = frozenset("@._+-#*:")
_INVISIBLE = frozenset({"Cf", "Mn", "Me"})


class PersonalReading(NamedTuple):
    """A converted text.

    `plain`: letters and digits in ASCII, known characters simplified, nothing invisible.
    `digits`: of the same length, with numerals and letters that look like digits as digits.
    `at`: the place in the text of each character, and of the end.
    """

    plain: str
    digits: str
    at: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the position of `plain[start:end]` in the text, with invisible characters after it."""
        return self.at[start], max(self.at[end], self.at[end - 1] + 1)


def read(text: str) -> PersonalReading:
    if _USUAL.fullmatch(text):
        simple = text.translate(_traditional())
        return PersonalReading(simple, _digits(simple), range(len(text) + 1))
    plain: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        for meant in _meant(character):
            plain.append(meant)
            at.append(place)
    folded = "".join(plain).translate(_traditional())
    return PersonalReading(folded, _digits(folded), [*at, len(text)])


def _digits(plain: str) -> str:
    """Return the text with numerals and lookalike letters as digits."""
    return _ones().sub("1", plain.translate(_numerals()))


@lru_cache(maxsize=4096)
def _meant(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", character)
    if folded.isascii() and (folded.isalnum() or folded in _FOLDED_MARKS):
        return folded
    number = unicodedata.numeric(character, None)
    if number is not None and unicodedata.category(character) in ("No", "So") and number == int(number) < 10:
        return str(int(number))
    return character


@lru_cache(maxsize=1)
def _numerals() -> Mapping[int, str]:
    return {ord(numeral): str(digit) for digit, numerals in words()["numerals"].items() for numeral in numerals}


@lru_cache(maxsize=1)
def _ones() -> re.Pattern[str]:
    """Return the pattern of characters that mean 1 only before other digits."""
    lists = words()["numerals_before_digits"]
    return re.compile(f"(?<![{lists['none_behind']}])[{lists['ones']}](?=[0-9])")


@lru_cache(maxsize=1)
def _traditional() -> Mapping[int, str]:
    return {ord(old): simple for simple, old in words()["traditional"].items()}

"""What a text announces before a number or a word: 手机号, 卡号, 密码."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zh.personal.kinds import any_of, words

FARTHEST = 12
"""Characters between a label and what it announces."""

_BETWEEN = re.compile(r"[^0-9A-Za-z。！？!?；;\n】]*")


class Label(NamedTuple):
    """`name` as in personal.yml; from `start` to before `end` in the reading's text."""

    name: str
    start: int
    end: int


class Labels:
    """The labels of one text. `plain`: of its reading."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        pattern, names = _known()
        found = pattern.finditer(_small(plain))
        self.all: Sequence[Label] = [Label(names[one[0]], *one.span()) for one in found if _counts(plain, *one.span())]
        self._ends = [label.end for label in self.all]

    def before(self, place: int, farthest: int = FARTHEST) -> Label | None:
        """Return the label of what begins at `place`."""
        index = bisect_right(self._ends, place) - 1
        if index < 0:
            return None
        label = self.all[index]
        between = self._plain[label.end : place]
        if len(between) > farthest or not _BETWEEN.fullmatch(between):
            return None
        return None if _turned_away().search(between) else label


def _small(plain: str) -> str:
    """Return the text in small letters, as long as it was."""
    small = plain.lower()
    return small if len(small) == len(plain) else plain


def _counts(plain: str, start: int, end: int) -> bool:
    """Say whether it is a label: not what stands for something masked, and no piece of a word in letters."""
    if plain[end : end + 1] == "】":
        return False
    first, last = plain[start], plain[end - 1]
    before, behind = plain[start - 1 : start], plain[end : end + 1]
    return not (_is_letter(first) and _is_letter(before)) and not (_is_letter(last) and _is_letter(behind))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


@lru_cache(maxsize=1)
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: name for name, group in words()["labels"].items() for word in group}
    return re.compile(any_of(list(names))), names


@lru_cache(maxsize=1)
def _turned_away() -> re.Pattern[str]:
    return re.compile(any_of(words()["turns_away"]))


@lru_cache(maxsize=1)
def units() -> re.Pattern[str]:
    """Return what stands behind a number that counts something."""
    return re.compile(rf"\s?(?:{any_of(words()['units'])})")

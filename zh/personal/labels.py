"""Finds labels that announce a number or a word: 手机号, 卡号, 密码."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from zh.personal.kinds import Personal, any_of, words

FARTHEST = 12
"""Most characters between a label and what it announces."""

BY_LABEL: Mapping[str, Personal] = {
    "passport": Personal.PASSPORT,
    "permit": Personal.PERMIT,
    "residence": Personal.RESIDENCE,
    "social": Personal.SOCIAL_CARD,
    "officer": Personal.OFFICER,
    "qq": Personal.QQ,
}
"""Patterns of letters and digits that are a number after these labels."""

_BEHIND = re.compile(
    r"\s?[(（]?(?:这个?|那个?|就是|是|就行[，,]|可以[，,]|为)?[我俺他她]?(?:们|家)?[\u4e00-\u9fff]{0,2}?的?[老新旧]?"
)
_IS = re.compile(r"(?:\s[A-Za-z]{1,8}){0,3}\s(?:is|was)\b\s?[:：]?\s?", re.IGNORECASE)
"""Links an English label to what it announces: the password I set was."""
_BETWEEN = re.compile(r"[^0-9A-Za-z。！？!?；;\n】]*")


class Label(NamedTuple):
    """A label in a reading's text, from `start` up to but without `end`. `name`: as in personal.yml."""

    name: str
    start: int
    end: int


class Labels:
    """The labels of one text. `plain`: the plain text of its reading."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        pattern, names = _pattern_and_names()
        labels: list[Label] = []
        for match in pattern.finditer(_small(plain)):
            if not _counts(plain, *match.span()):
                continue
            if labels and match[0] in words()["goes_on"] and match.start() - labels[-1].end <= 3:
                labels[-1] = Label(labels[-1].name, labels[-1].start, match.end())
            else:
                link = _IS.match(plain, match.end())
                labels.append(Label(names[match[0]], match.start(), link.end() if link else match.end()))
        self.all: Sequence[Label] = labels
        self._starts = [label.start for label in labels]
        self._ends = [label.end for label in self.all]

    def before(self, place: int, farthest: int = FARTHEST) -> Label | None:
        """Return the label before `place` that announces what begins there."""
        index = bisect_right(self._ends, place) - 1
        if index < 0:
            return None
        label = self.all[index]
        between = self._plain[label.end : place]
        if len(between) > farthest or not _BETWEEN.fullmatch(between):
            return None
        return None if _turned_away().search(between) else label

    def behind(self, place: int) -> Label | None:
        """Return the label after `place` that names what ends there: 是我的手机号, （身份证）."""
        index = bisect_left(self._starts, place)
        if index == len(self.all) or not _BEHIND.fullmatch(self._plain, place, self._starts[index]):
            return None
        return self.all[index]

    def name(self, start: int, end: int) -> str:
        """Return the name of the label for the text from `start` to `end`, "" if it has none."""
        label = self.all and (self.before(start) or self.behind(end))
        return label.name if label else ""


def _small(plain: str) -> str:
    """Return the text in lower case, if that does not change its length."""
    small = plain.lower()
    return small if len(small) == len(plain) else plain


def _counts(plain: str, start: int, end: int) -> bool:
    """Say whether it is a label, and neither part of a mask (【手机号】) nor part of a longer word in letters."""
    if plain[end : end + 1] == "】":
        return False
    first, last = plain[start], plain[end - 1]
    before, behind = plain[start - 1 : start], plain[end : end + 1]
    is_word = _is_letter(first)
    return not (is_word and _is_letter(before)) and not (is_word and _is_letter(last) and _is_letter(behind))


def _is_letter(character: str) -> bool:
    return character == "_" or (character.isascii() and character.isalpha())


@lru_cache(maxsize=1)
def _pattern_and_names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: name for name, group in words()["labels"].items() for word in group}
    for name, (first, second) in words()["two_parts"].items():
        names |= {start + end: name for start in first for end in second}
    return re.compile(any_of(list(names))), names


@lru_cache(maxsize=1)
def _turned_away() -> re.Pattern[str]:
    return re.compile(any_of(words()["turns_away"]))


@lru_cache(maxsize=1)
def units() -> re.Pattern[str]:
    """Return the pattern of units: words after a number that counts something."""
    return re.compile(any_of(words()["units"]))

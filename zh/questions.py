"""Says by its words whether a sentence asks something, and what it is about."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

WORDS_FILE = Path(__file__).with_name("questions.yml")


SHORTEST_ENDED = 2
"""Least characters of a text whose ending makes it a question; 要不 is too short."""


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Sequence[str]]:
    lists: Mapping[str, Sequence[str]] = yaml.load(WORDS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return lists


@lru_cache(maxsize=1)
def _around() -> Mapping[str, Sequence[str]]:
    """Return the words by their first character, the longest first."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in sorted(_words()["around"], key=len, reverse=True):
        by_first[word[0]].append(word)
    return dict(by_first)


_MARK = re.compile(r"[\W_]")

_OR_NOT = re.compile(r"(?<!不)([\u4e00-\u9fff])[不没]\1")
"""好不好, 会不会, 去没去"""


def asks_something(text: str) -> bool:
    """Say whether the normalized `text` has a word that asks."""
    lists = _words()
    text = _no_question().sub("", text)
    ends = len(text) > SHORTEST_ENDED and text.endswith(tuple(lists["endings"]))
    ends = ends and not text.endswith(tuple(lists["no_endings"]))
    return ends or _OR_NOT.search(text) is not None or any(word in text for word in lists["words"])


@lru_cache(maxsize=1)
def _no_question() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words()["no_words"])))


def subject(text: str) -> str:
    """Return what the normalized `text` is about when it names something without asking: 审核的问题 -> 审核."""
    # Not one pattern of all these words: it would try each of the many ways to combine them.
    start = 0
    while steps := _steps(text, start):
        start += steps[0]
    end = len(text)
    to_end = {end}
    for at in range(len(text) - 1, start - 1, -1):
        if any(at + step in to_end for step in _steps(text, at)):
            to_end.add(at)
            end = at
    return text[start:end]


def without_ways(text: str) -> str:
    """Return the normalized `text` without the words that ask for a way: 头像能换吗, 怎么换头像 -> 头像换, 换头像."""
    return _ways().sub("", text)


@lru_cache(maxsize=1)
def _ways() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_words()["ways"], key=len, reverse=True))))


def _steps(text: str, at: int) -> list[int]:
    """Return the lengths of the words that may be cut off at this place, the longest first."""
    marks = [1] if _MARK.match(text, at) else []
    return [len(word) for word in _around().get(text[at : at + 1], ()) if text.startswith(word, at)] + marks

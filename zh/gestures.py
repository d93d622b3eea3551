"""Recognises gestures: messages without words, such as 👍, [玫瑰], /::), 666 and 。。。"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from zh.fold import fold, normalize_as_shipped

GESTURES_FILE = Path(__file__).with_name("gestures.yml")


class Gesture(Enum):
    THANKS = "thanks"
    OTHER = "other"


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.load(GESTURES_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return content


@lru_cache(maxsize=1)
def _thanks() -> re.Pattern[str]:
    words = _words()["thanks"]
    return _one_of([*_stickers(words), *map(re.escape, words["emoji"])])


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    words = _words()
    patterns = [rf"(?<!\d)(?:{pattern})(?!\d)" for pattern in words["patterns"]]
    return _one_of([*_stickers(words["thanks"]), *_stickers(words["others"]), *patterns])


def _stickers(words: Mapping[str, Any]) -> list[str]:
    """Return patterns of normalized stickers; a message that begins with a code may have lost its slash."""
    names = [rf"\[{re.escape(normalize_as_shipped(name))}\]" for name in words["names"]]
    return [*names, *(rf"(?:/|^):{re.escape(normalize_as_shipped(':' + code)[1:])}" for code in words["codes"])]


def _one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of any of them; of codes with the same beginning the longest matches."""
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)))


def gesture(text: str) -> Gesture | None:
    """Return the gesture of the normalized `text`; None if it is empty or has words."""
    if not text.strip() or fold(_any().sub(" ", text)):
        return None
    return Gesture.THANKS if _thanks().search(text) else Gesture.OTHER

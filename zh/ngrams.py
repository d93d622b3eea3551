"""Text -> the countable pieces a classifier learns from: n-grams of characters and of sounds."""

from collections import Counter
from collections.abc import Iterable

from zh.fold import fold
from zh.pinyin import sounds

EDGE = "^"
"""Marks the beginning and the end of a text, so that "怎么改" and "改怎么" differ."""


def ngrams(text: str, longest: int = 3) -> Counter[str]:
    """Count the character and sound n-grams, 1 to `longest`, of `text` folded. Sounds carry a "~" before them."""
    chars = [EDGE, *fold(text), EDGE]
    heard = ["~" + sound for sound in sounds("".join(chars[1:-1]))]
    counted = Counter(_runs(chars, longest))
    counted.update(_runs(heard, longest))
    return counted


def _runs(pieces: list[str], longest: int) -> Iterable[str]:
    for size in range(1, longest + 1):
        for start in range(len(pieces) - size + 1):
            yield "".join(pieces[start : start + size])

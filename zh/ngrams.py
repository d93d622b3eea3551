"""Counts the n-grams of a text, of characters and of sounds, from which the classifier learns."""

from collections import Counter
from collections.abc import Iterable

from zh.pinyin import sounds

EDGE = "^"
"""Marks the beginning and the end of a text, so that "怎么改" and "改怎么" differ."""


LONGEST_CHARS = 2
LONGEST_SOUNDS = 3


def ngrams(folded: str) -> Counter[str]:
    """Count the n-grams of characters (1 and 2) and of sounds (1 to 3) of a folded text.

    Each syllable of a sound has a "~" before it, so that the two kinds stay distinct.
    """
    counted = Counter(_runs([EDGE, *folded, EDGE], LONGEST_CHARS))
    counted.update(_runs(["~" + sound for sound in sounds(folded)], LONGEST_SOUNDS))
    return counted


def pairs(folded: str) -> set[str]:
    """Return the pairs of neighbouring characters."""
    return {folded[at : at + 2] for at in range(len(folded) - 1)}


def _runs(pieces: list[str], longest: int) -> Iterable[str]:
    for size in range(1, longest + 1):
        for start in range(len(pieces) - size + 1):
            yield "".join(pieces[start : start + size])

"""Finds pairs of similar texts among many, in bounded time and memory."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, process

MOST_TEXTS = 3_000
"""Up to so many texts are all compared with each other; of more, those that begin or end alike."""

MOST_PAIRS = 1_000
"""So many pairs of one kind are named at most: nobody reads more, and a file of like rows has millions."""

LONGEST = 1_000
"""So many characters of a text are compared."""

AROUND = 20
_ROWS = 128


def alike(texts: Sequence[str], least: float, groups: Sequence[Hashable]) -> Iterator[tuple[int, int, float]]:
    """Yield each pair of texts of two groups that are similar from `least` on, 0 to 100, with their similarity."""
    cut = [text[:LONGEST] for text in texts]
    if len(cut) > MOST_TEXTS:
        for at, other in neighbours(cut):
            if groups[at] != groups[other] and (score := fuzz.ratio(cut[at], cut[other], score_cutoff=least)):
                yield at, other, score
        return
    numbers: dict[Hashable, int] = {}
    of = np.array([numbers.setdefault(group, len(numbers)) for group in groups])
    for start in range(0, len(cut), _ROWS):
        rows = cut[start : start + _ROWS]
        scores = process.cdist(rows, cut[start:], scorer=fuzz.ratio, score_cutoff=least)
        apart = of[start : start + len(rows), None] != of[None, start:]
        for at, other in np.argwhere(np.triu(scores, 1) * apart):
            yield start + int(at), start + int(other), float(scores[at, other])


def pairs_to_compare(texts: Sequence[str], most: int = MOST_TEXTS) -> Iterator[tuple[int, int]]:
    """Yield all pairs of indices of at most `most` texts; of more, only those of texts that begin or end alike."""
    return combinations(range(len(texts)), 2) if len(texts) <= most else neighbours(texts)


def neighbours(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts that stand near each other in order of their beginnings, or of their ends."""
    for order in (
        sorted(range(len(texts)), key=lambda at: texts[at]),
        sorted(range(len(texts)), key=lambda at: texts[at][::-1]),
    ):
        for place, at in enumerate(order):
            for other in order[place + 1 : place + 1 + AROUND]:
                yield min(at, other), max(at, other)

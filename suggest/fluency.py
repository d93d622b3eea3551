"""Fluency: estimates how natural a phrasing is, from which words follow each other in the known phrasings."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from suggest.subjects import words

UNSEEN = 0.15
"""Factor for each pair of neighbouring words that occurs in no known text."""

LEAST = UNSEEN
"""An idea is more fluent than that: with an unknown pair (密码了登不上) it is hardly what people say."""

EDGE = ""


@dataclass(frozen=True)
class Fluency:
    """`pairs`: words that follow each other somewhere, EDGE for the beginning and the end."""

    pairs: frozenset[tuple[str, str]]

    def of(self, folded: str) -> float:
        """Return 1 if all pairs of neighbouring words are known, less for each unknown pair."""
        likelihood: float = UNSEEN ** sum(pair not in self.pairs for pair in _pairs(folded))
        return likelihood


def fluency(texts: Iterable[str]) -> Fluency:
    """Learn from folded texts."""
    return Fluency(frozenset(pair for text in texts for pair in _pairs(text)))


def _pairs(folded: str) -> Iterable[tuple[str, str]]:
    return pairwise((EDGE, *words(folded), EDGE))

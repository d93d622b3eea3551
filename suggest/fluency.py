"""Whether people would put it like that: told from which words follow each other in what is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from suggest.subjects import words

UNSEEN = 0.15
"""What is left for each two words that nobody has put side by side."""

EDGE = ""


@dataclass(frozen=True)
class Fluency:
    """`pairs`: words that follow each other somewhere, EDGE for the beginning and the end."""

    pairs: frozenset[tuple[str, str]]

    def of(self, folded: str) -> float:
        """Return 1 for what is put together as others are, less for each strange place in it."""
        found: float = UNSEEN ** sum(pair not in self.pairs for pair in _pairs(folded))
        return found


def fluency(texts: Iterable[str]) -> Fluency:
    """Learn from folded texts."""
    return Fluency(frozenset(pair for text in texts for pair in _pairs(text)))


def _pairs(folded: str) -> Iterable[tuple[str, str]]:
    return pairwise((EDGE, *words(folded), EDGE))

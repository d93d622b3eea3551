"""Measures how alike two texts are: by their meaning, and by the characters and sounds they share."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from understanding.encoder import SentenceEncoder
from zh.fillers import to_the_point
from zh.fold import fold
from zh.ngrams import ngrams

Pieces = Mapping[str, float]

NEAR = 0.48
"""Likeness from which two texts may have the same answer, if that answer has few phrasings."""

BY_WORDS = 12
"""Number of texts, those with most words in common, that are compared by meaning."""


def pieces(folded: str) -> Pieces:
    """Return the n-grams of a folded text with their weights, as a vector of length 1."""
    counted: Counter[str] = ngrams(folded)
    weights = {piece: 1 + math.log(number) for piece, number in counted.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {piece: weight / length for piece, weight in weights.items()}


def in_common(first: Pieces, second: Pieces) -> float:
    """Return the cosine, 0 to 1, of two texts' pieces."""
    return sum(weight * second[piece] for piece, weight in first.items() if piece in second)


def likeness(cosine: float, common: float) -> float:
    """Return the mean of two texts' cosine by meaning and their `common` one, from `in_common`."""
    return (cosine + common) / 2


class NearestTexts:
    """Finds the nearest of many texts to another one: chooses by words in common, then orders by meaning too."""

    def __init__(self, texts: Sequence[str], encoder: SentenceEncoder | None) -> None:
        self._texts, self._encoder = [to_the_point(text) for text in texts], encoder
        self._pieces = [pieces(fold(text)) for text in self._texts]
        self._with: dict[str, list[int]] = defaultdict(list)
        for at, text_pieces in enumerate(self._pieces):
            for piece in text_pieces:
                self._with[piece].append(at)

    def to(self, query: str) -> list[tuple[int, float]]:
        """Return indices of the texts nearest to `query` with their likeness, 0 to 1, the nearest first."""
        text = to_the_point(query)
        common = self._common(pieces(fold(text)))
        best = sorted(common, key=lambda at: -common[at])[:BY_WORDS]
        if best and self._encoder:
            vectors = self._encoder.encode([text, *(self._texts[at] for at in best)])
            cosines = zip(best, vectors[1:] @ vectors[0], strict=True)
            common = {at: likeness(float(cosine), common[at]) for at, cosine in cosines}
        return sorted(((at, common[at]) for at in best), key=lambda pair: -pair[1])

    def _common(self, query: Pieces) -> Mapping[int, float]:
        """Return the common share of each text that has a pair of characters or sounds in common with `query`."""
        shared = {at for piece in query if len(piece.lstrip("~")) > 1 for at in self._with.get(piece, ())}
        return {at: in_common(query, self._pieces[at]) for at in shared}

"""Measures how alike two texts are: by their meaning, and by the characters and sounds they share."""

import math
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix

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
        self._columns: dict[str, int] = {}
        weights, columns, ends = array("f"), array("i"), array("i", [0])
        for text in self._texts:
            for piece, weight in pieces(fold(text)).items():
                columns.append(self._columns.setdefault(piece, len(self._columns)))
                weights.append(weight)
            ends.append(len(columns))
        shape = (len(self._texts), len(self._columns))
        self._weights = csr_matrix((np.array(weights), np.array(columns), np.array(ends)), shape=shape)

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
        weights = np.zeros((self._weights.shape[1], 2))
        for piece in query.keys() & self._columns.keys():
            weights[self._columns[piece]] = query[piece], len(piece.lstrip("~")) > 1
        common, shared = (self._weights @ weights).T
        return {int(at): float(common[at]) for at in np.flatnonzero(shared)}

"""WordSpace: represents texts as n-grams, weighted by how much they tell of the label: 发票 much, 在哪里弄 little."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from understanding.encoder import Floats
from understanding.label_model import weigh

COMMON_LEFT = 0.15
"""Share of its weight that a piece keeps if it occurs equally under all labels."""

RAREST = 2
"""Number of examples in which a piece must occur to count, unless its label has few."""

FEW = 20
"""Most examples of a label for which also pieces in a single example count."""


@dataclass(frozen=True)
class WordSpace:
    """`vocabulary` maps a piece to its row; `weights`: how much it tells of the label; `rows`: (pieces, examples)."""

    vocabulary: Mapping[str, int]
    weights: Floats
    rows: csr_matrix

    def cosines(self, counts: Counter[str]) -> Floats:
        """Return the cosine, 0 to 1, of a counted text with each example."""
        pieces, values = weigh(counts, self.vocabulary, self.weights)
        starts, width, cosines = self.rows.indptr, self.rows.shape[1], np.zeros(self.rows.shape[1])
        columns, shares = [], []
        for start, end, value in zip(starts[pieces].tolist(), starts[pieces + 1].tolist(), values, strict=True):
            share = self.rows.data[start:end] * value
            if end - start == width:
                # All examples have it, as they have a beginning and an end: it needs no columns.
                cosines += share
            else:
                columns.append(self.rows.indices[start:end])
                shares.append(share)
        if columns:
            cosines += np.bincount(np.concatenate(columns), np.concatenate(shares), width)
        return cosines.astype(np.float32)

    def matrix(self, counted: Sequence[Counter[str]]) -> csr_matrix:
        """Return (texts, pieces), the rows of length 1."""
        return _matrix(counted, self.vocabulary, self.weights)


def word_space(counted: Sequence[Counter[str]], labels: NDArray[np.intp]) -> WordSpace:
    """Learn from counted examples with the number of a label each."""
    occurrences = Counter(piece for counts in counted for piece in counts)
    sizes = np.bincount(labels)
    telling = {piece for counts, label in zip(counted, labels, strict=True) if sizes[label] <= FEW for piece in counts}
    frequent = sorted(piece for piece, count in occurrences.items() if count >= RAREST or piece in telling)
    vocabulary = {piece: row for row, piece in enumerate(frequent)}
    idf = np.array([math.log((1 + len(counted)) / (1 + occurrences[p])) + 1 for p in vocabulary], dtype=np.float32)
    present = _matrix(counted, vocabulary, np.ones(len(vocabulary), dtype=np.float32))
    present.data[:] = 1
    weights = (idf * (1 + COMMON_LEFT - _evenness(present, labels))).astype(np.float32)
    return WordSpace(vocabulary, weights, _matrix(counted, vocabulary, weights).T.tocsr())


def _evenness(present: csr_matrix, labels: NDArray[np.intp]) -> Floats:
    """Return how evenly each piece is spread over the labels: 0 for a single label, 1 for all equally.

    Each label counts the same, however many examples it has.
    """
    count = int(labels.max()) + 1
    sizes = np.bincount(labels, minlength=count)
    belongs = csr_matrix((1 / sizes[labels], (labels, np.arange(len(labels)))), shape=(count, len(labels)))
    share = (belongs @ present).toarray() + 1e-4
    share /= share.sum(axis=0)
    evenness: Floats = -(share * np.log(share)).sum(axis=0) / math.log(max(2, count))
    return evenness


def _matrix(counted: Sequence[Counter[str]], vocabulary: Mapping[str, int], weights: Floats) -> csr_matrix:
    weighed = [weigh(counts, vocabulary, weights) for counts in counted]
    starts = np.cumsum([0, *(len(rows) for rows, _ in weighed)])
    columns, values = np.concatenate([r for r, _ in weighed]), np.concatenate([v for _, v in weighed])
    return csr_matrix((values, columns, starts), shape=(len(counted), len(vocabulary)))

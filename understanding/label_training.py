"""Trains the LabelModel (label_model.py): for each label a linear support vector machine against the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from understanding.label_model import MOST, Floats, LabelModel, in_faster_form, weigh
from zh.ngrams import ngrams

TOLERANCE = 1e-2
"""Tolerance at which training stops: 1e-4 takes a quarter longer and changes no held-out answer."""

LEAST_NEIGHBOURS, NEIGHBOURS_OF_AN_EXAMPLE = 5000, 200
"""Number of other labels' nearest examples that a label is trained against: at least, and per own example.

Farther ones hardly matter, and with thousands of labels they would cost hours (docs/benchmarks/growth.md).
"""


class _Machine(NamedTuple):
    """The non-zero weights of one label."""

    rows: NDArray[np.intp]
    weights: Floats
    bias: float


def fit(texts: Sequence[str], labels: Sequence[str], strength: float, rarest: int) -> LabelModel:
    """Train on folded `texts` with one label each.

    `strength`: the inverse regularization (C). `rarest`: the number of texts in which a piece must occur to count.
    """
    counted = [ngrams(text) for text in texts]
    occurrences = Counter(piece for counts in counted for piece in counts)
    vocabulary = {piece: row for row, piece in enumerate(sorted(p for p, n in occurrences.items() if n >= rarest))}
    idf = np.array([math.log((1 + len(texts)) / (1 + occurrences[p])) + 1 for p in vocabulary], dtype=np.float32)
    matrix = _matrix(counted, vocabulary, idf)
    names, which = np.unique(np.array(labels), return_inverse=True)
    machines = [_machine(matrix, which == number, strength) for number in range(len(names))]
    bias = np.array([machine.bias for machine in machines], dtype=np.float32)
    return LabelModel(tuple(map(str, names)), vocabulary, idf, in_faster_form(_joined(machines, len(vocabulary))), bias)


def _matrix(counted: Sequence[Counter[str]], vocabulary: Mapping[str, int], idf: Floats) -> csr_matrix:
    weighed = [weigh(counts, vocabulary, idf) for counts in counted]
    starts = np.cumsum([0, *(len(rows) for rows, _ in weighed)])
    rows, values = np.concatenate([r for r, _ in weighed]), np.concatenate([v for _, v in weighed])
    # In scikit-learn's precision, to which it would otherwise convert for each label.
    return csr_matrix((values.astype(np.float64), rows, starts), shape=(len(counted), len(vocabulary)))


def _machine(matrix: csr_matrix, own: NDArray[np.bool_], strength: float) -> _Machine:
    # Imported here: scikit-learn takes a second and 90 MB, and a running assistant never trains.
    from sklearn.svm import LinearSVC

    count = int(own.sum())
    seen = nearest(matrix, own, max(LEAST_NEIGHBOURS, NEIGHBOURS_OF_AN_EXAMPLE * count))
    machine = LinearSVC(C=strength, tol=TOLERANCE, random_state=0).fit(matrix[seen], own[seen])
    weights = machine.coef_[0].astype(np.float32)
    # Weights that would be stored as zero.
    rows = np.flatnonzero(np.round(MOST * weights / np.abs(weights).max(initial=1e-9)))
    return _Machine(rows, weights[rows], float(machine.intercept_[0]))


def nearest(matrix: csr_matrix, own: NDArray[np.bool_], others: int) -> NDArray[np.intp]:
    """Return a label's examples, `own`, and the `others` examples that are nearest to them, in the original order."""
    most = int(own.sum()) + others
    if most >= len(own):
        return np.arange(len(own))
    nearness = matrix @ np.asarray(matrix[own].sum(axis=0)).ravel()
    nearness[own] = np.inf
    return np.sort(np.argpartition(-nearness, most)[:most])


def _joined(machines: Sequence[_Machine], features: int) -> csr_matrix:
    starts = np.cumsum([0, *(len(machine.rows) for machine in machines)])
    weights, rows = np.concatenate([m.weights for m in machines]), np.concatenate([m.rows for m in machines])
    return csc_matrix((weights, rows, starts), shape=(features, len(machines))).tocsr()

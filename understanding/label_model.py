"""LabelModel: scores each label for a text by a linear model over n-grams. Stored without pickle."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]


MOST = 127
"""The largest signed byte: weights are stored as bytes, scaled so that the largest of each label becomes MOST."""

DENSE_FROM = 0.1
"""Share of non-zero weights from which rows are found faster in a dense array than in a sparse one."""


@dataclass(frozen=True)
class LabelModel:
    """`weights` is (features, labels), `vocabulary` maps a piece to its row, `idf` its weight in a text."""

    labels: tuple[str, ...]
    vocabulary: Mapping[str, int]
    idf: Floats
    weights: Floats | csr_matrix
    bias: Floats

    def scores(self, counts: Counter[str]) -> Floats:
        """Return each label's score for a counted text, in order of `labels`: its distance to the label's border."""
        rows, values = weigh(counts, self.vocabulary, self.idf)
        scores: Floats = self.bias + self.weights[rows].T @ values
        return scores

    def save(self, folder: Path) -> None:
        """Write the model as JSON and arrays."""
        weights = csr_matrix(self.weights)
        scale = np.maximum(abs(weights).max(axis=0).toarray()[0], 1e-9) / MOST
        np.savez(
            folder / "weights.npz",
            idf=self.idf, bias=self.bias, scale=scale, starts=weights.indptr,
            columns=weights.indices.astype(np.min_scalar_type(len(self.labels))),
            steps=np.round(weights.data / scale[weights.indices]).astype(np.int8),
        )  # fmt: skip
        words = {"labels": self.labels, "vocabulary": list(self.vocabulary)}
        (folder / "model.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LabelModel:
        words = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            columns = arrays["columns"]
            weights = arrays["steps"] * arrays["scale"][columns]
            shape = len(words["vocabulary"]), len(words["labels"])
            return cls(
                tuple(words["labels"]),
                {piece: row for row, piece in enumerate(words["vocabulary"])},
                arrays["idf"],
                in_faster_form(csr_matrix((weights, columns, arrays["starts"]), shape)),
                arrays["bias"],
            )


def in_faster_form(weights: csr_matrix) -> Floats | csr_matrix:
    """Return the weights in the faster form: sparse if there are many labels, since then 19 of 20 are zero."""
    return weights.toarray() if weights.nnz >= DENSE_FROM * math.prod(weights.shape) else weights


def weigh(counts: Counter[str], vocabulary: Mapping[str, int], idf: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return the rows of the known pieces and their weights: (1 + log count) * idf, normalized to length 1."""
    counted = [(vocabulary[piece], count) for piece, count in counts.items() if piece in vocabulary]
    rows = np.array([row for row, _ in counted], dtype=np.int64)
    values = np.array([1 + math.log(count) for _, count in counted], dtype=np.float32) * idf[rows]
    length = float(np.linalg.norm(values))
    return rows, values / length if length else values

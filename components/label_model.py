"""A linear model over n-grams: a text in, a score for each label out. No Rasa, no pickle."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zh.ngrams import ngrams

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """(features, labels) without the zeros, and in steps of its label's `scale`: nineteen of twenty weights are less
    than half a step once there are thousands of labels. Row r is what lies from starts[r] to starts[r + 1].
    """

    starts: NDArray[np.int64]
    columns: NDArray[np.uint16]
    steps: NDArray[np.int8]
    scale: Floats

    def times(self, rows: NDArray[np.int64], values: Floats) -> Floats:
        """Return the product of a text, `values` at `rows`, and the weights."""
        begin = self.starts[rows]
        lengths = self.starts[rows + 1] - begin
        at = np.arange(lengths.sum()) + np.repeat(begin - np.cumsum(lengths) + lengths, lengths)
        summed = np.bincount(self.columns[at], self.steps[at] * np.repeat(values, lengths), len(self.scale))
        product: Floats = self.scale * summed.astype(np.float32)
        return product


@dataclass(frozen=True)
class LabelModel:
    """`vocabulary` maps a piece to its row in `weights`, `idf` is its weight in a text."""

    labels: tuple[str, ...]
    vocabulary: Mapping[str, int]
    idf: Floats
    weights: Weights
    bias: Floats

    def scores(self, folded: str) -> Floats:
        """Return the score of each label for a folded text, in the order of `labels`: the distance to its border."""
        scores: Floats = self.bias + self.weights.times(*weigh(ngrams(folded), self.vocabulary, self.idf))
        return scores

    def save(self, folder: Path) -> None:
        """Write the model as JSON and arrays."""
        np.savez(folder / "weights.npz", idf=self.idf, bias=self.bias, **vars(self.weights))
        words = {"labels": self.labels, "vocabulary": list(self.vocabulary)}
        (folder / "model.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LabelModel:
        words = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            return cls(
                tuple(words["labels"]),
                {piece: row for row, piece in enumerate(words["vocabulary"])},
                arrays["idf"],
                Weights(arrays["starts"], arrays["columns"], arrays["steps"], arrays["scale"]),
                arrays["bias"],
            )


def weigh(counts: Counter[str], vocabulary: Mapping[str, int], idf: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return the rows of the known pieces and their weights: 1 + log count, times idf, of length 1 together."""
    known = [(vocabulary[piece], count) for piece, count in counts.items() if piece in vocabulary]
    rows = np.array([row for row, _ in known], dtype=np.int64)
    values = np.array([1 + math.log(count) for _, count in known], dtype=np.float32) * idf[rows]
    length = float(np.linalg.norm(values))
    return rows, values / length if length else values

"""MeaningSpace: transforms vectors of meaning so that differences between answers count more than those within one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understanding.encoder import Floats

SMOOTHING = 0.3
"""Share of the mean variance that is added in all directions, so that chance directions get no large weight."""

DIMENSIONS = 256
"""Number of dimensions kept of the encoder's 512, those in which examples differ most: half the memory and time."""

MOST_OF_A_LABEL = 50
"""Most examples with which a label counts in the variance."""


@dataclass(frozen=True)
class MeaningSpace:
    """`turn` is (encoder's dimensions, kept ones), applied to differences from `middle`. `examples` are transformed.

    A text's nearness to the prototype of label c is `prototypes[c] @ (vector - middle) + offsets[c]`.
    """

    middle: Floats
    turn: Floats
    examples: Floats
    prototypes: Floats
    offsets: Floats

    def cosines(self, vectors: Floats) -> Floats:
        """Return (texts, examples): cosines of encoded texts with all examples."""
        cosines: Floats = self._turned(vectors) @ self.examples.T
        return cosines

    def prototype_scores(self, vectors: Floats) -> Floats:
        """Return (texts, labels): nearness to each label's prototype."""
        scores: Floats = (vectors - self.middle) @ self.prototypes.T + self.offsets
        return scores

    def _turned(self, vectors: Floats) -> Floats:
        return unit((vectors - self.middle) @ self.turn)


def meaning_space(vectors: Floats, labels: NDArray[np.intp], unlike: int | None) -> MeaningSpace:
    """Learn from encoded examples with the number of a label each; `unlike`: a label whose examples differ widely."""
    means = np.stack([vectors[labels == label].mean(axis=0) for label in range(int(labels.max()) + 1)])
    alike = np.arange(len(means)) != (-1 if unlike is None else unlike)
    weights = np.minimum(1, MOST_OF_A_LABEL / np.bincount(labels))[labels] * alike[labels]
    apart = (vectors - means[labels]) * np.sqrt(weights)[:, None]
    within = apart.T @ apart / max(weights.sum(), 1e-9)
    smoothed = within + SMOOTHING * max(float(np.trace(within)) / len(within), 1e-6) * np.eye(len(within))
    values, directions = np.linalg.eigh(smoothed)
    middle: Floats = means[alike].mean(axis=0) if alike.any() else means.mean(axis=0)
    even = (directions / np.sqrt(values)).astype(np.float32)
    turn = even @ _widest((vectors - middle) @ even)
    prototypes = ((means - middle) @ np.linalg.inv(smoothed)).astype(np.float32)
    offsets = (-0.5 * np.einsum("ij,ij->i", prototypes, means - middle)).astype(np.float32)
    space = MeaningSpace(middle, turn, np.empty((0, turn.shape[1]), dtype=np.float32), prototypes, offsets)
    return MeaningSpace(middle, turn, space._turned(vectors), prototypes, offsets)


def _widest(vectors: Floats) -> Floats:
    """Return the DIMENSIONS directions in which the vectors differ most."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    widest: Floats = directions[:, ::-1][:, :DIMENSIONS].astype(np.float32)
    return widest


def unit(vectors: Floats) -> Floats:
    """Return the vectors with length 1."""
    scaled: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return scaled

"""Scores -> confidence: how often a label with such scores is right, learnt from held-out questions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Calibration:
    """Weights of a logistic regression over four signs; python -m benchmarks.understanding.calibrate finds them.

    `score` weighs the label's own score, `lead` its lead over the best other label, `out_of_scope` the score of
    that label, `length` the logarithm of the number of characters.
    """

    score: float
    lead: float
    out_of_scope: float
    length: float
    bias: float

    def confidence(self, signs: Sequence[float]) -> float:
        """Return the probability, 0 to 1, that the label with these signs is right."""
        weighed = zip((self.score, self.lead, self.out_of_scope, self.length), signs, strict=True)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.bias + sum(w * s for w, s in weighed)))))


def signs(scores: NDArray[np.float32], at: int, out_of_scope: float, length: int) -> tuple[float, float, float, float]:
    """Return the signs of the label at position `at` for a message of `length` characters."""
    best_other = float(np.max(np.delete(scores, at))) if len(scores) > 1 else 0.0
    return float(scores[at]), float(scores[at]) - best_other, out_of_scope, math.log1p(length)


def confidences(
    scores: NDArray[np.float32], labels: Sequence[str], length: int, calibration: Calibration, most: int
) -> list[tuple[str, float]]:
    """Return the `most` best labels with their confidence, best score first."""
    out_of_scope = float(scores[labels.index(OUT_OF_SCOPE)]) if OUT_OF_SCOPE in labels else 0.0
    # Only these are put in order: there may be thousands of others.
    best = np.argpartition(-scores, most)[:most] if most < len(scores) else np.arange(len(scores))
    best = best[np.argsort(-scores[best])]
    return [(labels[at], calibration.confidence(signs(scores, int(at), out_of_scope, length))) for at in best]

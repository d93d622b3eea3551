"""Trains the AnswerModel (answer_model.py)."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from understanding import label_training
from understanding.answer_model import AnswerModel, Reach, mean_of_nearest
from understanding.confidence import OUT_OF_SCOPE
from understanding.encoder import Floats
from understanding.meaning_space import meaning_space
from understanding.word_space import word_space
from zh.ngrams import ngrams

SAMPLE = 3000
"""Number of examples from which `Reach` is estimated."""

MIDDLE, MOST = 0.5, 0.997
"""Quantiles of the scores of other labels' texts: the median, and all but three in a thousand."""


def fit(
    folded: Sequence[str], labels: Sequence[str], strength: float, rarest: int, vectors: Floats | None = None
) -> AnswerModel:
    """Train on folded texts with one label each; also on their meaning if `vectors`, the encoded texts, are given.

    `strength` and `rarest`: as in label_training.fit.
    """
    order = sorted(range(len(labels)), key=lambda at: labels[at])
    folded, labels = [folded[at] for at in order], [labels[at] for at in order]
    names, numbers = np.unique(np.array(labels), return_inverse=True)
    starts = np.searchsorted(numbers, np.arange(len(names)))
    counted = [ngrams(text) for text in folded]
    borders, words = label_training.fit(folded, labels, strength, rarest), word_space(counted, numbers)
    sample = np.array(sorted(random.Random(0).sample(range(len(folded)), min(SAMPLE, len(folded)))))
    by_words = (words.matrix([counted[at] for at in sample]) @ words.rows).toarray().astype(np.float32)
    words_reach = _reach(_nearest(by_words, starts), numbers[sample])
    if vectors is None:
        return AnswerModel(borders, words, starts, words_reach)
    vectors = vectors[order]
    unlike = labels.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in labels else None
    space = meaning_space(vectors, numbers, None if unlike is None else int(numbers[unlike]))
    return AnswerModel(
        borders, words, starts, words_reach, space,
        _reach(_nearest(by_words + space.cosines(vectors[sample]), starts), numbers[sample]),
        _reach(space.prototype_scores(vectors[sample]), numbers[sample]),
    )  # fmt: skip


def _nearest(cosines: Floats, starts: NDArray[np.intp]) -> Floats:
    """Return the means of the nearest cosines as (texts, labels)."""
    return np.stack([mean_of_nearest(row, starts) for row in cosines])


def _reach(scores: Floats, own: NDArray[np.intp]) -> Reach:
    """Estimate the Reach from scores (texts, labels); `own` is the number of each text's label."""
    reached = [_quantiles(scores[own != label, label]) for label in range(scores.shape[1])]
    middle, most = np.array(reached, dtype=np.float32).T
    return Reach(middle, most)


def _quantiles(scores: Floats) -> NDArray[np.float64]:
    # A model with one label has no other texts.
    return np.quantile(scores, (MIDDLE, MOST)) if len(scores) else np.array([0.0, 1.0])

"""Lowers confidences in a FAQ of few answers, if a message is nearer to out-of-scope examples than to an answer's text.

The weights of confidence.yml were learnt on FAQs of thirty answers and more. There, several answers mention an identity
card. Among six answers a single one may mention it, and then leads by far for any message with the word. Out-of-scope
examples ("strangers"), with which every model is trained, replace the missing answers in this comparison.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from understanding.confidence import MEANING, OUT_OF_SCOPE, names
from understanding.encoder import Floats
from understanding.labels import FAQ, is_under

FEW_ANSWERS = 30
"""Strangers are used in a FAQ with fewer answers than this."""

FOR_EACH_ANSWER = 0.008
"""Part of a cosine by which strangers may be nearer, for each answer of the FAQ."""

WORTH_OFFERING = 0.5
"""Highest confidence of an answer that leads over other answers but not over strangers; less than `answer_at`."""

_STATED, _LEAD, _LEAD_IF_FEW, _FEW = map(names(MEANING).index, ("stated", "stated_lead", "stated_lead_if_few", "few"))


def strangers_of(labels: Sequence[str], vectors: Floats | None) -> Floats:
    """Return the vectors of the out-of-scope examples. `labels` and `vectors` are those of all examples.

    Return none if there are enough answers, or no vectors.
    """
    answers = {label for label in labels if is_under(FAQ, label)}
    if vectors is None or len(answers) >= FEW_ANSWERS:
        return np.empty((0, 1), dtype=np.float32)
    strangers: Floats = vectors[np.array([label == OUT_OF_SCOPE for label in labels], dtype=bool)]
    return strangers


def beside(features: Floats, answers: NDArray[np.bool_], count: int, nearest: float) -> Floats:
    """Return `features`, (labels, features), with the lead of `stated` limited to the lead over the nearest stranger.

    `answers`: which labels are answers; `count`: the FAQ's number of answers; `nearest`: the cosine with that stranger.
    """
    limited = features.copy()
    over = features[:, _STATED] - nearest + FOR_EACH_ANSWER * count
    limited[:, _LEAD] = np.where(answers, np.minimum(features[:, _LEAD], over), features[:, _LEAD])
    limited[:, _LEAD_IF_FEW] = limited[:, _LEAD] * features[:, _FEW]
    return limited


def cautious(confidences: Floats, doubted: Floats, answers: NDArray[np.bool_]) -> Floats:
    """Return the confidences, with those of answers lowered to `doubted`, but not below WORTH_OFFERING."""
    lower: Floats = np.minimum(confidences, np.maximum(doubted, WORTH_OFFERING))
    return np.where(answers, lower, confidences)

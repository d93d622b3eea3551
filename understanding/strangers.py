"""Lowers confidences in a FAQ of few answers, if a message is nearer to out-of-scope examples than to an answer's text.

The weights of confidence.yml were learnt on FAQs of thirty answers and more. There, several answers mention an identity
card. Among six answers only one may do so, and it leads by far for any message with the word. Out-of-scope examples
("strangers"), which every model is trained with, replace the missing answers in this comparison.
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
    found: Floats = vectors[np.array([label == OUT_OF_SCOPE for label in labels], dtype=bool)]
    return found


def beside(features: Floats, answers: NDArray[np.bool_], count: int, nearest: float) -> Floats:
    """Return `features`, (labels, features), with the lead of `stated` limited to the lead over the nearest stranger.

    `answers`: which labels are answers; `count`: the FAQ's number of answers; `nearest`: the cosine with that stranger.
    """
    found = features.copy()
    over = features[:, _STATED] - nearest + FOR_EACH_ANSWER * count
    found[:, _LEAD] = np.where(answers, np.minimum(features[:, _LEAD], over), features[:, _LEAD])
    found[:, _LEAD_IF_FEW] = found[:, _LEAD] * features[:, _FEW]
    return found


def cautious(found: Floats, doubted: Floats, answers: NDArray[np.bool_]) -> Floats:
    """Return the confidences, with those of answers lowered to `doubted`, but not below WORTH_OFFERING."""
    lower: Floats = np.minimum(found, np.maximum(doubted, WORTH_OFFERING))
    return np.where(answers, lower, found)

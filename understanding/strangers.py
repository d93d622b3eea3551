"""In a FAQ of few answers: does a message lie nearer to what nobody here answers than to what an answer says?

The weights of confidence.yml were learnt on FAQs of thirty answers and more. There, another answer mentions an identity
card, too, when one says to bring it; among six answers it is the only one, and leads by far for any message with the
word. Examples of what is out of scope, which every institution is taught, stand in for the answers that are missing.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from understanding.confidence import MEANING, OUT_OF_SCOPE, names
from understanding.encoder import Floats
from understanding.labels import FAQ, is_under

FEW_ANSWERS = 30
"""Of a FAQ with fewer the strangers are asked."""

FOR_EACH_ANSWER = 0.008
"""Of cosine: for each answer that a FAQ has, what is out of scope may be nearer by so much."""

WORTH_OFFERING = 0.5
"""What leads over other answers alone, and not over strangers, is offered at most: less than `answer_at`."""

_STATED, _LEAD, _LEAD_IF_FEW, _FEW = map(names(MEANING).index, ("stated", "stated_lead", "stated_lead_if_few", "few"))


def strangers_of(labels: Sequence[str], vectors: Floats | None) -> Floats:
    """Return the vectors of what is out of scope, out of those of all examples, whose labels these are.

    None of them where there are answers enough, or no vectors.
    """
    answers = {label for label in labels if is_under(FAQ, label)}
    if vectors is None or len(answers) >= FEW_ANSWERS:
        return np.empty((0, 1), dtype=np.float32)
    found: Floats = vectors[np.array([label == OUT_OF_SCOPE for label in labels], dtype=bool)]
    return found


def beside(features: Floats, answers: NDArray[np.bool_], count: int, nearest: float) -> Floats:
    """Return the features of (labels, features) with no larger lead of `stated` than over the nearest stranger.

    `answers`: which labels are answers, of which the FAQ has `count`; `nearest`: the cosine with that stranger.
    """
    found = features.copy()
    over = features[:, _STATED] - nearest + FOR_EACH_ANSWER * count
    found[:, _LEAD] = np.where(answers, np.minimum(features[:, _LEAD], over), features[:, _LEAD])
    found[:, _LEAD_IF_FEW] = found[:, _LEAD] * features[:, _FEW]
    return found


def cautious(found: Floats, doubted: Floats, answers: NDArray[np.bool_]) -> Floats:
    """Return the confidences, those of answers lower where they are `doubted`, yet enough for an offer."""
    lower: Floats = np.minimum(found, np.maximum(doubted, WORTH_OFFERING))
    return np.where(answers, lower, found)

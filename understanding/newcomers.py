"""Raises the utilities of newcomers: answers with few examples in a FAQ whose other answers have many.

The weights of confidence.yml were learnt where a fifth of the answers are new and an eighth is missing. For a single
new answer they give too little confidence, because hardly any question for a missing answer resembles it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from understanding.confidence import KINDS, MANY, MEANING, WORDS
from understanding.encoder import Floats

LIFT: Mapping[str, float] = {WORDS: 1.1, MEANING: 2.6}
"""What is added at most to a utility, by words alone and with meaning."""

CLEAR_BY_WORDS = 0.97
"""Confidence from which words alone decide beside a newcomer: it shares few words with questions for it, so that a
sibling's words look clear."""

GROWN_FROM = 0.75
"""Maturity of a FAQ (the mean of its answers' shares of MANY examples) from which on newcomers are raised."""


def lift(which: str, counts: NDArray[np.intp], kinds: NDArray[np.intp]) -> Floats:
    """Return what is added to each label's utility: 0 in a FAQ that is new as a whole, and from MANY examples on.

    `counts`: each label's number of examples; `kinds`: the index of its kind in KINDS.
    """
    answers, taught = kinds == KINDS.index("answer"), np.minimum(1, counts / MANY)
    grown = float(taught[answers].mean()) if answers.any() else 0.0
    among = max(0.0, grown - GROWN_FROM) / (1 - GROWN_FROM)
    added: Floats = np.where(answers, LIFT[which] * among * (1 - taught), 0).astype(np.float32)
    return added

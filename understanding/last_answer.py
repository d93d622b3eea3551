"""Estimates whether a message is about the answer that was just shown, and about which passage of it.

It is a logistic model over few signs. Its weights (last_answer.yml) are learnt by `python -m
benchmarks.understanding.last_answer`, from messages that people wrote about an answer they had read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml

from understanding.confidence import MEANING, WORDS
from understanding.encoder import Floats, SentenceEncoder
from zh.fold import fold
from zh.ngrams import pairs
from zh.passages import Passage, are_opposed, passages

FILE = Path(__file__).with_suffix(".yml")

SIGNS = ("alike", "covered", "likely", "others", "length", "title", "condition", "rank", "known")
"""`alike`: nearness of the nearest passage; `title`: of the answer's title; `condition`: of the nearest condition.

`covered`: the share of the message's characters that the answer has; rare ones weigh more. `likely` and `others`: the
logarithm of the confidence of this answer, and of the best other one. `rank`: this answer's among the likely ones.
`known`: the logarithm of the confidence that the message is not out of scope.
"""

WORDS_COUNT = 0.5
"""Weight of shared words relative to meaning."""

LAST_RANK = 5
LEAST = 0.003
"""Added to a confidence before taking its logarithm."""

Likely = Sequence[tuple[str, float]]
"""Ids of answers with their confidence, 0 to 1, the best first."""


class Meant(NamedTuple):
    """What a message by itself means: the `likely` answers, and the confidence that it is out of scope."""

    likely: Likely
    out_of_scope: float


@dataclass(frozen=True)
class Letters:
    """The number of texts, of `answers` in all, in which each character occurs."""

    counts: Mapping[str, int] = field(default_factory=dict)
    answers: int = 0

    @classmethod
    def of(cls, texts: Iterable[str]) -> Letters:
        by_text = [set(fold(text)) for text in texts]
        return cls(dict(Counter(letter for letters in by_text for letter in letters)), len(by_text))

    def weight(self, letter: str) -> float:
        return math.log((1 + self.answers) / (1 + self.counts.get(letter, 0)))

    def covered(self, text: str, by: str) -> float:
        """Return the share, 0 to 1, of the characters of `text` that `by` has; both folded."""
        letters, held = set(text), set(by)
        total = sum(map(self.weight, letters))
        return sum(self.weight(letter) for letter in letters if letter in held) / (total + 1e-6)


class ShownAnswer(NamedTuple):
    """The answer on the screen."""

    id: str
    title: str
    text: str


class PassageMatch(NamedTuple):
    """The passage that a message is most likely about, and how likely it is about this answer at all, 0 to 1."""

    passage: Passage
    likely: float


def about(
    message: str, meant: Meant, shown: ShownAnswer, letters: Letters, encoder: SentenceEncoder | None
) -> PassageMatch | None:
    """Return the passage of `shown` that the normalized `message` may be about; None if it has none."""
    signs_and_passage = signs(message, meant, shown, letters, encoder)
    if signs_and_passage is None:
        return None
    values, passage = signs_and_passage
    weights = _weights()[MEANING if encoder else WORDS]
    score = weights["constant"] + sum(weights[name] * value for name, value in zip(SIGNS, values, strict=True))
    return PassageMatch(passage, 1 / (1 + math.exp(-score)))


def signs(
    message: str, meant: Meant, shown: ShownAnswer, letters: Letters, encoder: SentenceEncoder | None
) -> tuple[Sequence[float], Passage] | None:
    """Return the values of SIGNS and the nearest passage. Conditions that the message contradicts are left out."""
    clauses = [p for p in passages(shown.text) if not (p.is_condition and are_opposed(message, p.clause))]
    if not clauses:
        return None
    text = fold(message)
    near = _nearness(message, [clause.clause for clause in clauses], shown.title, encoder)
    words = pairs(text)
    shared = [len(words & pairs(fold(clause.clause))) / max(1, len(words)) for clause in clauses]
    alike = near[:-1] + WORDS_COUNT * np.array(shared)
    best = int(alike.argmax())
    ranked = [name for name, _ in meant.likely]
    confidence = dict(meant.likely)
    others = max((confidence[name] for name in ranked if name != shown.id), default=0.0)
    values = (
        float(alike[best]),
        letters.covered(text, fold(shown.text + shown.title)),
        math.log(confidence.get(shown.id, 0.0) + LEAST),
        math.log(others + LEAST),
        math.log(len(text) + 1),
        float(near[-1]),
        max((float(near[at]) for at, clause in enumerate(clauses) if clause.is_condition), default=0.0),
        float(min(ranked.index(shown.id), LAST_RANK) if shown.id in ranked else LAST_RANK),
        math.log(max(0.0, 1.0 - meant.out_of_scope) + LEAST),
    )
    return values, clauses[best]


def _nearness(message: str, clauses: Sequence[str], title: str, encoder: SentenceEncoder | None) -> Floats:
    """Return the cosines of the message with each clause and, last, with the title; zeros without an encoder."""
    if encoder is None:
        return np.zeros(len(clauses) + 1, dtype=np.float32)
    cosines: Floats = _encoded(encoder, (*clauses, title)) @ encoder.encode([message])[0]
    return cosines


@lru_cache(maxsize=256)
def _encoded(encoder: SentenceEncoder, texts: tuple[str, ...]) -> Floats:
    return encoder.encode(texts)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, Mapping[str, float]]:
    weights: Mapping[str, Mapping[str, float]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return weights

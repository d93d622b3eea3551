"""Estimates which answer a message means under the topic that is being talked about.

Many messages of a conversation leave out what they are about: 填错了，能撤回吗 means the registration after an answer
about it. So a message is ranked twice, alone and with the topic's title before it (`under`). A conditional logit over
few signs puts both rankings together. Its weights (in_topic.yml) are learnt by `python -m
benchmarks.understanding.in_topic`, from conversations that people wrote.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from understanding.confidence import MEANING, WORDS
from understanding.labels import CONTEXT, FAQ, answer_label, bare, is_under
from understanding.ranking import Ranked

FILE = Path(__file__).with_suffix(".yml")

SIGNS = ("alone", "alone_by_length", "under", "under_by_length", "same_topic", "last", "related", "meant")
"""Signs of an answer. `alone`, `under`: the logarithm of its confidence without and with the topic, `…_by_length`: the
same, divided by the message's length; `same_topic`: it belongs to the topic; `last`: it is the answer that was talked
about; `related`: it is one of those that are offered under it; `meant`: the logarithm of the confidence of a question
without a subject that means it under this topic.
"""

NOTHING = ("nothing", "nothing_alone", "nothing_under")
"""Signs of NO_ANSWER: a constant, and the logarithm of the best other label's confidence in both rankings."""

LEAST = 0.003
"""Added to a confidence before taking its logarithm."""

NO_ANSWER = ""
"""Stands for "none of the answers" among the signs."""


@dataclass(frozen=True)
class Discussed:
    """The answer that is talked about. `topic`: the answers of its topic; `related`: those that are offered under it.

    `means`: for each label of a question without a subject the answer that it means here.
    """

    answer: str
    topic: frozenset[str]
    related: frozenset[str]
    means: Mapping[str, str]


def in_topic(
    alone: Sequence[Ranked], under: Sequence[Ranked], length: int, discussed: Discussed, *, meaning: bool
) -> list[Ranked]:
    """Return the answers (by id) with their confidence under the topic, best first.

    The rest to 1 is the confidence that none is meant. `length`: characters of the message. `meaning`: the rankings
    were made with a sentence encoder.
    """
    weights = _weights()[MEANING if meaning else WORDS]
    by_answer = signs(alone, under, length, discussed)
    utilities = {id_: sum(weights[name] * value for name, value in values.items()) for id_, values in by_answer.items()}
    most = max(utilities.values())
    shares = {id_: math.exp(utility - most) for id_, utility in utilities.items()}
    total = sum(shares.values())
    ranked = [Ranked(id_, share / total) for id_, share in shares.items() if id_ != NO_ANSWER]
    return sorted(ranked, key=lambda answer: -answer.confidence)


def signs(
    alone: Sequence[Ranked], under: Sequence[Ranked], length: int, discussed: Discussed
) -> dict[str, dict[str, float]]:
    """Return the signs of each answer in one of the rankings, and those of NO_ANSWER."""
    by_label = [{r.label: r.confidence for r in ranked} for ranked in (alone, under)]
    meant: dict[str, float] = {}
    for label, id_ in discussed.means.items():
        meant[id_] = max(meant.get(id_, 0.0), by_label[0].get(label, 0.0))
    ids = dict.fromkeys([*(bare(r.label) for r in (*alone, *under) if is_under(FAQ, r.label)), *meant])
    by_answer = {id_: _of_answer(id_, by_label, meant.get(id_, 0.0), length, discussed) for id_ in ids}
    others = [max((share for label, share in ranking.items() if _is_other(label)), default=0.0) for ranking in by_label]
    return {**by_answer, NO_ANSWER: dict(zip(NOTHING, (1.0, *map(_log, others)), strict=True))}


def _of_answer(
    id_: str, by_label: Sequence[Mapping[str, float]], meant: float, length: int, discussed: Discussed
) -> dict[str, float]:
    alone, under = (_log(ranking.get(answer_label(id_), 0.0)) for ranking in by_label)
    kin = float(id_ in discussed.topic), float(id_ == discussed.answer), float(id_ in discussed.related)
    values = (alone, alone / length, under, under / length, *kin, _log(meant))
    return dict(zip(SIGNS, values, strict=True))


def _is_other(label: str) -> bool:
    return not is_under(FAQ, label) and not is_under(CONTEXT, label)


def _log(confidence: float) -> float:
    return math.log(confidence + LEAST)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, Mapping[str, float]]:
    weights: Mapping[str, Mapping[str, float]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return weights

"""Houses to calibrate on: trainings in which some answers are new, and questions that none of them was taught.

Each house has another fourteen answers cut down to the FAQ's own questions and a few phrasings; in a young house all
answers are, and nothing may be known to be out of scope. It is asked the tuning half of the held-out questions, and
phrasings that were cut away.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.understanding.learner import VECTORS
from benchmarks.understanding.questions import OUT_OF_SCOPE, SETS, Question, load
from benchmarks.understanding.training_data import as_seen, training_data
from components.faq_classifier import FaqClassifier
from understanding import answer_training
from understanding.answer_model import AnswerModel
from understanding.confidence import MEANING, WORDS, features, kinds_of
from understanding.encoder import Floats, sentence_encoder
from understanding.labels import FAQ, answer_label, context_label, is_under
from understanding.vector_store import vectors
from zh.fold import fold

NEW = 14

YOUNG = 3
"""Every such house is a young one."""

PHRASINGS = (0, 0, 0, 3, 5, 5, 10, 20, 40)
"""How many phrasings a new answer has, by chance."""

CUT_AWAY = 40
"""So many phrasings that a new answer was not taught are asked."""

HELD_BACK = 0.04
"""Share of all other labels' phrasings that is asked instead of taught."""


@dataclass(frozen=True)
class Taught:
    """An example; `own`: the FAQ's own question."""

    text: str
    label: str
    own: bool


@dataclass(frozen=True)
class Asked:
    """`right` are labels; `held_out`: of a held-out set, not a phrasing."""

    text: str
    right: frozenset[str]
    held_out: bool


@dataclass(frozen=True)
class House:
    """`seen`: by WORDS and by MEANING (questions, labels, features); `right`: which labels are, (questions, labels)."""

    labels: Sequence[str]
    new: Mapping[str, int]
    asked: Sequence[Asked]
    seen: Mapping[str, Floats]
    right: NDArray[np.bool_]


def examples() -> list[Taught]:
    """Return all that is taught, each once."""
    own = {m.get("text") for m in training_data(folder="data/generated").intent_examples}
    read = ((m.get("text"), m.get_full_intent()) for m in training_data().intent_examples)
    found = {(as_seen(text), label): text in own for text, label in read}
    return [Taught(text, label, is_own) for (text, label), is_own in found.items() if fold(text)]


def questions(contexts: Mapping[str, Collection[str]]) -> list[Asked]:
    """Return the tuning half of the held-out questions; a context that may mean a right answer is right as well."""
    return [
        Asked(text, _right(question, contexts), True)
        for name in SETS
        for question in load(name)
        if question.for_tuning and fold(text := as_seen(question.text))
    ]


def _right(question: Question, contexts: Mapping[str, Collection[str]]) -> frozenset[str]:
    if not question.for_an_answer:
        return question.right
    fitting = [context_label(name) for name, ids in contexts.items() if question.right & set(ids)]
    return frozenset([*map(answer_label, question.right - {OUT_OF_SCOPE}), *fitting])


def encoded(texts: Sequence[str]) -> Floats:
    """Return the vectors of `texts`. Ask for all of them once before houses are made side by side."""
    encoder = sentence_encoder()
    if encoder is None:
        raise SystemExit("没有安装句向量编码器，请先运行 make setup。")
    return vectors(texts, encoder, VECTORS)


def house(taught: Sequence[Taught], asked: Sequence[Asked], seed: int) -> House:
    """Return the house of this seed; house 0 has everything."""
    rng = random.Random(seed)
    young = seed % YOUNG == YOUNG - 1
    if young and rng.random() < 0.5:
        taught = [one for one in taught if one.label != OUT_OF_SCOPE]
    new = _new(taught, None if young else NEW, rng) if seed else {}
    kept, cut = _divided(taught, new, rng)
    model = _trained(kept)
    all_asked = [*asked, *cut]
    return House(model.labels, new, all_asked, _seen(model, all_asked), _truth(model.labels, all_asked))


def _new(taught: Sequence[Taught], count: int | None, rng: random.Random) -> dict[str, int]:
    """Choose so many new answers, or all, among those that the FAQ has at least two questions for."""
    own: dict[str, int] = defaultdict(int)
    for one in taught:
        own[one.label] += one.own and is_under(FAQ, one.label)
    possible = [label for label in own if own[label] > 1]
    return {label: rng.choice(PHRASINGS) for label in rng.sample(possible, count or len(possible))}


def _divided(taught: Sequence[Taught], new: Mapping[str, int], rng: random.Random) -> tuple[list[Taught], list[Asked]]:
    further: dict[str, list[Taught]] = defaultdict(list)
    for one in taught:
        if not one.own:
            further[one.label].append(one)
    kept, cut = [one for one in taught if one.own], []
    for label, some in further.items():
        rng.shuffle(some)
        count = new.get(label, len(some) - int(HELD_BACK * len(some)))
        kept += some[:count]
        cut += [Asked(one.text, frozenset([label]), False) for one in some[count:][:CUT_AWAY]]
    return kept, cut


def _trained(kept: Sequence[Taught]) -> AnswerModel:
    config = FaqClassifier.get_default_config()
    folded, labels = [fold(one.text) for one in kept], [one.label for one in kept]
    return answer_training.fit(
        folded, labels, config["strength"], config["rarest"], encoded([one.text for one in kept])
    )


def _seen(model: AnswerModel, asked: Sequence[Asked]) -> Mapping[str, Floats]:
    kinds, known = kinds_of(model.labels), encoded([one.text for one in asked])
    seen: dict[str, list[Floats]] = {WORDS: [], MEANING: []}
    for one, vector in zip(asked, known, strict=True):
        folded = fold(one.text)
        for which, signs in (
            (WORDS, model.signs(folded)),
            (MEANING, model.signs_with_meaning(folded, vector)),
        ):
            seen[which].append(features(signs, model.counts, kinds, len(folded)))
    return {which: np.stack(rows) for which, rows in seen.items()}


def _truth(labels: Sequence[str], asked: Sequence[Asked]) -> NDArray[np.bool_]:
    return np.array([[label in one.right for label in labels] for one in asked])

"""Houses to calibrate on: trainings in which some answers are new and some missing, asked what none of them was taught.

Of four houses one has everything. In two, fourteen answers have only a few of the FAQ's own questions and phrasings,
and eight are not there at all, so that questions for them are out of scope. The fourth is young: it has thirty answers,
all of them new, and every second one nothing beside them but small talk. A third of what is out of scope is never
taught. Asked are the tuning half of the held-out questions, and phrasings that were not taught.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
from understanding.labels import CONTEXT, FAQ, answer_label, context_label, is_under
from understanding.vector_store import vectors
from zh.fold import fold

NEW, MISSING = 14, 8
OF_A_YOUNG_HOUSE = 30

KINDS_OF_HOUSES = 4
"""By the remainder of its seed: 0 has everything, the last one is young."""

PHRASINGS = (0, 0, 0, 3, 5, 5, 10, 20, 40)
"""How many phrasings a new answer has, by chance."""

QUESTIONS = (1, 2, 3, 100, 100, 100)
"""How many of the FAQ's own questions a new answer has at most, by chance."""

CUT_AWAY = 20
"""So many phrasings of a label that were not taught are asked."""

BLOCK, ASKED_OF_BLOCKS = 100, 150
"""What is out of scope is held back in blocks, since neighbours were written together; so many of it are asked."""

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
    """Return the house of this seed."""
    rng = random.Random(seed)
    young = seed % KINDS_OF_HOUSES == KINDS_OF_HOUSES - 1
    bare = young and seed // KINDS_OF_HOUSES % 2 == 0
    plan = _plan(taught, rng, young=young, bare=bare) if seed % KINDS_OF_HOUSES else Plan()
    kept, cut = _divided([one for one in taught if one.label not in plan.missing], plan, rng)
    model = _trained(kept)
    missing = [one for one in taught if one.label in plan.missing and one.label != OUT_OF_SCOPE]
    cut += [
        Asked(one.text, frozenset([one.label]), False)
        for one in rng.sample(missing, min(ASKED_OF_BLOCKS, len(missing)))
    ]
    all_asked = [_as_far_as_there(one, plan) for one in (*asked, *cut)]
    new = {label: phrasings for label, (_, phrasings) in plan.new.items()}
    return House(model.labels, new, all_asked, _seen(model, all_asked), _truth(model.labels, all_asked))


@dataclass(frozen=True)
class Plan:
    """`new`: label -> how many of the own questions and of other phrasings; `missing`: labels that are not taught."""

    new: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()


def _plan(taught: Sequence[Taught], rng: random.Random, *, young: bool, bare: bool) -> Plan:
    """Choose among the answers that the FAQ has a question for. `bare`: beside them there is nothing but small talk."""
    answers = sorted({one.label for one in taught if one.own and is_under(FAQ, one.label)})
    rng.shuffle(answers)
    count = OF_A_YOUNG_HOUSE if young else NEW
    missing = answers[count:] if young else answers[count : count + MISSING]
    if young:
        missing += [one.label for one in taught if is_under(FAQ, one.label) and one.label not in answers]
    if bare:
        missing += [one.label for one in taught if one.label == OUT_OF_SCOPE or is_under(CONTEXT, one.label)]
    return Plan({one: (rng.choice(QUESTIONS), rng.choice(PHRASINGS)) for one in answers[:count]}, frozenset(missing))


def _divided(taught: Sequence[Taught], plan: Plan, rng: random.Random) -> tuple[list[Taught], list[Asked]]:
    """Return what is taught, and what is asked instead."""
    kept: list[Taught] = []
    cut: list[Asked] = []
    for label, some in _by_label(taught).items():
        own, further = [one for one in some if one.own], [one for one in some if not one.own]
        if label == OUT_OF_SCOPE:
            stay, go = _in_blocks(further, rng)
        elif label in plan.new:
            rng.shuffle(own)
            rng.shuffle(further)
            questions, phrasings = plan.new[label]
            stay, go = [*own[:questions], *further[:phrasings]], further[phrasings:][:CUT_AWAY]
        else:
            rng.shuffle(further)
            back = int(HELD_BACK * len(further))
            stay, go = [*own, *further[back:]], further[:back]
        kept += stay
        cut += [Asked(one.text, frozenset([label]), False) for one in go]
    return kept, cut


def _by_label(taught: Sequence[Taught]) -> Mapping[str, list[Taught]]:
    found: dict[str, list[Taught]] = defaultdict(list)
    for one in taught:
        found[one.label].append(one)
    return found


def _in_blocks(some: Sequence[Taught], rng: random.Random) -> tuple[list[Taught], list[Taught]]:
    blocks = [some[at : at + BLOCK] for at in range(0, len(some), BLOCK)]
    back = set(rng.sample(range(len(blocks)), len(blocks) // 3))
    stay, go = (
        [one for at, block in enumerate(blocks) if (at in back) == held for one in block] for held in (False, True)
    )
    return stay, rng.sample(go, min(ASKED_OF_BLOCKS, len(go)))


def _as_far_as_there(asked: Asked, plan: Plan) -> Asked:
    """Return the question with the right labels that are there; if none is, it is out of scope."""
    there = asked.right - plan.missing
    answers = {label for label in there if is_under(FAQ, label)}
    if any(is_under(FAQ, label) for label in asked.right) and not answers:
        there = frozenset()
    return replace(asked, right=there or frozenset([OUT_OF_SCOPE]))


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
        read = model.by_words(folded)
        for which, signs in (
            (WORDS, model.signs(read)),
            (MEANING, model.signs_with_meaning(read, vector)),
        ):
            seen[which].append(features(signs, model.counts, kinds, len(folded)))
    return {which: np.stack(rows) for which, rows in seen.items()}


def _truth(labels: Sequence[str], asked: Sequence[Asked]) -> NDArray[np.bool_]:
    return np.array([[label in one.right for label in labels] for one in asked])

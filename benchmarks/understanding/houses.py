"""Trains "houses" to calibrate on: simulated FAQs with new and missing answers, asked what they were not taught.

A house is asked the tuning half of the held-out questions, and phrasings that it was not taught. Questions for its
missing answers count as out of scope. So does a part of the out-of-scope examples, which is never taught.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.understanding.house_plans import ASKED_OF_BLOCKS, KINDS_OF_HOUSES, Asked, Plan, Taught, divided, plan
from benchmarks.understanding.learner import VECTORS
from benchmarks.understanding.questions import OUT_OF_SCOPE, SETS, Question, load
from benchmarks.understanding.training_data import as_seen, training_data
from components.faq_classifier import FaqClassifier
from understanding import answer_training
from understanding.answer_texts import answer_texts
from understanding.confidence import LIKELY, MEANING, WORDS
from understanding.encoder import Floats, sentence_encoder
from understanding.labels import FAQ, answer_label, context_label, is_under
from understanding.signs import Signs
from understanding.signs import Weighed as WeighedOne
from understanding.vector_store import vectors
from zh.fold import fold

ASKED_OF_CUT = 800
"""So many questions of a house are not of the held-out sets."""


@dataclass(frozen=True)
class Weighed:
    """Of each question the places of the labels that are weighed, (questions, LIKELY), and their features."""

    places: NDArray[np.intp]
    features: Floats


@dataclass(frozen=True)
class House:
    """`weighed` by WORDS and by MEANING; `right`: which labels are, (questions, labels)."""

    kind: str
    labels: Sequence[str]
    new: Mapping[str, int]
    asked: Sequence[Asked]
    weighed: Mapping[str, Weighed]
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


def house(taught: Sequence[Taught], asked: Sequence[Asked], stated: Sequence[tuple[str, str]], seed: int) -> House:
    """Return the house of this seed. `stated`: statements of the answers with their labels."""
    rng = random.Random(seed)
    kind = KINDS_OF_HOUSES[seed % len(KINDS_OF_HOUSES)]
    chosen = plan(taught, rng, kind)
    kept, cut = divided([one for one in taught if one.label not in chosen.missing], chosen, rng)
    missing = [one for one in taught if one.label in chosen.missing]
    for some in ([m for m in missing if m.label != OUT_OF_SCOPE], [m for m in missing if m.label == OUT_OF_SCOPE]):
        few = rng.sample(some, min(ASKED_OF_BLOCKS, len(some)))
        cut += [Asked(one.text, frozenset([one.label]), False) for one in few]
    cut = rng.sample(cut, min(ASKED_OF_CUT, len(cut)))
    all_asked = [_as_far_as_there(one, chosen) for one in (*asked, *cut)]
    signs = _trained(kept, [one for one in stated if one[1] not in chosen.missing])
    new = {label: phrasings for label, (_, phrasings) in chosen.new.items()}
    labels = signs.model.labels
    return House(kind, labels, new, all_asked, _weighed(signs, all_asked), _truth(labels, all_asked))


def _as_far_as_there(asked: Asked, chosen: Plan) -> Asked:
    """Return the question with the right labels that are there; if none is, it is out of scope."""
    there = asked.right - chosen.missing
    answers = {label for label in there if is_under(FAQ, label)}
    if any(is_under(FAQ, label) for label in asked.right) and not answers:
        there = frozenset()
    return replace(asked, right=there or frozenset([OUT_OF_SCOPE]))


def _trained(kept: Sequence[Taught], stated: Sequence[tuple[str, str]]) -> Signs:
    config = FaqClassifier.get_default_config()
    pairs = [(fold(one.text), one.label) for one in kept]
    folded, labels = [text for text, _ in pairs], [label for _, label in pairs]
    known = encoded([one.text for one in kept])
    model = answer_training.fit(folded, labels, config["strength"], config["rarest"], known)
    return Signs(model, answer_texts(model.labels, pairs, stated, encoded([text for text, _ in stated])))


def _weighed(signs: Signs, asked: Sequence[Asked]) -> Mapping[str, Weighed]:
    reads = [signs.read(fold(one.text)) for one in asked]
    known = encoded([one.text for one in asked])
    return {
        WORDS: _stacked([signs.by_words(read) for read in reads]),
        MEANING: _stacked(signs.by_meaning(reads, known)),
    }


def _stacked(some: Sequence[WeighedOne]) -> Weighed:
    # Without newcomers behind them, of which there are now more, now fewer: the weights are learnt of the likely ones.
    return Weighed(np.stack([one.places[:LIKELY] for one in some]), np.stack([one.features[:LIKELY] for one in some]))


def _truth(labels: Sequence[str], asked: Sequence[Asked]) -> NDArray[np.bool_]:
    return np.array([[label in one.right for label in labels] for one in asked])

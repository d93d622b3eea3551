"""The held-out questions are enough, and none of them is taught; the phrasings are enough, and no permutations."""

from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from benchmarks.understanding.questions import BESIDE_A_PERSON, FRESH, OUT_OF_SCOPE, SETS, STAFF, load
from converter.handwritten import asked_by_hand
from tests.running import ROOT
from zh.fold import fold

TOO_ALIKE = 86.0
"""Similarity, 0 to 100, from which a held-out question counts as taught; shorter than six characters: equality."""


@pytest.fixture(scope="module")
def taught() -> list[tuple[str, str]]:
    # Rasa learns an example once, wherever it is written again.
    examples = dict.fromkeys((one.text, one.answer) for one in asked_by_hand(ROOT / "data/nlu", ROOT))
    return [(fold(text), label) for text, label in examples]


def test_there_are_enough_phrasings(taught: list[tuple[str, str]]) -> None:
    counts = Counter(label for _, label in taught)
    answers = {q.expected for q in load("answers")}
    assert answers
    assert {a: counts[a] for a in answers if counts[a] < 40} == {}
    assert counts[OUT_OF_SCOPE] >= 500


def test_there_are_enough_held_out_questions() -> None:
    counts = Counter(q.expected for q in [*load("answers"), *load("independent")])
    assert min(counts.values()) >= 8
    assert set(counts) == {q.expected for q in load("answers")}
    assert len(load("out_of_scope")) >= 300
    assert len({q.expected for q in load("acts")}) >= 7


@pytest.mark.parametrize("name", [*SETS, *FRESH, BESIDE_A_PERSON, STAFF])
def test_no_held_out_question_is_taught(name: str, taught: list[tuple[str, str]]) -> None:
    texts = [text for text, _ in taught]
    known = set(texts)
    asked = [fold(question.text) for question in load(name)]
    assert [text for text in asked if text in known] == []
    long = [text for text in asked if len(text) > 5]
    alike = process.cdist(long, texts, scorer=fuzz.ratio, score_cutoff=TOO_ALIKE)
    assert [(long[row], texts[column]) for row, column in np.argwhere(alike)] == []


def test_phrasings_of_an_answer_are_no_permutations(taught: list[tuple[str, str]]) -> None:
    """Any two phrasings, not the shortest, share at most three quarters of their character pairs; on average 15 %."""
    answers = {q.expected for q in load("answers")}
    by_label: dict[str, list[set[str]]] = defaultdict(list)
    answers = {q.expected for q in load("answers")}
    for text, label in taught:
        if label in answers:
            by_label[label].append({text[i : i + 2] for i in range(len(text) - 1)})
    for label, sets in by_label.items():
        shares = [2 * len(a & b) / (len(a) + len(b)) for a, b in combinations(sets, 2) if len(a) > 7 and len(b) > 7]
        assert max(shares, default=0.0) <= 0.75, label
        assert sum(shares) <= 0.15 * len(shares), label

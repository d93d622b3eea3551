"""How much phrasings help: the best label's accuracy when only some of them are learnt."""

import random
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from benchmarks.understanding.calibrate import train
from benchmarks.understanding.questions import Question, load
from benchmarks.understanding.report import NOISY
from benchmarks.understanding.training_data import ROOT, as_seen, examples
from zh.fold import fold

COUNTS = (0, 5, 10, 20, 40, 80, 160)


def accuracy_by_phrasings() -> list[tuple[int, float, float]]:
    """Return (phrasings per answer, careful, noisy): shares of held-out questions whose best label is right."""
    faq_only = {text for text, _ in examples(ROOT, "data/generated")}
    questions = [*load("answers"), *load("independent")]
    return [(count, *_accuracy(count, faq_only, questions)) for count in COUNTS]


def _accuracy(count: int, faq_only: set[str], questions: Sequence[Question]) -> tuple[float, float]:
    taken: dict[str, int] = defaultdict(int)
    learnt = []
    shuffled = examples()
    random.Random(7).shuffle(shuffled)
    for text, label in shuffled:
        if text not in faq_only:
            taken[label] += 1
        if text in faq_only or taken[label] <= count or "_" not in label or label == "out_of_scope":
            learnt.append((fold(as_seen(text)), label))
    model = train(learnt)
    right = [model.labels[int(np.argmax(model.scores(fold(as_seen(q.text)))))] in q.right for q in questions]
    noisy = np.array([q.style in NOISY for q in questions])
    hits = np.array(right)
    return float(hits[~noisy].mean()), float(hits[noisy].mean())

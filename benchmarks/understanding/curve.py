"""Measures the share of right answers when only some of the phrasings are learnt."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence

from benchmarks.understanding.learner import Example, learn
from benchmarks.understanding.questions import Question, load
from benchmarks.understanding.report import NOISY
from benchmarks.understanding.score import QuestionOutcome, Reply, ask_all, shares
from benchmarks.understanding.training_data import training_data
from components.context.knowledge import knowledge

COUNTS = (0, 5, 10, 20, 40, 80, 160)


def accuracy_by_phrasings() -> list[tuple[int, float, float]]:
    """Return (phrasings per answer, careful, noisy): shares of held-out questions that are right at once."""
    data = training_data()
    taught = [(m.get("text"), m.get_full_intent()) for m in data.intent_examples]
    own = {m.get("text") for m in training_data(folder="data/generated").intent_examples}
    questions = [*load("answers"), *load("independent")]
    known = knowledge(data.responses)
    return [(count, *_accuracy(learn(_some(taught, own, count), known, data.responses), questions)) for count in COUNTS]


def _some(taught: Sequence[Example], own: set[str], count: int) -> list[Example]:
    """Return the examples with `count` phrasings an answer, or context, beside the FAQ's own questions."""
    taken: dict[str, int] = defaultdict(int)
    learnt = []
    shuffled = list(taught)
    random.Random(7).shuffle(shuffled)
    for text, label in shuffled:
        taken[label] += text not in own
        if text in own or taken[label] <= count or "/" not in label:
            learnt.append((text, label))
    return learnt


def _accuracy(reply: Callable[[str], Reply], questions: Sequence[Question]) -> tuple[float, float]:
    results = ask_all(questions, reply)
    careful = [r for r in results if r.question.style not in NOISY]
    noisy = [r for r in results if r.question.style in NOISY]
    return shares(careful)[QuestionOutcome.RIGHT], shares(noisy)[QuestionOutcome.RIGHT]

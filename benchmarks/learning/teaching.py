"""Compares what `make teach` estimates at once with what a training does.

    python -m benchmarks.learning.teaching

Held-out questions that are not surely answered are taught, one half to their right answer, one half to the wrong answer
that comes nearest. For each the estimate says which of the other held-out questions, the hundred nearest, it brings to
that answer. Then a model is trained with fifteen of them, each for another answer, and is asked the same. Writes
docs/benchmarks/teaching.md; five trainings, half a minute of a core each.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.learning.bench import taught
from benchmarks.understanding.learner import trained
from benchmarks.understanding.new_faq import NewFaq
from benchmarks.understanding.questions import Question
from benchmarks.understanding.report import table
from benchmarks.understanding.training_data import ROOT
from launch.publish.preview.ordering import nearest_first
from suggest.judging import Thresholds, rank, ranker
from unanswered.estimate import MOST, Effect, effect, effect_of
from unanswered.teach import SURE
from understanding.encoder import sentence_encoder
from understanding.labels import FAQ, answer_label, bare, is_under
from understanding.trained import Trained
from zh.fillers import to_the_point
from zh.fold import fold

PAGE = ROOT / "docs/benchmarks/teaching.md"
SEED, BATCH, BATCHES = 21, 15, 2
RIGHT, WRONG = "to its right answer", "to the nearest wrong answer"

HEAD = (
    *("taught", "texts", "compared", "estimated", "by a training", "by both"),
    *("texts of which both say the same", "both say it takes something", "only the estimate", "only the training"),
)

INTRODUCTION = """\
# What `make teach` estimates, and what a training does

Written by `python -m benchmarks.learning.teaching`. {texts} held-out questions that the model does not answer
surely are taught. For each the {most} nearest of the other held-out questions are compared: which of them get the
answer at once that did not before. The estimate puts the phrasing among the examples of the trained model. The training
learns {batch} phrasings at once, each for another answer.

An estimate takes {seconds:.1f} s of a busy core, without reading the model and the content.

"""


@dataclass(frozen=True)
class Lesson:
    """A held-out question, and the answer that it is taught to."""

    text: str
    answer: str


@dataclass(frozen=True)
class Compared:
    """Which messages get the answer by the estimate, and by the training."""

    messages: int
    estimated: frozenset[str]
    real: frozenset[str]


def main() -> None:
    faq = taught()
    before, dice = trained(faq.examples, faq.responses), Random(SEED)
    questions = [question for question in faq.questions if question.for_an_answer]
    dice.shuffle(questions)
    rows, seconds = [], list[float]()
    for kind in (RIGHT, WRONG):
        lessons = _lessons(kind, questions, before)
        batches = [lessons[number::BATCHES] for number in range(BATCHES)]
        compared = [one for batch in batches for one in _compared(batch, faq, before, seconds)]
        rows.append(_row(kind, compared))
        print(rows[-1], flush=True)
    texts = 2 * BATCH * BATCHES
    page = INTRODUCTION.format(texts=texts, most=MOST, batch=BATCH, seconds=sum(seconds) / len(seconds))
    PAGE.write_text(page + table(HEAD, rows), encoding="utf-8")


def _lessons(kind: str, questions: Sequence[Question], before: Trained) -> Sequence[Lesson]:
    """Return lessons such that those of a batch are for different answers."""
    asked, counts, lessons = ranker(before, sentence_encoder()), dict[str, int](), list[Lesson]()
    for question in questions:
        ranked = rank(asked, question.text)
        if not ranked or (bare(ranked[0].label) in question.right and ranked[0].confidence >= SURE):
            continue
        wrong = (bare(r.label) for r in ranked if is_under(FAQ, r.label) and bare(r.label) not in question.right)
        answer = question.expected if kind == RIGHT else next(wrong, "")
        if answer and not counts.get(answer) and len(lessons) < BATCH * BATCHES:
            counts[answer] = 1
            lessons.append(Lesson(question.text, answer))
    return lessons


def _compared(batch: Sequence[Lesson], faq: NewFaq, before: Trained, seconds: list[float]) -> Iterator[Compared]:
    encoder, thresholds = sentence_encoder(), Thresholds.of(before)
    examples = [(lesson.text, answer_label(lesson.answer)) for lesson in batch]
    after = ranker(trained([*faq.examples, *examples], faq.responses), encoder)
    known, untaught = {fold(to_the_point(text)) for text, _ in examples}, ranker(before, encoder)
    others = [question.text for question in faq.questions if fold(to_the_point(question.text)) not in known]
    for lesson in batch:
        messages = nearest_first(others, [fold(to_the_point(lesson.text))])[:MOST]
        started = time.monotonic()
        estimate = effect_of(lesson.answer, lesson.text, before, messages, encoder)
        seconds.append(time.monotonic() - started)
        real = effect(lesson.answer, untaught, after, messages, thresholds)
        real = effect(lesson.answer, untaught, after, messages, thresholds)
        yield Compared(len(messages), _new(estimate), _new(real))


def _new(of: Effect) -> frozenset[str]:
    return frozenset([*of.gained, *(message for message, _ in of.taken)])


def _row(kind: str, compared: Sequence[Compared]) -> tuple[str, ...]:
    says = [(bool(one.estimated), bool(one.real)) for one in compared]
    counts = (
        *(len(compared), sum(one.messages for one in compared), sum(len(one.estimated) for one in compared)),
        *(sum(len(one.real) for one in compared), sum(len(one.estimated & one.real) for one in compared)),
        sum(one.estimated == one.real for one in compared),
        *(says.count(which) for which in ((True, True), (True, False), (False, True))),
    )
    return (kind, *map(str, counts))


if __name__ == "__main__":
    main()

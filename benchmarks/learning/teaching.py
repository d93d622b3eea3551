"""Compares what `make teach` estimates at once with what a training does.

    python -m benchmarks.learning.teaching [--phrasings 20]

Held-out questions that are not surely answered are taught, one half to their right answer, one half to the wrong answer
that comes nearest. For each the estimate says which of the other held-out questions, the forty nearest, it brings to
that answer. Then a model is trained with thirty of them, each for another answer, and is asked the same. Writes
docs/benchmarks/teaching.md; three trainings, with all phrasings half a minute of a core each.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.learning.bench import taught
from benchmarks.understanding.learner import Example, trained
from benchmarks.understanding.new_faq import NewFaq
from benchmarks.understanding.questions import Question
from benchmarks.understanding.report import table
from benchmarks.understanding.training_data import ROOT
from launch.publish.preview.ordering import nearest_first
from suggest.judging import AnswerBorders, rank, ranker
from unanswered.estimate import Effect, effect, effect_of
from unanswered.teach import SURE
from understanding.encoder import sentence_encoder
from understanding.labels import FAQ, answer_label, bare, is_under
from understanding.trained import Trained
from zh.fillers import to_the_point
from zh.fold import fold

PAGE = ROOT / "docs/benchmarks/teaching.md"
NEAREST = 40
"""Questions that are compared for a phrasing: farther ones hardly change."""

SEED, BATCH, BATCHES = 21, 15, 2
"""BATCH: phrasings of each kind that one training learns."""

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
learns {batch} phrasings at once, each for another answer. Of each label {examples} are taught beside them.

An estimate took {seconds:.1f} s on a busy machine, without reading the model and the content.

"""


@dataclass(frozen=True)
class Lesson:
    """A held-out question, and the answer that it is taught to. `kind`: RIGHT or WRONG."""

    kind: str
    text: str
    answer: str


@dataclass(frozen=True)
class Compared:
    """Which messages get the answer by the estimate, and by the training."""

    messages: int
    estimated: frozenset[str]
    real: frozenset[str]


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learning.teaching", description=__doc__)
    parser.add_argument("--phrasings", type=int, default=0, help="at most so many examples of each label; 0: all")
    most, faq, dice = parser.parse_args(argv).phrasings, taught(), Random(SEED)
    faq = replace(faq, examples=_few(faq.examples, most) if most else faq.examples)
    before = trained(faq.examples, faq.responses)
    questions = [question for question in faq.questions if question.for_an_answer]
    dice.shuffle(questions)
    seconds, compared = list[float](), defaultdict[str, list[Compared]](list)
    for number, batch in enumerate(_batches(questions, before), 1):
        for lesson, one in zip(batch, _compared(batch, faq, before, seconds), strict=True):
            compared[lesson.kind].append(one)
        print(number, [_row(*each) for each in compared.items()], flush=True)
    rows = [_row(*each) for each in compared.items()]
    texts = sum(map(len, compared.values()))
    page = INTRODUCTION.format(
        texts=texts, most=NEAREST, batch=2 * BATCH, seconds=sum(seconds) / len(seconds),
        examples=f"at most {most} examples" if most else "all examples",
    )  # fmt: skip
    PAGE.write_text(page + table(HEAD, rows), encoding="utf-8")


def _few(examples: Sequence[Example], most: int) -> Sequence[Example]:
    """Return the first examples of each label."""
    count: Counter[str] = Counter()
    few = []
    for text, label in examples:
        count[label] += 1
        few += [(text, label)] if count[label] <= most else []
    return few


def _batches(questions: Sequence[Question], before: Trained) -> list[list[Lesson]]:
    """Return batches of lessons, one half of each kind, each for another answer than the others of its batch."""
    asked, batches = ranker(before, sentence_encoder()), [list[Lesson]() for _ in range(BATCHES)]
    for question in questions:
        if all(len(batch) == 2 * BATCH for batch in batches):
            break
        ranked = rank(asked, question.text)
        if not ranked or (bare(ranked[0].label) in question.right and ranked[0].confidence >= SURE):
            continue
        wrong = (bare(r.label) for r in ranked if is_under(FAQ, r.label) and bare(r.label) not in question.right)
        for lesson in (Lesson(WRONG, question.text, next(wrong, "")), Lesson(RIGHT, question.text, question.expected)):
            room = (batch for batch in batches if _has_room(batch, lesson))
            if lesson.answer and (batch := next(room, None)) is not None:
                batch.append(lesson)
                break
    return batches


def _has_room(batch: Sequence[Lesson], lesson: Lesson) -> bool:
    of_kind = sum(1 for other in batch if other.kind == lesson.kind)
    return of_kind < BATCH and all(other.answer != lesson.answer for other in batch)


def _compared(batch: Sequence[Lesson], faq: NewFaq, before: Trained, seconds: list[float]) -> Iterator[Compared]:
    encoder, thresholds = sentence_encoder(), AnswerBorders.of(before)
    examples = [(lesson.text, answer_label(lesson.answer)) for lesson in batch]
    after = ranker(trained([*faq.examples, *examples], faq.responses), encoder)
    known, untaught = {fold(to_the_point(text)) for text, _ in examples}, ranker(before, encoder)
    others = [question.text for question in faq.questions if fold(to_the_point(question.text)) not in known][::2]
    for lesson in batch:
        messages = nearest_first(others, [fold(to_the_point(lesson.text))])[:NEAREST]
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

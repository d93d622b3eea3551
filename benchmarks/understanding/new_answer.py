"""Measures a new answer that has only the FAQ's questions and a few phrasings, among answers that have all theirs.

    python -m benchmarks.understanding.new_answer [--answers 32] [--phrasings 0 3 5 15] [--others 3000]

A trial is a training and its questions, about a minute of a core: `make bench-new` takes fewer answers, phrasings and
questions of others. Adds a line to var/bench/new-answer.jsonl for each answer and number of phrasings; of several the
last one counts.
"""

import argparse
import json
import random
from collections.abc import Sequence, Set
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

from benchmarks.understanding.learner import Example, Responses, learn
from benchmarks.understanding.questions import FRESH, OUT_OF_SCOPE, SETS, Question, load
from benchmarks.understanding.score import QuestionOutcome, Result, ask_all
from benchmarks.understanding.training_data import ROOT, training_data
from components.context.knowledge import Knowledge, knowledge
from understanding.labels import answer_label

FILE = ROOT / "var/bench/new-answer.jsonl"
ANSWERS = 32
PHRASINGS = (0, 3, 5, 15)
OTHERS = 3000
"""So many questions are asked beside the new answer's own, at most: these are all."""

ALL = -1
"""Instead of a number of phrasings: nothing is missing, which is what the others' losses are compared with."""


@dataclass(frozen=True)
class House:
    """All examples, the FAQ's own questions among them, and what the answers' metadata say."""

    examples: tuple[Example, ...]
    own: frozenset[str]
    known: Knowledge
    responses: Responses = field(default_factory=dict)


@dataclass(frozen=True)
class Trial:
    """Counts of questions. `asked` is how many are the answer's own; `taken` those of others, or of nobody, that it was
    given for; `others_right` the questions of others that were right at once, of `others`.
    """

    answer: str
    phrasings: int
    asked: int
    at_once: int
    offered: int
    lost: int
    declined: int
    wrong: int
    taken: int
    taken_out_of_scope: int
    others: int
    others_right: int


@lru_cache(maxsize=1)
def house() -> House:
    data = training_data()
    own = {m.get("text") for m in training_data(folder="data/generated").intent_examples}
    examples = tuple((m.get("text"), m.get_full_intent()) for m in data.intent_examples)
    return House(examples, frozenset(own), knowledge(data.responses), data.responses)


def known_answers() -> list[str]:
    """Return the ids of all answers, without reading what teaches them."""
    return sorted(knowledge(training_data(folder="data/generated").responses).answers)


def taught(house: House, answer: str, phrasings: int) -> list[Example]:
    """Return the examples with only so many phrasings of `answer`, the same ones each time."""
    label = answer_label(answer)
    further = [one for one in house.examples if one[1] == label and one[0] not in house.own]
    random.Random(answer).shuffle(further)
    dropped = set(further[phrasings:])
    return [one for one in house.examples if one not in dropped]


def trial(answer: str, phrasings: int, others: int) -> Trial:
    """Train a house and ask it the answer's held-out questions and so many others."""
    reply = learn(taught(house(), answer, phrasings), house().known, house().responses)
    sample = asked_of_others(others)
    return _counted(answer, phrasings, ask_all(_questions({answer}, sample), reply), sample)


def full_house(answers: Sequence[str], others: int) -> list[Trial]:
    """Return what it is when nothing is missing, counted for each of `answers`."""
    sample, reply = asked_of_others(others), learn(house().examples, house().known, house().responses)
    results = ask_all(_questions(set(answers), sample), reply)
    return [_counted(answer, ALL, results, sample) for answer in answers]


def asked_of_others(count: int) -> Set[Question]:
    """Return so many questions of all kinds, the same ones each time."""
    every = _every_question()
    return set(random.Random(0).sample(every, min(count, len(every))))


def _every_question() -> list[Question]:
    return [question for name in (*SETS, *FRESH) for question in load(name) if question.style != "act"]


def _questions(answers: Set[str], sample: Set[Question]) -> list[Question]:
    return [question for question in _every_question() if question in sample or question.right & answers]


def _counted(answer: str, phrasings: int, results: Sequence[Result], sample: Set[Question]) -> Trial:
    own = [r for r in results if answer in r.question.right]
    rest = [r for r in results if answer not in r.question.right and r.question in sample]
    others = [r for r in rest if r.question.expected != OUT_OF_SCOPE]
    nobody = [r for r in rest if r.question.expected == OUT_OF_SCOPE]

    def came_to(outcome: QuestionOutcome) -> int:
        return sum(r.outcome is outcome for r in own)

    return Trial(
        answer, phrasings, len(own),
        came_to(QuestionOutcome.RIGHT), came_to(QuestionOutcome.OFFERED), came_to(QuestionOutcome.LOST),
        came_to(QuestionOutcome.DECLINED), came_to(QuestionOutcome.WRONG),
        _given(answer, others), _given(answer, nobody), len(others),
        sum(r.outcome is QuestionOutcome.RIGHT for r in others),
    )  # fmt: skip


def _given(answer: str, results: Sequence[Result]) -> int:
    return sum(r.reply.answer == answer for r in results)


def chosen(count: int) -> list[str]:
    """Return so many answers, spread evenly over all topics."""
    ids = known_answers()
    return [ids[at * len(ids) // count] for at in range(min(count, len(ids)))]


def read(file: Path = FILE) -> list[Trial]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    trials = [Trial(**json.loads(line)) for line in lines]
    return list({(one.answer, one.phrasings): one for one in trials}.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--phrasings", type=int, nargs="+", default=PHRASINGS)
    parser.add_argument("--others", type=int, default=OTHERS)
    given = parser.parse_args()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    answers = chosen(given.answers)
    with ProcessPoolExecutor(2) as pool, FILE.open("a", encoding="utf-8") as lines:
        for one in full_house(answers, given.others):
            print(json.dumps(asdict(one)), file=lines, flush=True)
        wanted = [(answer, count, given.others) for count in given.phrasings for answer in answers]
        for done in as_completed([pool.submit(trial, *one) for one in wanted]):
            print(json.dumps(asdict(done.result())), file=lines, flush=True)


if __name__ == "__main__":
    main()

"""Learns the weights of understanding/in_topic.yml, and reports how good they are.

    python -m benchmarks.understanding.in_topic MODEL [--without six]

The scripted conversations that people wrote without seeing the program say which answer each message means after the
one before. Beside them stand questions that nothing answers, each under some answer, and messages about which the
answer before says nothing (follow_ups/). One half teaches and the other is asked, then all teach. Conversations whose
file ends in `--without` teach nothing; they are asked at the end.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.understanding.last_answer import WRITERS, follow_ups
from benchmarks.understanding.questions import FRESH, OUT_OF_SCOPE, SETS, load
from benchmarks.understanding.training_data import training_data
from components.context.in_topic import CLEAR, discussed, under
from components.context.knowledge import Knowledge, knowledge
from owner.live import answer_titles
from suggest.judging import rank, ranker
from understanding.confidence import MEANING, WORDS
from understanding.encoder import sentence_encoder
from understanding.in_topic import FILE, NO_ANSWER, NOTHING, SIGNS, signs
from understanding.ranking import Ranker
from understanding.trained import read_trained

NOTE = "# Learnt by python -m benchmarks.understanding.in_topic; not to be edited by hand."
CONVERSATIONS = Path("tests/conversations/held_out")
NAMES = (*SIGNS, *NOTHING)

SILENT_COUNTS = 0.15
"""Weight of an example that nothing answers, relative to a turn of a conversation, of which one of nine is so."""

STRENGTH = 0.5
"""Weight of the squared weights."""

DIGITS = 4

Values = NDArray[np.float64]


class Example(NamedTuple):
    """`names`: the answers, and NO_ANSWER; `values`: their signs; `right`: the index of the right one."""

    text: str
    names: Sequence[str]
    values: Values
    right: int
    counts: float


class Turn(NamedTuple):
    """A message after the answer `discussed`, and the answer that it means; NO_ANSWER if nothing answers it."""

    text: str
    discussed: str
    means: str
    counts: float = 1.0


def conversations(named: str = "*.yml") -> Iterator[Turn]:
    """Yield the turns of the scripted conversations that come after an answer and are typed."""
    for path in sorted(CONVERSATIONS.glob(named)):
        for script in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield from _turns(script["turns"])


def _turns(turns: Sequence[Mapping[str, Any]]) -> Iterator[Turn]:
    last = ""
    for turn in turns:
        outcomes = [turn["outcome"]] if isinstance(turn["outcome"], str) else turn["outcome"]
        means = turn.get("faq_id")
        if last and "user" in turn and (means or ("decline" in outcomes and "answer" not in outcomes)):
            yield Turn(str(turn["user"]), last, str(means or NO_ANSWER))
        if means or "answer" in outcomes:
            # An answer that the script does not name leaves the topic unknown.
            last = str(means or "")


def unanswered(ids: Sequence[str]) -> Iterator[Turn]:
    """Yield questions that nothing answers, each under some answer; always the same one."""
    for name in (*SETS, *FRESH):
        for question in load(name):
            if question.expected == OUT_OF_SCOPE:
                some = random.Random(question.text).choice(ids)
                yield Turn(question.text, some, NO_ANSWER, SILENT_COUNTS)
    for writer in WRITERS:
        for one in follow_ups(writer):
            if one.kind == "silent" and one.answer in ids:
                yield Turn(one.text, one.answer, NO_ANSWER, SILENT_COUNTS)


def examples(turns: Iterable[Turn], ranker: Ranker, known: Knowledge) -> Iterator[Example]:
    titles = answer_titles()
    for turn in turns:
        if turn.discussed not in titles:
            continue
        about = titles[turn.discussed]
        alone, there = rank(ranker, turn.text), rank(ranker, under(about.topic_title, turn.text))
        found = signs(alone, there, len(turn.text), discussed(turn.discussed, known, about.related))
        if turn.means in found:
            names = [*found]
            values = np.array([[found[name].get(sign, 0.0) for sign in NAMES] for name in names])
            yield Example(turn.text, names, values, names.index(turn.means), turn.counts)


def fitted(taught: Sequence[Example]) -> Values:
    def loss(weights: Values) -> tuple[float, Values]:
        total, slope = STRENGTH * float(weights @ weights), 2 * STRENGTH * weights
        for one in taught:
            shares = _shares(one, weights)
            total -= one.counts * float(np.log(shares[one.right]))
            slope = slope - one.counts * (one.values[one.right] - shares @ one.values)
        return total, slope

    found: Values = minimize(loss, np.zeros(len(NAMES)), jac=True).x
    return found


def _shares(one: Example, weights: Values) -> Values:
    utilities = one.values @ weights
    shares = np.exp(utilities - utilities.max())
    found: Values = shares / shares.sum()
    return found


def figures(asked: Sequence[Example], weights: Values) -> str:
    """Say how many are answered rightly, wrongly, and answered though nothing answers them."""
    right = wrong = answered = 0
    for one in asked:
        shares = _shares(one, weights)
        best = int(shares.argmax())
        if one.names[best] == NO_ANSWER or shares[best] < CLEAR:
            continue
        right += best == one.right
        answered += one.names[one.right] == NO_ANSWER
        wrong += best != one.right and one.names[one.right] != NO_ANSWER
    nothing = sum(one.names[one.right] == NO_ANSWER for one in asked)
    return f"{right} of {len(asked) - nothing} right, {wrong} wrong; {answered} of {nothing} answered without an answer"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--without", help="the writer whose conversations teach nothing: six")
    arguments = parser.parse_args()
    left_out = f"*_{arguments.without}.yml" if arguments.without else ""
    trained = read_trained(arguments.model)
    learnt = {}
    for which, encoder in ((WORDS, None), (MEANING, sentence_encoder())):
        known = knowledge(training_data().responses, meaning=encoder is not None)
        asked_last = list(conversations(left_out)) if left_out else []
        turns = [*(turn for turn in conversations() if turn not in asked_last), *unanswered(list(known.answers))]
        ranks = ranker(trained, encoder)
        found = list(examples(turns, ranks, known))
        halves = [[one for one in found if zlib.crc32(one.text.encode()) % 2 == half] for half in (0, 1)]
        for taught, asked in (halves, reversed(halves)):
            print(f"{which}: {figures(asked, fitted(taught))}")
        if asked_last:
            print(f"{which}, left out: {figures(list(examples(asked_last, ranks, known)), fitted(found))}")
        learnt[which] = {name: round(float(w), DIGITS) for name, w in zip(NAMES, fitted(found), strict=True)}
    FILE.write_text(f"{NOTE}\n{yaml.safe_dump(learnt, sort_keys=False)}", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Learns the weights of understanding/last_answer.yml, and reports how good they are.

    python -m benchmarks.understanding.last_answer MODEL

Two writers wrote what people may type after an answer (follow_ups/): each is asked with the weights learnt from the
other, then both are learnt. Questions that nothing answers stand beside them, each under some answer; each writer has
one half of those.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from benchmarks.understanding.assistant import load
from benchmarks.understanding.questions import FRESH, OUT_OF_SCOPE, SETS
from benchmarks.understanding.questions import load as load_set
from benchmarks.understanding.training_data import training_data
from components.context.knowledge import Knowledge, knowledge
from components.context.last_answer import LIKELY_MEANT
from understanding.confidence import MEANING, WORDS
from understanding.encoder import SentenceEncoder, sentence_encoder
from understanding.labels import FAQ, answers_among, bare
from understanding.last_answer import FILE, SIGNS, Meant, ShownAnswer, signs

FOLDER = Path(__file__).parent / "follow_ups"
WRITERS = ("a", "b")
CLEAR = ("faq", "nlu_several")
NOTE = "# Learnt by python -m benchmarks.understanding.last_answer; not to be edited by hand."
DIGITS = 4
UNANSWERED = "unanswered"
KINDS = (("inside",), ("silent", "other"), (UNANSWERED,))
UNANSWERED_COUNTS = 0.2
"""Weight of a question that nothing answers, relative to a message that was written after the answer."""

STRENGTH = 0.5
"""Inverse regularization."""


class FollowUp(NamedTuple):
    """`kind`: inside (the shown answer says it), silent (nothing does), other (another answer does) or chat."""

    answer: str
    kind: str
    text: str


class Example(NamedTuple):
    """The values of SIGNS, by which weights they are weighed, and whether the message is about the shown answer."""

    values: dict[str, Sequence[float]]
    kind: str

    @property
    def inside(self) -> bool:
        return self.kind == "inside"


def follow_ups(writer: str) -> list[FollowUp]:
    lines = (FOLDER / f"{writer}.tsv").read_text(encoding="utf-8").splitlines()
    return [FollowUp(*line.split("\t")[:3]) for line in lines if not line.startswith("#")]


def unanswered(half: int, ids: Sequence[str]) -> list[FollowUp]:
    """Return one half of the questions that nothing answers, each under some answer; always the same one."""
    texts = [
        question.text for name in (*SETS, *FRESH) for question in load_set(name) if question.expected == OUT_OF_SCOPE
    ]
    mine = [text for text in texts if zlib.crc32(text.encode()) % 2 == half]
    return [FollowUp(random.Random(text).choice(ids), UNANSWERED, text) for text in mine]


def examples(asked: Sequence[FollowUp], parse: Callable[[str], Any], shown: dict[str, ShownAnswer], known: Knowledge,
             encoders: dict[str, SentenceEncoder | None]) -> Iterator[Example]:  # fmt: skip
    """Yield those that are unclear by themselves; what only takes note of an answer is told apart elsewhere."""
    for one in asked:
        parsed = parse(one.text)
        if one.kind == "chat" or one.answer not in shown or parsed["intent"]["name"] in CLEAR:
            continue
        ranking = (parsed.get("response_selector") or {}).get(FAQ, {}).get("ranking", [])
        intents = {r["name"]: r["confidence"] for r in parsed.get("intent_ranking", [])}
        likely = [(bare(r["intent_response_key"]), r["confidence"]) for r in ranking]
        meant = Meant(likely, intents.get(OUT_OF_SCOPE, 0.0))
        found = {n: signs(parsed["text"], meant, shown[one.answer], known.letters, e) for n, e in encoders.items()}
        yield Example({n: f[0] for n, f in found.items() if f}, one.kind)


def fitted(taught: Sequence[Example], which: str) -> dict[str, float]:
    values = np.array([example.values[which] for example in taught])
    mean, spread = values.mean(0), values.std(0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    counts = [UNANSWERED_COUNTS if example.kind == UNANSWERED else 1.0 for example in taught]
    model.fit((values - mean) / spread, [example.inside for example in taught], sample_weight=counts)
    weights = model.coef_[0] / spread
    values_of = {"constant": model.intercept_[0] - weights @ mean, **dict(zip(SIGNS, weights, strict=True))}
    return {name: round(float(weight), DIGITS) for name, weight in values_of.items()}


def share(asked: Sequence[Example], weights: dict[str, float], which: str, kinds: Sequence[str]) -> float:
    """Return how many messages of these kinds are taken to be about the shown answer."""
    values = np.array([example.values[which] for example in asked if example.kind in kinds])
    score = weights["constant"] + values @ np.array([weights[name] for name in SIGNS])
    return float((1 / (1 + np.exp(-score)) >= LIKELY_MEANT).mean())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parse = load(parser.parse_args().model)
    responses = training_data().responses
    known = knowledge(responses)
    texts = answers_among((name, str(some[-1].get("text") or "")) for name, some in responses.items() if some)
    shown = {id_: ShownAnswer(id_, known.answers[id_].title, text) for id_, text in texts.items()}
    encoders = {WORDS: None, MEANING: sentence_encoder()}
    asked_by = {w: [*follow_ups(w), *unanswered(half, list(shown))] for half, w in enumerate(WRITERS)}
    by_writer = {w: list(examples(some, parse, shown, known, encoders)) for w, some in asked_by.items()}
    learnt = {}
    for which in encoders:
        for taught, asked in (WRITERS, reversed(WRITERS)):
            weights = fitted(by_writer[taught], which)
            about, rest, others = (share(by_writer[asked], weights, which, kinds) for kinds in KINDS)
            print(f"{which}, {taught} asked {asked}: {about:.0%} of what the answer says, {rest:.0%} of the rest, "
                  f"{others:.0%} of what nothing answers")  # fmt: skip
        learnt[which] = fitted([example for some in by_writer.values() for example in some], which)
    FILE.write_text(f"{NOTE}\n{yaml.safe_dump(learnt, sort_keys=False)}", encoding="utf-8")


if __name__ == "__main__":
    main()

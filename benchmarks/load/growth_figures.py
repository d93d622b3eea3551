"""The figures of one size of the FAQ: costs, and outcomes of the held-out questions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load.growing import PREFIX
from benchmarks.understanding.questions import OUT_OF_SCOPE
from benchmarks.understanding.score import QuestionOutcome, Result, shares

TO_A_FURTHER = "to a further answer"


@dataclass
class Cost:
    """Seconds, megabytes and milliseconds; memory is what is resident."""

    training_s: float
    training_cpu_s: float
    training_mb: float
    model_mb: float
    load_s: float
    memory_mb: float
    memory_used_mb: float = 0.0
    parse_p50_ms: float = 0.0
    parse_p95_ms: float = 0.0


@dataclass(frozen=True)
class Grown:
    """What was found with `size` answers: shares, by name, of what became of the questions of each kind.

    `further_first` is the share of questions about further answers for which the right answer was the likeliest.
    """

    size: int
    examples: int
    cost: Cost
    own: Mapping[str, float]
    out_of_scope: Mapping[str, float]
    further: Mapping[str, float]
    asked: tuple[int, int, int]
    further_first: float = 0.0


def grown(size: int, examples: int, cost: Cost, own: Sequence[Result], further: Sequence[Result]) -> Grown:
    """Sum up; `own` are replies to the held-out questions of the project, `further` to those of further answers."""
    outside = [result for result in own if result.question.expected == OUT_OF_SCOPE]
    inside = [r for r in own if r.question.expected != OUT_OF_SCOPE and r.question.style != "act"]
    counts = len(inside), len(outside), len(further)
    return Grown(size, examples, cost, _shares(inside), _shares(outside), _shares(further), counts)


def _shares(results: Sequence[Result]) -> Mapping[str, float]:
    wrong = [result for result in results if result.outcome is QuestionOutcome.WRONG]
    further = sum(result.reply.answer.startswith(PREFIX) for result in wrong)
    return {
        **{outcome.value: share for outcome, share in shares(results).items()},
        TO_A_FURTHER: further / max(1, len(results)),
    }


def read(file: Path) -> Grown:
    data = json.loads(file.read_text(encoding="utf-8"))
    return Grown(**{**data, "cost": Cost(**data["cost"]), "asked": tuple(data["asked"])})

"""Measured sizes -> the table and the chart of docs/benchmarks/growth.md."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.evaluation.questions import OUT_OF_SCOPE
from tests.evaluation.score import Fate, Result, shares
from tests.load.growing import HELD_OUT, PREFIX, TAUGHT

TO_A_FURTHER = "to a further answer"
READING = Path(__file__).with_name("growth_reading.md")


@dataclass
class Cost:
    """Seconds, megabytes and milliseconds; memory is what is resident."""

    training_s: float
    training_mb: float
    model_mb: float
    load_s: float
    memory_mb: float
    memory_used_mb: float = 0.0
    parse_p50_ms: float = 0.0
    parse_p95_ms: float = 0.0


@dataclass(frozen=True)
class Grown:
    """What was found with `size` answers: shares, by name, of what became of the questions of each kind."""

    size: int
    examples: int
    cost: Cost
    own: Mapping[str, float]
    out_of_scope: Mapping[str, float]
    further: Mapping[str, float]
    asked: tuple[int, int, int]


def grown(size: int, examples: int, cost: Cost, own: Sequence[Result], further: Sequence[Result]) -> Grown:
    """Sum up; `own` are replies to the held-out questions of the project, `further` to those of further answers."""
    outside = [result for result in own if result.question.expected == OUT_OF_SCOPE]
    inside = [r for r in own if r.question.expected != OUT_OF_SCOPE and r.question.style != "act"]
    asked = len(inside), len(outside), len(further)
    return Grown(size, examples, cost, _shares(inside), _shares(outside), _shares(further), asked)


def _shares(results: Sequence[Result]) -> Mapping[str, float]:
    wrong = [result for result in results if result.fate is Fate.WRONG]
    further = sum(result.reply.answer.startswith(PREFIX) for result in wrong)
    return {
        **{fate.value: share for fate, share in shares(results).items()},
        TO_A_FURTHER: further / max(1, len(results)),
    }


def read(file: Path) -> Grown:
    found = json.loads(file.read_text(encoding="utf-8"))
    return Grown(**{**found, "cost": Cost(**found["cost"]), "asked": tuple(found["asked"])})


def write(found: Sequence[Grown], docs: Path) -> None:
    # Matplotlib is not imported where memory is measured.
    from tests.load import growth_chart

    in_order = sorted(found, key=lambda one: one.size)
    (docs / "growth.md").write_text(as_markdown(in_order), encoding="utf-8")
    growth_chart.draw(in_order, docs / "growth.png")


def as_markdown(found: Sequence[Grown]) -> str:
    """The whole page; what the figures mean is written by hand (growth_reading.md)."""
    costs = "\n".join(_cost(one) for one in found)
    understood = "\n".join(_understood(one) for one in found)
    own, outside, _ = found[0].asked
    sizes = " ".join(str(one.size) for one in found)
    return f"""# How the assistant grows with its FAQ

`python -m tests.load.growth --sizes {sizes}`: the project's own 64 answers with all their examples, and further answers made from
templates (`tests/load/growing.py`, `growth.yml`): 80 papers and cards of other offices × 20 things one does with them × what one
asks about it (how, with what, how long, for how much). A further answer is taught {TAUGHT} phrasings at every size – the project
teaches well over a hundred – and asked {HELD_OUT} others in frames of which none was taught for it. The same pipeline and thresholds
for all sizes, two cores, each size a process of its own.

## What it costs

Training is the launcher's, with starting Python and Rasa; memory is what is resident of the process that answers, Rasa
included; loading is that of the model alone.

| answers | examples | training s | training peak MB | model MB | load s | memory MB | after 200 messages | parse p50 ms | p95 ms |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{costs}

## What it understands

{own} held-out questions about the project's own answers and {outside} out of scope (the half that no threshold was set on, as in
`understanding.md`), then those about further answers, at most 4,000. "By a further one": the wrong answers that the larger
FAQ brought.

| answers | own: right at once | or one button away | declined | wrong | by a further one | out of scope: answered | by a further one \
| further: right at once | or one button away | wrong |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{understood}

![growth](growth.png)

{READING.read_text(encoding="utf-8")}"""


def _cost(one: Grown) -> str:
    cost = one.cost
    cells = [
        f"{one.size:,}", f"{one.examples:,}", f"{cost.training_s:.1f}", f"{cost.training_mb:,.0f}", f"{cost.model_mb:.1f}",
        f"{cost.load_s:.1f}", f"{cost.memory_mb:,.0f}", f"{cost.memory_used_mb:,.0f}",
        f"{cost.parse_p50_ms:.1f}", f"{cost.parse_p95_ms:.1f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _understood(one: Grown) -> str:
    own, outside, further = one.own, one.out_of_scope, one.further
    right, offered, wrong = Fate.RIGHT.value, Fate.OFFERED.value, Fate.WRONG.value
    of_own = [own[right], own[right] + own[offered], own[Fate.DECLINED.value], own[wrong], own[TO_A_FURTHER]]
    of_further = [further[right], further[right] + further[offered], further[wrong]]
    shown = [f"{100 * share:.1f} %" for share in (*of_own, outside[wrong], outside[TO_A_FURTHER])]
    shown += [f"{100 * share:.1f} %" for share in of_further] if one.asked[2] else ["–"] * len(of_further)
    return f"| {' | '.join([f'{one.size:,}', *shown])} |"

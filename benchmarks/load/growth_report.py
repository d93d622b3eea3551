"""Measured sizes -> the table and the chart of docs/benchmarks/growth.md."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load.growing import HELD_OUT, OWN, PREFIX, TAUGHT
from benchmarks.understanding.questions import OUT_OF_SCOPE
from benchmarks.understanding.score import Fate, Result, shares

RIGHT, OFFERED, DECLINED, WRONG = (f.value for f in (Fate.RIGHT, Fate.OFFERED, Fate.DECLINED, Fate.WRONG))
TO_A_FURTHER = "to a further answer"
COST = (
    "answers", "examples", "training s", "CPU s", "peak MB", "model MB", "load s", "memory MB", "after 200 messages",
    "parse p50 ms", "p95 ms",
)  # fmt: skip
UNDERSTOOD = (
    "answers", "own: right at once", "or one button away", "declined", "wrong", "to a further answer",
    "out of scope: answered", "with a further answer",
)  # fmt: skip
FURTHER = (
    "answers", "questions", "further: right at once", "or one button away", "declined", "wrong", "likeliest is right",
)  # fmt: skip
READING = Path(__file__).with_name("growth_reading.md")


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
    from benchmarks.load import growth_chart

    in_order = sorted(found, key=lambda one: one.size)
    (docs / "growth.md").write_text(as_markdown(in_order), encoding="utf-8")
    growth_chart.draw(in_order, docs / "growth.png")


def as_markdown(found: Sequence[Grown]) -> str:
    """The whole page; what the figures mean is written by hand (growth_reading.md)."""
    own, outside, _ = found[0].asked
    sizes = " ".join(str(one.size) for one in found)
    return f"""# How the assistant grows with its FAQ

`python -m benchmarks.load.growth --sizes {sizes}`: the project's own {OWN} answers with all their examples, and
further answers made from templates (`benchmarks/load/growing.py`, `growth.yml`): papers and cards of other offices
× what one does
with them × what one asks about it (how, with what, how long, for how much). A further answer is taught {TAUGHT}
phrasings at every size – the project teaches about 190 – and has {HELD_OUT} others held out, in frames that were not
taught for it. The same pipeline and thresholds for all sizes, two cores, each size a process of its own.

## What it costs

Training is the launcher's, with starting Python and Rasa; CPU is its processor time. Memory is what is resident of the
process that answers, Rasa included; loading is that of the model alone.

{_table(COST, [_cost(one) for one in found])}
## What it understands

{own} held-out questions about the project's own answers and {outside} out of scope (the half that no threshold was set
on, as in `understanding.md`), and up to 4,000 about further answers. "To a further answer": wrong answers that the
larger FAQ brought.

{_table(UNDERSTOOD, [_understood(one) for one in found])}
{_table(FURTHER, [_further(one) for one in found if one.asked[2]])}
![growth](growth.png)

{READING.read_text(encoding="utf-8")}"""


def _cost(one: Grown) -> list[str]:
    cost = one.cost
    return [
        f"{one.size:,}", f"{one.examples:,}", f"{cost.training_s:.1f}", f"{cost.training_cpu_s:.1f}",
        f"{cost.training_mb:,.0f}", f"{cost.model_mb:.1f}", f"{cost.load_s:.1f}",
        f"{cost.memory_mb:,.0f}", f"{cost.memory_used_mb:,.0f}",
        f"{cost.parse_p50_ms:.1f}", f"{cost.parse_p95_ms:.1f}",
    ]  # fmt: skip


def _understood(one: Grown) -> list[str]:
    own, outside = one.own, one.out_of_scope
    shown = [own[RIGHT], own[RIGHT] + own[OFFERED], own[DECLINED], own[WRONG], own[TO_A_FURTHER]]
    return [f"{one.size:,}", *(_percent(share) for share in (*shown, outside[WRONG], outside[TO_A_FURTHER]))]


def _further(one: Grown) -> list[str]:
    further = one.further
    shown = (further[RIGHT], further[RIGHT] + further[OFFERED], further[DECLINED], further[WRONG], one.further_first)
    return [f"{one.size:,}", f"{one.asked[2]:,}", *map(_percent, shown)]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *rows)) + "\n"

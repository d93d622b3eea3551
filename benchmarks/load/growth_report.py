"""Writes the table and the chart of docs/benchmarks/growth.md."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.load import growth_chart
from benchmarks.load.growing import HELD_OUT, OWN, TAUGHT
from benchmarks.load.growth_figures import TO_A_FURTHER, Grown
from benchmarks.understanding.score import QuestionOutcome

RIGHT, OFFERED, DECLINED, WRONG = (
    f.value for f in (QuestionOutcome.RIGHT, QuestionOutcome.OFFERED, QuestionOutcome.DECLINED, QuestionOutcome.WRONG)
)
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


def write(measured: Sequence[Grown], docs: Path) -> None:
    in_order = sorted(measured, key=lambda grown: grown.size)
    (docs / "growth.md").write_text(as_markdown(in_order), encoding="utf-8")
    growth_chart.draw(in_order, docs / "growth.png")


def as_markdown(measured: Sequence[Grown]) -> str:
    """The whole page; what the figures mean is written by hand (growth_reading.md)."""
    own, outside, _ = measured[0].asked
    sizes = " ".join(str(grown.size) for grown in measured)
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

{_table(COST, [_cost(grown) for grown in measured])}
## What it understands

{own} held-out questions about the project's own answers and {outside} out of scope (the half that no threshold was set
on, as in `understanding.md`), and up to 4,000 about further answers. "To a further answer": wrong answers that the
larger FAQ brought.

{_table(UNDERSTOOD, [_understood(grown) for grown in measured])}
{_table(FURTHER, [_further(grown) for grown in measured if grown.asked[2]])}
![growth](growth.png)

{READING.read_text(encoding="utf-8")}"""


def _cost(grown: Grown) -> list[str]:
    cost = grown.cost
    return [
        f"{grown.size:,}", f"{grown.examples:,}", f"{cost.training_s:.1f}", f"{cost.training_cpu_s:.1f}",
        f"{cost.training_mb:,.0f}", f"{cost.model_mb:.1f}", f"{cost.load_s:.1f}",
        f"{cost.memory_mb:,.0f}", f"{cost.memory_used_mb:,.0f}",
        f"{cost.parse_p50_ms:.1f}", f"{cost.parse_p95_ms:.1f}",
    ]  # fmt: skip


def _understood(grown: Grown) -> list[str]:
    own, outside = grown.own, grown.out_of_scope
    shown = [own[RIGHT], own[RIGHT] + own[OFFERED], own[DECLINED], own[WRONG], own[TO_A_FURTHER]]
    return [f"{grown.size:,}", *(_percent(share) for share in (*shown, outside[WRONG], outside[TO_A_FURTHER]))]


def _further(grown: Grown) -> list[str]:
    further = grown.further
    shown = (further[RIGHT], further[RIGHT] + further[OFFERED], further[DECLINED], further[WRONG], grown.further_first)
    return [f"{grown.size:,}", f"{grown.asked[2]:,}", *map(_percent, shown)]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *rows)) + "\n"

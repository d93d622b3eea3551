"""The chart of docs/benchmarks/growth.md."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.load.growth_figures import Grown
from benchmarks.understanding.charts import COLOURS, save, subplots
from benchmarks.understanding.score import QuestionOutcome

FIRST, SECOND = "#1456b8", "#e07b00"


def draw(sizes_measured: Sequence[Grown], path: Path) -> None:
    """Seconds, megabytes, milliseconds and shares against the number of answers."""
    figure, panels = subplots(1, 4, figsize=(14, 3.4))
    sizes = [grown.size for grown in sizes_measured]
    costs = [grown.cost for grown in sizes_measured]
    right, wrong = QuestionOutcome.RIGHT, QuestionOutcome.WRONG
    lines = (
        (panels[0], "seconds", "training", [c.training_s for c in costs], FIRST),
        (panels[0], "seconds", "load", [c.load_s for c in costs], SECOND),
        (panels[1], "MB", "memory", [c.memory_used_mb for c in costs], FIRST),
        (panels[1], "MB", "model", [c.model_mb for c in costs], SECOND),
        (panels[2], "ms a message", "p50", [c.parse_p50_ms for c in costs], FIRST),
        (panels[2], "ms a message", "p95", [c.parse_p95_ms for c in costs], SECOND),
        (
            panels[3],
            "share",
            "own: right at once",
            [grown.own[right.value] for grown in sizes_measured],
            COLOURS[right],
        ),
        (panels[3], "share", "own: wrong", [grown.own[wrong.value] for grown in sizes_measured], COLOURS[wrong]),
    )
    for panel, title, name, values, colour in lines:
        panel.plot(sizes, values, marker="o", color=colour, label=name)
        panel.set_title(title)
    further = [(grown.size, grown.further[right.value]) for grown in sizes_measured if grown.asked[2]]
    panels[3].plot(*zip(*further, strict=True), marker="o", color=FIRST, label="further: right at once")
    for panel in panels:
        panel.set_xscale("log")
        panel.set_xlabel("answers")
        panel.set_ylim(bottom=0)
        panel.grid(alpha=0.3)
        panel.legend()
    figure.tight_layout()
    save(figure, path)

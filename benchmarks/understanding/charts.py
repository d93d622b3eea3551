"""The charts of docs/benchmarks/."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.understanding.questions import OUT_OF_SCOPE
from benchmarks.understanding.report import System, kind
from benchmarks.understanding.score import QuestionOutcome, by, shares

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {
    QuestionOutcome.RIGHT: "#1f9d55",
    QuestionOutcome.OFFERED: "#8fd3a9",
    QuestionOutcome.DECLINED: "#c8c8c8",
    QuestionOutcome.LOST: "#e0a800",
    QuestionOutcome.WRONG: "#d1242f",
}
KINDS = ("careful", "noisy", "out of scope, near", "out of scope, far", "small talk")


def outcomes(systems: Sequence[System], path: Path) -> None:
    """Stacked shares per system, a panel per kind of question."""
    figure, panels = _panels(len(KINDS))
    for panel, name in zip(panels, KINDS, strict=True):
        for row, system in enumerate(reversed(systems)):
            left = 0.0
            for outcome, share in shares(by(system.reported(), lambda r: kind(r.question)).get(name, [])).items():
                panel.barh(row, share, left=left, color=COLOURS[outcome], label=outcome.value)
                left += share
        panel.set_title(name)
        panel.set_yticks(range(len(systems)), [system.name for system in reversed(systems)])
        panel.set_xlim(0, 1)
    handles, labels = panels[0].get_legend_handles_labels()
    legend = dict(zip(labels, handles, strict=True))
    figure.legend(legend.values(), legend.keys(), loc="lower center", ncol=len(legend), frameon=False)
    figure.tight_layout(rect=(0, 0.06, 1, 1))
    save(figure, path)


def _panels(count: int) -> "tuple[Figure, Sequence[Axes]]":
    figure, panels = subplots(1, count, figsize=(3.2 * count, 3.2), sharey=True)
    return figure, list(panels)


def reliability(system: System, path: Path, bins: int = 8) -> None:
    """Share of right answers against the confidence they were given with, over the reported half."""
    given = [r for r in system.reported() if r.reply.answer and r.question.expected != OUT_OF_SCOPE]
    given += [r for r in system.reported() if r.reply.answer and r.question.expected == OUT_OF_SCOPE]
    confidence = np.array([r.reply.confidence for r in given])
    right = np.array([r.outcome is QuestionOutcome.RIGHT for r in given])
    edges = np.quantile(confidence, np.linspace(0, 1, bins + 1))
    middle, share, count = [], [], []
    for low, high in pairwise(edges):
        inside = (confidence >= low) & (confidence <= high)
        if inside.any():
            middle.append(confidence[inside].mean())
            share.append(right[inside].mean())
            count.append(int(inside.sum()))
    figure, panel = subplots(figsize=(4.2, 4))
    panel.plot([0.5, 1], [0.5, 1], color="#bbb", linestyle="--", label="perfect")
    panel.plot(middle, share, marker="o", color="#1456b8", label="measured")
    panel.set_xlabel("confidence")
    panel.set_ylabel("share right")
    panel.set_title(f"answers given: {sum(count)}")
    panel.legend()
    figure.tight_layout()
    save(figure, path)


def curve(points: Sequence[tuple[int, float, float]], path: Path) -> None:
    """Right at once against the number of phrasings per answer."""
    shares = {"careful": [p[1] for p in points], "noisy": [p[2] for p in points]}
    by_phrasings([p[0] for p in points], shares, "best label right", path)


def by_phrasings(counts: Sequence[int], shares: Mapping[str, Sequence[float]], label: str, path: Path) -> None:
    """Draw a line for each of `shares` (0 to 1) against the numbers of phrasings."""
    figure, panel = subplots(figsize=(5, 3.6))
    for (name, line), colour in zip(shares.items(), ("#1456b8", "#e07b00"), strict=True):
        panel.plot(counts, line, marker="o", color=colour, label=name)
    panel.set_xlabel("phrasings per answer, beside the FAQ's own")
    panel.set_ylabel(label)
    panel.set_ylim(0, 1)
    panel.grid(alpha=0.3)
    panel.legend()
    figure.tight_layout()
    save(figure, path)


def subplots(*grid: int, **settings: Any) -> Any:
    """Return a figure and its panels. Imported here: it takes half a second, and most only read the figures."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    return plt.subplots(*grid, **settings)


def save(figure: "Figure", path: Path) -> None:
    # No version and date in the file: the same figures give the same bytes.
    figure.savefig(path, dpi=110, metadata={"Software": None})
    import matplotlib.pyplot as plt

    plt.close(figure)

"""The charts of docs/benchmarks/ that show load."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.load.comparison import Figures, Ratio
from benchmarks.load.measures import SLOWEST
from benchmarks.understanding.charts import save, subplots

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OURS, STOCK = "#1f6feb", "#c8c8c8"


def ratios(compared: Sequence[Ratio], path: Path) -> None:
    """What ours needs of what the stock project needs, and the most or least it may."""
    figure, panel = _panel(0.5 * len(compared) + 1.3)
    rows = range(len(compared))
    panel.barh(rows, [1] * len(compared), color=STOCK, label="stock")
    panel.barh(rows, [ratio.value for ratio in compared], height=0.5, color=OURS, label="this assistant")
    panel.scatter(
        [ratio.target for ratio in compared], rows, marker="|", s=300, color="#d1242f", zorder=3, label="target"
    )
    for row, ratio in enumerate(compared):
        panel.annotate(f" {ratio.value:.2f}", (max(ratio.value, 1), row), va="center")
    panel.set_xlim(right=3 * max(1, *(ratio.value for ratio in compared)))
    panel.set_xscale("log")
    panel.set_yticks(list(rows), [ratio.name for ratio in compared])
    panel.invert_yaxis()
    panel.set_xlabel("stock project = 1 (logarithmic)")
    _finish(figure, panel, path)


def latency(sides: Sequence[Figures], path: Path) -> None:
    """p95 against turns a second, a point for each number of users."""
    figure, panel = _panel(4.0)
    for side, colour in zip(sides, (OURS, "#6e7781"), strict=True):
        panel.plot(
            [level.rate for level in side.levels],
            [1000 * level.p95 for level in side.levels],
            "o-",
            color=colour,
            label=side.name,
        )
        for level in side.levels:
            panel.annotate(
                f"{level.users}", (level.rate, 1000 * level.p95), textcoords="offset points", xytext=(4, 4), fontsize=8
            )
    panel.axhline(1000 * SLOWEST, color="#d1242f", linewidth=1)
    panel.set_yscale("log")
    panel.set_xlabel("turns a second (the number at a point: users)")
    panel.set_ylabel("p95, ms (logarithmic)")
    _finish(figure, panel, path)


def conversation(sides: Mapping[str, Sequence[float]], path: Path) -> None:
    """How many seconds each turn of a long conversation took."""
    figure, panel = _panel(3.6)
    for (name, times), colour in zip(sides.items(), (OURS, "#6e7781"), strict=True):
        panel.plot(range(1, len(times) + 1), [1000 * seconds for seconds in times], color=colour, label=name)
    panel.set_yscale("log")
    panel.set_xlabel("turn of one conversation")
    panel.set_ylabel("ms (logarithmic)")
    _finish(figure, panel, path)


def memory(minutes: Sequence[float], used: Mapping[str, Sequence[float]], path: Path) -> None:
    """MB of each process over the minutes of a soak."""
    figure, panel = _panel(3.6)
    for (name, values), colour in zip(used.items(), (OURS, "#6e7781"), strict=True):
        panel.plot(minutes, values, color=colour, label=name)
    panel.set_ylim(bottom=0)
    panel.set_xlabel("minutes")
    panel.set_ylabel("MB")
    _finish(figure, panel, path)


def _panel(height: float) -> "tuple[Figure, Axes]":
    figure, panel = subplots(figsize=(7.5, height))
    return figure, panel


def _finish(figure: "Figure", panel: "Axes", path: Path) -> None:
    panel.grid(alpha=0.3)
    panel.legend(frameon=False, loc="best")
    figure.tight_layout()
    save(figure, path)

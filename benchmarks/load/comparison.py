"""Figures of this assistant and the stock project, and their ratios beside the targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from benchmarks.load.measures import Idle, Level, throughput


@dataclass(frozen=True)
class Figures:
    """Of one side: seconds, MB, turns a second. `epochs` are those of its neural classifier, 0 for none."""

    name: str
    training: float
    epochs: int
    start: float
    memory: float
    levels: Sequence[Level]
    idle: Sequence[Idle]

    @property
    def alone(self) -> Level:
        return next(level for level in self.levels if level.users == 1)

    @property
    def best(self) -> Level:
        return throughput(self.levels)


class Ratio(NamedTuple):
    """`ours` and `stock` in `unit`; `target` is what ours / stock must reach, from above or from below."""

    name: str
    ours: float
    stock: float
    unit: str
    target: float
    at_least: bool

    @property
    def value(self) -> float:
        return self.ours / self.stock

    @property
    def is_reached(self) -> bool:
        return self.value >= self.target if self.at_least else self.value <= self.target


def ratios(ours: Figures, stock: Figures) -> list[Ratio]:
    def milliseconds(times: Sequence[float]) -> float:
        return 1000 * median(times)

    return [
        Ratio("throughput at p95 < 500 ms", ours.best.rate, stock.best.rate, "turns/s", 7, True),
        Ratio("p50 at one user", 1000 * ours.alone.p50, 1000 * stock.alone.p50, "ms", 1 / 3, False),
        Ratio(
            "p50 of a plain turn", milliseconds(ours.alone.times.plain), milliseconds(stock.alone.times.plain), "ms",
            1 / 3, False,
        ),
        Ratio(
            "p50 of a turn with an action", milliseconds(ours.alone.times.action),
            milliseconds(stock.alone.times.action), "ms", 1 / 3, False,
        ),
        Ratio("memory of an instance after load", ours.memory, stock.memory, "MB", 0.27, False),
        Ratio("start to first answer", ours.start, stock.start, "s", 1 / 5, False),
        Ratio("training", ours.training, stock.training, "s", 1 / 10, False),
    ]  # fmt: skip

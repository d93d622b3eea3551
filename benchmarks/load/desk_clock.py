"""Measures how late the benchmark's own clients run, and how much of a core each process uses."""

import asyncio
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.load.processes import cpu

APART = 0.05
"""Seconds between two looks at the clock."""


@dataclass(frozen=True)
class Way:
    """Seconds of an agent's line: until the desk has kept it, the Rasa server has said it, a user's page has it."""

    stored: float
    posted: float
    shown: float

    @property
    def all(self) -> float:
        return self.stored + self.posted + self.shown


@dataclass
class Clock:
    """`lags`: by how many seconds the event loop of all clients was late, which every time it takes is too long by.
    `shares`: of each process, how much of a core it used.
    """

    lags: list[float] = field(default_factory=list)
    shares: dict[str, float] = field(default_factory=dict)

    async def run(self, seconds: float, processes: Mapping[str, int]) -> None:
        """Look so long; `processes`: their ids by their names."""
        all_of_them = {**processes, "users and agents": os.getpid()}
        before, began = {name: cpu(pid) for name, pid in all_of_them.items()}, time.monotonic()
        while (now := time.monotonic()) - began < seconds:
            await asyncio.sleep(APART)
            self.lags.append(time.monotonic() - now - APART)
        took = time.monotonic() - began
        self.shares = {name: (cpu(pid) - before[name]) / took for name, pid in all_of_them.items()}

"""Runs users for half an hour and checks that memory stays flat and every message is answered.

    python -m benchmarks.load.soak [--minutes 30] [--users 60]

Writes docs/benchmarks/soak.md and its chart. Each user says something every three seconds on average, in one short
conversation after the other.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from benchmarks.load import charts
from benchmarks.load.measures import warm
from benchmarks.load.mix import TURNS_IN_A_CONVERSATION
from benchmarks.load.processes import memory
from benchmarks.load.sides import READY, Side, ours
from benchmarks.load.turns import percentile
from benchmarks.load.users import CrowdTimes, crowd
from records.cached_conversations import MOST_CONVERSATIONS
from tests.running import ROOT

REPORT = ROOT / "docs/benchmarks/soak.md"
PAUSE, EVERY = 3.0, 5.0
"""Seconds between messages, and between two looks at the memory."""

SETTLING, WINDOW = 1 / 6, 1 / 10
"""Shares of the time: until caches are full, at least, and over which memory is averaged at both ends."""


@dataclass
class Memory:
    """MB at so many minutes."""

    minutes: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    actions: list[float] = field(default_factory=list)


def settled(talked: CrowdTimes) -> float:
    """Return the share of the time after which memory must not grow: the server remembers so many conversations, and
    until they have come it grows; raises ValueError when that is too late to see anything.
    """
    filled = MOST_CONVERSATIONS * TURNS_IN_A_CONVERSATION / len(talked.all)
    if filled + 2 * WINDOW > 1:
        raise ValueError("too few turns: what the server remembers is not full; more --users or --minutes")
    return max(SETTLING, filled)


def growth(used: Sequence[float], settling: float = SETTLING) -> float:
    """Return what was added from the first window after the settling to the last one, as a share."""
    begin, size = int(len(used) * settling), max(1, int(len(used) * WINDOW))
    return mean(used[-size:]) / mean(used[begin : begin + size]) - 1


async def _soak(side: Side, users: int, seconds: float) -> tuple[CrowdTimes, Memory]:
    used, began = Memory(), time.monotonic()

    async def look() -> None:
        while True:
            used.minutes.append((time.monotonic() - began) / 60)
            used.server.append(memory(side.server))
            used.actions.append(memory(side.actions))
            await asyncio.sleep(EVERY)

    looking = asyncio.create_task(look())
    talked = await crowd(side.url, users, seconds, PAUSE)
    looking.cancel()
    return talked, used


def report(talked: CrowdTimes, used: Memory, users: int) -> str:
    both = {"server": used.server, "action server": used.actions}
    settling = settled(talked)
    begin = int(len(used.minutes) * settling)
    rows = "\n".join(
        f"| {name} | {values[0]:.0f} | {values[begin]:.0f} | {values[-1]:.0f} "
        f"| {100 * growth(values, settling):+.2f} % |"
        for name, values in both.items()
    )
    return f"""# Memory while users talk for {talked.seconds / 60:.0f} minutes

`python -m benchmarks.load.soak`: {users} users, {talked.rate:.1f} turns a second,
SQLite, one server and its action server. {len(talked.all)} turns answered, {talked.unanswered} not; p50
{1000 * median(talked.all):.1f} ms, p95 {1000 * percentile(talked.all, 0.95):.1f} ms.

| MB | at first | after {used.minutes[begin]:.0f} minutes | at last | growth since |
| --- | --- | --- | --- | --- |
{rows}

Growth is the mean of the last tenth of the time to that of the tenth that begins after
{used.minutes[begin]:.0f} minutes: until then what the server remembers of conversations fills
({MOST_CONVERSATIONS:,} of them, `records/cached_conversations.py`). To reach: under 2 %.

![memory](soak.png)
"""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--users", type=int, default=60)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder)) as side:
        warm(side)
        time.sleep(READY)
        talked, used = asyncio.run(_soak(side, options.users, 60 * options.minutes))
    REPORT.write_text(report(talked, used, options.users), encoding="utf-8")
    charts.memory(used.minutes, {"server": used.server, "action server": used.actions}, REPORT.with_suffix(".png"))
    print(f"written: {REPORT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

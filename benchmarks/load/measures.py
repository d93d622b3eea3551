"""Measures one running side: turns at a number of users, and turns beside silent sockets."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.load.mix import ACTION, PLAIN
from benchmarks.load.processes import cpu, memory
from benchmarks.load.sides import Side
from benchmarks.load.turns import percentile
from benchmarks.load.users import CrowdTimes, crowd, idle, user

SLOWEST = 0.5
"""Seconds that 95 of 100 turns must stay below."""

TALKING, PAUSE = 50, 5.0


@dataclass(frozen=True)
class Level:
    """So many users without a pause between messages; `cpu` and `action_cpu` are seconds of a turn."""

    users: int
    rate: float
    p50: float
    p95: float
    cpu: float
    action_cpu: float
    unanswered: int
    times: CrowdTimes = field(repr=False)


@dataclass(frozen=True)
class Idle:
    """Talking users beside so many silent sockets; seconds, MB."""

    sockets: int
    p50: float
    p95: float
    unanswered: int
    memory: float


def warm(side: Side) -> None:
    """Answer each question of the mix once, so that nothing is done for the first time later."""

    async def once() -> None:
        async with user(side.url) as asking:
            for text in (*PLAIN, *ACTION):
                await asking.say(text)

    asyncio.run(once())


def level(side: Side, users: int, seconds: float) -> Level:
    before = cpu(side.server), cpu(side.actions)
    measured = asyncio.run(crowd(side.url, users, seconds))
    turns = len(measured.all)
    return Level(
        users, measured.rate, median(measured.all), percentile(measured.all, 0.95),
        (cpu(side.server) - before[0]) / turns, (cpu(side.actions) - before[1]) / turns, measured.unanswered, measured,
    )  # fmt: skip


def throughput(levels: Sequence[Level]) -> Level:
    """Return the level of most turns a second of those that are fast enough; raises ValueError when none is."""
    fast = [level for level in levels if level.p95 < SLOWEST and not level.unanswered]
    if not fast:
        raise ValueError("no level is fast enough")
    return max(fast, key=lambda level: level.rate)


def beside_idle(side: Side, sockets: int, seconds: float) -> Idle:
    """Have users talk while so many sockets are open that say nothing."""

    async def talk() -> tuple[CrowdTimes, float]:
        async with idle(side.url, sockets):
            return await crowd(side.url, TALKING, seconds, PAUSE), memory(side.server)

    talked, used = asyncio.run(talk())
    return Idle(sockets, median(talked.all), percentile(talked.all, 0.95), talked.unanswered, used)

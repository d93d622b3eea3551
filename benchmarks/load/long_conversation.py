"""Measures how turns slow down as a conversation grows, here and in the stock Rasa project.

    python -m benchmarks.load.long_conversation --stock FOLDER

Writes docs/benchmarks/long-conversation.md and its chart. FOLDER: benchmarks/load/beside_stock.py. One side after
the other: beside a busy one every turn would be slower.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from benchmarks.load import charts
from benchmarks.load.beside_stock import trained_stock
from benchmarks.load.measures import warm
from benchmarks.load.mix import PLAIN
from benchmarks.load.processes import cpu
from benchmarks.load.sides import Side, ours, stock
from benchmarks.load.users import User, user
from tests.running import ROOT

REPORT = ROOT / "docs/benchmarks/long-conversation.md"
FIFTH, TWO_HUNDREDTH, AROUND = 5, 200, 4
CONVERSATIONS = 3
# Below what a conversation may say in ten seconds (credentials.yml).
PAUSE = 0.55


class Turn(NamedTuple):
    """Seconds until the answer, and of the server's processor."""

    time: float
    cpu: float


@dataclass
class Turns:
    """Those of the long conversations of a side from the first on, and the early ones beside their last."""

    long: list[list[Turn]] = field(default_factory=list)
    early: list[list[Turn]] = field(default_factory=list)

    @property
    def late(self) -> list[list[Turn]]:
        """Those about the 200th."""
        return [conversation[-2 * AROUND - 1 :] for conversation in self.long]


async def _turn(side: Side, asking: User) -> Turn:
    before = cpu(side.server)
    seconds = await asking.say(PLAIN[0])
    # What is still done for the turn when it is answered belongs to it.
    await asyncio.sleep(PAUSE)
    return Turn(seconds, cpu(side.server) - before)


async def _converse(side: Side, turns: Turns) -> None:
    """A machine has quick and slow minutes: the early turns are another conversation's, by turns with the late ones."""
    async with user(side.url) as asking, user(side.url) as other:
        long = [await _turn(side, asking) for _ in range(TWO_HUNDREDTH - AROUND - 1)]
        early: list[Turn] = []
        for _ in range(FIFTH + AROUND):
            early.append(await _turn(side, other))
            long.append(await _turn(side, asking))
    turns.long.append(long)
    turns.early.append(early)


def measured(serving: AbstractContextManager[Side]) -> Turns:
    turns = Turns()
    with serving as side:
        warm(side)
        for _ in range(CONVERSATIONS):
            asyncio.run(_converse(side, turns))
    return turns


def row(name: str, turns: Turns) -> str:
    early, late = (
        [turn for conversation in conversations for turn in conversation] for conversations in (turns.early, turns.late)
    )
    pairs = (
        (median(turn.time for turn in early), median(turn.time for turn in late)),
        (mean(turn.cpu for turn in early), mean(turn.cpu for turn in late)),
    )
    cells = [f"{1000 * first:.1f} | {1000 * last:.1f} | {last / first:.2f}" for first, last in pairs]
    return f"| {name} | {' | '.join(cells)} |"


def report(sides: Mapping[str, Turns]) -> str:
    rows = "\n".join(row(name, turns) for name, turns in sides.items())
    return f"""# A long conversation

`python -m benchmarks.load.long_conversation`: {CONVERSATIONS} conversations of {TWO_HUNDREDTH + AROUND} plain
questions, one after the other, {PAUSE} s between an answer and the next question, SQLite, each side alone. Milliseconds
from a
question to its answer (median of the {2 * AROUND + 1} turns around it in each), and of the server's processor (their
mean). The early turns are those of another conversation, asked by turns with the late ones. To reach: a 200th turn of
at most 1.3 times the 5th. Why ours does not grow: `docs/design/records.md`.

| | 5th turn | 200th | ratio | CPU, 5th | 200th | ratio |
| --- | --- | --- | --- | --- | --- | --- |
{rows}

![each turn of the first conversation](long-conversation.png)
"""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stock", type=Path, metavar="FOLDER", required=True, help="keeps the trained stock project")
    options = parser.parse_args(argv)
    subprocess.run([sys.executable, "-m", "launch", "train"], cwd=ROOT, check=True)
    trained_stock(options.stock)
    with tempfile.TemporaryDirectory() as folder:
        sides = {"this assistant": measured(ours(Path(folder))), "stock project": measured(stock(options.stock))}
    REPORT.write_text(report(sides), encoding="utf-8")
    charts.conversation(
        {name: [turn.time for turn in turns.long[0]] for name, turns in sides.items()}, REPORT.with_suffix(".png")
    )
    print(report(sides))
    return 0


if __name__ == "__main__":
    sys.exit(main())

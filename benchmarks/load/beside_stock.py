"""This assistant beside the stock Rasa project of the same FAQ, in one run.

    python -m benchmarks.load.beside_stock [--stock FOLDER]

Writes docs/benchmarks/beside-stock.md and its charts. FOLDER keeps the trained stock project (training it takes
minutes) and how long it took; it is made where it is missing. Nothing else should run on the machine.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import yaml

from benchmarks.load import beside_stock_report, measures
from benchmarks.load.comparison import Figures
from benchmarks.load.processes import memory
from benchmarks.load.sides import Side, ours, stock
from benchmarks.load.stock import project
from benchmarks.stock_python import stock_python
from benchmarks.understanding.training_data import examples
from tests.running import ROOT
from understanding.labels import answers_among

EPOCHS = 2
USERS = (1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96)
SECONDS_OF_A_LEVEL = 15.0
STARTS = 2
IDLE, SECONDS_BESIDE_IDLE = (0, 1000), 40.0


def answers() -> Mapping[str, str]:
    """Return the owner's answers by label."""
    files = sorted((ROOT / "data/generated").glob("*.yml"))
    responses = [yaml.safe_load(file.read_text(encoding="utf-8")).get("responses", {}) for file in files]
    return {id_: texts[0]["text"] for response in responses for id_, texts in answers_among(response.items()).items()}


def trained_stock(folder: Path) -> float:
    """Train the stock project in `folder` unless it has been; returns the seconds it took."""
    stored = folder / "trained.json"
    if not stored.exists():
        project.write(folder, examples(), answers(), EPOCHS)
        stored.write_text(json.dumps(project.train(folder, stock_python())), encoding="utf-8")
    return float(json.loads(stored.read_text(encoding="utf-8")))


def trained_ours() -> float:
    """Train into a file of its own in a process of its own; returns seconds."""
    with tempfile.TemporaryDirectory() as folder:
        script = "import sys, pathlib; from launch import environment, programs; environment.prepare(); "
        script += "programs.train(pathlib.Path(sys.argv[1]))"
        began = time.monotonic()
        command = [sys.executable, "-c", script, str(Path(folder) / "model.tar.gz")]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return time.monotonic() - began


def starts(folder: Path, stock_folder: Path) -> tuple[float, float]:
    """Return the shorter of two starts of each, ours and stock by turns."""
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(STARTS):
        (folder / f"start-{number}").mkdir()
        with ours(folder / f"start-{number}") as side:
            found[0].append(side.start)
        with stock(stock_folder) as side:
            found[1].append(side.start)
    return min(found[0]), min(found[1])


def levels(sides: Sequence[Side]) -> list[list[measures.Level]]:
    """Measure level by level, the sides by turns, until a side is too slow."""
    levels: list[list[measures.Level]] = [[] for _ in sides]
    for users in USERS:
        for side, own in zip(sides, levels, strict=True):
            if not own or own[-1].p95 < measures.SLOWEST:
                own.append(measures.level(side, users, SECONDS_OF_A_LEVEL))
                print(f"{side.name}: {own[-1]}", flush=True)
    return levels


def measure(folder: Path, stock_folder: Path) -> list[Figures]:
    training = trained_ours(), trained_stock(stock_folder)
    start = starts(folder, stock_folder)
    with ExitStack() as stack:
        sides = [stack.enter_context(ours(folder)), stack.enter_context(stock(stock_folder))]
        for side in sides:
            measures.warm(side)
        curves = levels(sides)
        used = [memory(side.server) for side in sides]
        idle = [[measures.beside_idle(side, count, SECONDS_BESIDE_IDLE) for count in IDLE] for side in sides]
    return [
        Figures(side.name, training[n], (0, EPOCHS)[n], start[n], used[n], curves[n], idle[n])
        for n, side in enumerate(sides)
    ]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stock", type=Path, metavar="FOLDER", help="keeps the trained stock project")
    options = parser.parse_args(argv)
    subprocess.run([sys.executable, "-m", "launch", "train"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        compared = measure(Path(folder), options.stock or Path(folder) / "stock")
    beside_stock_report.write(*compared)
    return 0


if __name__ == "__main__":
    sys.exit(main())

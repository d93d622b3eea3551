"""Compares the assistant with well-known systems on the same examples, in one run: `make bench`.

    python -m benchmarks.understanding.bench [SYSTEM ...]      default: all; Rasa's neural ones take hours on two cores

Figures are kept in var/bench/ as they are found; the report in docs/benchmarks/ is written from all that are there.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.stock_python import stock_python
from benchmarks.understanding import charts, curve, report
from benchmarks.understanding.measure import SYSTEMS
from benchmarks.understanding.training_data import ROOT

RESULTS = ROOT / "var/bench"
DOCS = ROOT / "docs/benchmarks"


def main(names: Sequence[str]) -> int:
    strange = set(names) - set(SYSTEMS)
    if strange:
        print(f"unknown: {', '.join(sorted(strange))}; known: {', '.join(SYSTEMS)}", file=sys.stderr)
        return 2
    RESULTS.mkdir(parents=True, exist_ok=True)
    for name in names or SYSTEMS:
        print(f"{name} …", flush=True)
        python = stock_python() if name.startswith("stock") else sys.executable
        command = [python, "-m", "benchmarks.understanding.measure", name, str(_file(name))]
        subprocess.run(command, cwd=ROOT, check=True)
    found = [json.loads(_file(name).read_text(encoding="utf-8")) for name in SYSTEMS if _file(name).exists()]
    _write(found)
    return 0


def _file(name: str) -> Path:
    return RESULTS / f"{name.replace(', ', '-').replace(' ', '-')}.json"


def _write(found: Sequence[dict[str, Any]]) -> None:
    DOCS.mkdir(parents=True, exist_ok=True)
    systems = [report.read_system(one) for one in found]
    points = curve.accuracy_by_phrasings()
    (DOCS / "understanding.md").write_text(report.as_markdown(systems, points), encoding="utf-8")
    charts.outcomes(systems, DOCS / "outcomes.png")
    charts.reliability(systems[0], DOCS / "reliability.png")
    charts.curve(points, DOCS / "phrasings.png")
    print(f"written: {DOCS.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Measures cost and understanding with ten and a hundred times as many answers.

    python -m benchmarks.load.growth --sizes 64 640 6400

Writes docs/benchmarks/growth.md and growth.png from the newest figures of each size, which are kept in var/growth/.
Every size is a process of its own. benchmarks/load/growing.py generates the further answers.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.load import growing_folder, growth_figures
from benchmarks.load.growing import OWN, SEED, Entry, entries
from benchmarks.load.growth_figures import Cost, Grown
from benchmarks.load.processes import memory
from benchmarks.load.turns import percentile
from benchmarks.understanding import assistant
from benchmarks.understanding.questions import SETS, Question, load
from benchmarks.understanding.score import Reply, ask_all
from tests.running import ROOT
from understanding.labels import bare

RESULTS = ROOT / "var/growth"
DOCS = ROOT / "docs/benchmarks"
SIZES = (OWN, 640, 6400)

MOST_ASKED = 4000
"""Held-out questions of further answers."""

WARM_UP, EARLY = 20, 200
"""Parses before the time is taken, and before the memory is looked at again."""


@dataclass
class Asking:
    """Asks, and notes the milliseconds of each message, the likeliest answer, and the memory after some."""

    parse: Callable[[str], Mapping[str, Any]]
    times: list[float] = field(default_factory=list)
    likeliest: list[str] = field(default_factory=list)
    memory_mb: float = 0.0

    def reply(self, text: str) -> Reply:
        before = time.perf_counter()
        parsed = self.parse(text)
        self.times.append(1000 * (time.perf_counter() - before))
        self.likeliest.append(_likeliest(parsed))
        if len(self.times) == EARLY:
            self.memory_mb = memory(os.getpid())
        return assistant.reply(parsed)


def measure(size: int) -> Grown:
    """Train and ask in this process, which has loaded nothing else before."""
    made = entries(size - OWN)
    with tempfile.TemporaryDirectory() as folder:
        growing_folder.write(Path(folder), made)
        model, training = growing_folder.train(Path(folder))
        parse, load_s = _loaded(model)
        cost = Cost(*training, model.stat().st_size / 1e6, load_s, memory(os.getpid()))
    own = [question for name in SETS for question in load(name) if not question.for_tuning]
    questions, asking = [*own, *held_out(made)], Asking(parse)
    for question in questions[:WARM_UP]:
        parse(question.text)
    results = ask_all(questions, asking.reply)
    cost.memory_used_mb = asking.memory_mb
    cost.parse_p50_ms, cost.parse_p95_ms = percentile(asking.times, 0.5), percentile(asking.times, 0.95)
    grown = growth_figures.grown(size, _taught(made), cost, results[: len(own)], results[len(own) :])
    firsts = [best == q.expected for best, q in zip(asking.likeliest, questions, strict=True)][len(own) :]
    return replace(grown, further_first=sum(firsts) / max(1, len(firsts)))


def _loaded(model: Path) -> tuple[Callable[[str], Mapping[str, Any]], float]:
    """Return the assistant and the seconds it took, once Rasa was imported."""
    from launch import environment, programs

    environment.prepare()
    programs.load_rasa()
    programs.errors_only()
    before = time.monotonic()
    parse = assistant.load(model)
    return parse, time.monotonic() - before


def _likeliest(parsed: Mapping[str, Any]) -> str:
    """Return the id of the answer that is likeliest, whatever is done about it."""
    ranking = parsed.get("response_selector", {}).get("faq", {}).get("ranking") or [{"intent_response_key": ""}]
    return bare(ranking[0]["intent_response_key"])


def held_out(made: Iterable[Entry]) -> list[Question]:
    """Return held-out phrasings of the entries: all, or as many as are asked."""
    questions = [Question(entry.id, "further", text) for entry in made for text in entry.held_out]
    return random.Random(SEED).sample(questions, min(MOST_ASKED, len(questions)))


def _taught(made: Sequence[Entry]) -> int:
    from benchmarks.understanding.training_data import examples

    return len(examples()) + sum(len(entry.taught) for entry in made)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="ANSWERS")
    parser.add_argument("--into", type=Path, help="measure the one size in this process, into this file")
    options = parser.parse_args()
    if options.into:
        options.into.write_text(json.dumps(asdict(measure(options.sizes[0])), ensure_ascii=False), encoding="utf-8")
        return 0
    RESULTS.mkdir(parents=True, exist_ok=True)
    for size in options.sizes:
        print(f"{size} …", flush=True)
        into = ["--sizes", str(size), "--into", str(RESULTS / f"{size}.json")]
        subprocess.run([sys.executable, "-m", "benchmarks.load.growth", *into], cwd=ROOT, check=True)
    # Matplotlib is not imported where memory is measured.
    from benchmarks.load import growth_report

    growth_report.write([growth_figures.read(file) for file in RESULTS.glob("*.json")], DOCS)
    return 0


if __name__ == "__main__":
    sys.exit(main())

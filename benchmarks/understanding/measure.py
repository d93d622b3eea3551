"""Trains one system, asks it every held-out question, and records the cost: a process of its own per system.

python -m benchmarks.understanding.measure SYSTEM FILE
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.understanding import assistant, peers, stock
from benchmarks.understanding.questions import SETS, load
from benchmarks.understanding.score import Reply
from benchmarks.understanding.training_data import ROOT, examples

System = Callable[[str], Reply]
WARM_UP = 20
TRAIN = """
import sys
from pathlib import Path
from launch import environment, training
environment.prepare()
training.train(Path(sys.argv[1]))
"""


@dataclass
class Cost:
    """Seconds, bytes, megabytes and milliseconds. Systems without a training of their own have no model."""

    training_s: float = 0.0
    model_bytes: int = 0
    load_s: float = 0.0
    memory_mb: float = 0.0
    parse_p50_ms: float = 0.0
    parse_p99_ms: float = 0.0


def ours(folder: Path, cost: Cost) -> System:
    """The project itself, trained by the launcher's command without its stored model."""
    model = folder / "ours.tar.gz"
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", TRAIN, str(model)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    cost.training_s, cost.model_bytes = time.monotonic() - started, model.stat().st_size
    parse = assistant.load(model)
    return lambda text: assistant.reply(parse(text))


def _stock(pipeline: stock.Pipeline) -> Callable[[Path, Cost], System]:
    def make(folder: Path, cost: Cost) -> System:
        model, cost.training_s = stock.train(folder, pipeline, examples())
        cost.model_bytes = model.stat().st_size
        return stock.load(model)

    return make


def _peer(build: Callable[[peers.Examples], System]) -> Callable[[Path, Cost], System]:
    def make(folder: Path, cost: Cost) -> System:
        del folder, cost
        return build(examples())

    return make


SYSTEMS: dict[str, Callable[[Path, Cost], System]] = {
    "ours": ours,
    "tf-idf nearest neighbour": _peer(peers.nearest),
    "bm25": _peer(peers.bm25),
    "stock linear": _stock(stock.LINEAR),
    f"stock diet, {stock.BRIEF_EPOCHS} epochs": _stock(stock.brief(stock.DIET)),
    f"stock response selector, {stock.BRIEF_EPOCHS} epochs": _stock(stock.brief(stock.SELECTOR)),
    "stock diet": _stock(stock.DIET),
    "stock response selector": _stock(stock.SELECTOR),
}


def measure(name: str) -> dict[str, object]:
    """Return costs and replies, the latter in the order of the sets."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        system = SYSTEMS[name](Path(folder), cost)
        cost.load_s = time.monotonic() - started - cost.training_s
        questions = [question.text for set_ in SETS for question in load(set_)]
        for text in questions[:WARM_UP]:
            system(text)
        replies, times = [], []
        for text in questions:
            before = time.perf_counter()
            replies.append(asdict(system(text)))
            times.append(1000 * (time.perf_counter() - before))
    times.sort()
    cost.parse_p50_ms, cost.parse_p99_ms = times[len(times) // 2], times[int(len(times) * 0.99)]
    cost.memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"name": name, "examples": len(examples()), "cost": asdict(cost), "replies": replies}


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(measure(sys.argv[1]), ensure_ascii=False), encoding="utf-8")

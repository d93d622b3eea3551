"""Writes a copy of the project with a larger FAQ, and trains its model."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.load.growing import Entry, as_rasa
from tests.running import ROOT

SOURCES = ("config.yml", "domain.yml", "data")
TRAIN = """
import sys
from pathlib import Path
from launch import environment, training
environment.prepare(Path.cwd())
training.train(Path(sys.argv[1]))
"""


def write(folder: Path, made: Sequence[Entry]) -> None:
    """Write into `folder` what a model is trained from: the project's own, and the further entries."""
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    if made:
        (folder / "data/generated/further.yml").write_text(as_rasa(made), encoding="utf-8")


class Training(NamedTuple):
    """Seconds, those of the processor, and the most megabytes that a process of it took."""

    seconds: float
    processor: float
    memory: float


def train(folder: Path) -> tuple[Path, Training]:
    """Train as the launcher does, starting Python included."""
    model = folder / "grown.tar.gz"
    # Our components come from here, everything else from the folder.
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "-c", TRAIN, str(model)], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    seconds = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return model, Training(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)

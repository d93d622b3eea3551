"""Rasa's own test stories (test_<topic>.yml) pass under `rasa test`."""

import os
import subprocess
import sys
from pathlib import Path

import yaml

from launch.environment import defaults
from tests.frozen.project import frozen_model, frozen_project

FOLDER = Path(__file__).parent


def test_rasa_test(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rasa", "test", "core", "--model", str(frozen_model()), "--stories", str(FOLDER)]
    done = subprocess.run(
        [*command, "--e2e", "--fail-on-prediction-errors", "--out", str(tmp_path)],
        cwd=frozen_project(), env={name: value for name, value in os.environ.items() if name not in defaults()},
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    report = (tmp_path / "failed_test_stories.yml").read_text(encoding="utf-8")
    assert "None of the test stories failed" in report


def test_every_topic_has_its_stories() -> None:
    topics = {path.stem for path in (frozen_project() / "data/nlu/faq").glob("*.yml")}
    files = {path.stem.removeprefix("test_"): path for path in FOLDER.glob("test_*.yml")}
    assert set(files) >= topics
    for path in files.values():
        assert len(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["stories"]) >= 2

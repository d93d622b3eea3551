"""Rasa's own commands, as testers type them in the project's environment; `rasa test` is in tests/conversations/."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from launch.environment import defaults
from launch.ports import free_port
from tests.frozen.project import frozen_model, frozen_project, keep_few_phrasings, keep_vectors, little_project
from tests.running import wait_until_it_answers

RASA = (sys.executable, "-m", "rasa")

UNKNOWN = """version: "3.1"
nlu:
- intent: out_of_scope
  examples: |
    - 今天天气怎么样
    - 附近哪个超市打折
    - 单位食堂几点开饭啊大家都饿了
- intent: faq/certificate_print
  examples: |
    - 证书怎么打印
"""


def nothing_set(**own: str) -> dict[str, str]:
    """Return the environment of a tester who has set nothing but `own`."""
    names = defaults()
    return {**{name: value for name, value in os.environ.items() if name not in names}, **own}


def rasa(*words: str, said: str = "", project: Path | None = None) -> str:
    """Run one command in `project`, or the frozen one, with the lines `said`; returns what it prints."""
    done = subprocess.run(
        [*RASA, *words], cwd=project or frozen_project(), env=nothing_set(), input=said,
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with few phrasings, but with all its rules and responses."""
    project = little_project(tmp_path_factory.mktemp("typed") / "project")
    keep_few_phrasings(project / "data")
    keep_vectors(project)
    return project


@pytest.fixture(scope="module")
def trained(project: Path) -> Path:
    rasa("train", "--out", str(project.parent), "--fixed-model-name", "typed", project=project)
    return project.parent / "typed.tar.gz"


def test_what_rasa_train_makes_answers_in_rasa_shell(trained: Path) -> None:
    assert '"about": "registration_how"' in rasa("shell", "nlu", "--model", str(trained), said="如何注册\n")


def test_rasa_test_reports_on_messages_that_nothing_fits(trained: Path, tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text(UNKNOWN, encoding="utf-8")
    words = ("--nlu", str(tmp_path / "nlu.yml"), "--model", str(trained), "--out", str(tmp_path), "--no-plot")
    rasa("test", "nlu", *words)
    report = json.loads((tmp_path / "intent_report.json").read_text(encoding="utf-8"))
    assert report["accuracy"] > 0
    assert "out_of_scope" in report


def test_rasa_data_validate(project: Path) -> None:
    assert "No story structure conflicts found" in rasa("data", "validate", project=project)


def test_rasa_run(tmp_path: Path) -> None:
    port = free_port()
    environment = nothing_set(DATABASE_URL=f"sqlite:///{tmp_path / 'conversations.db'}")
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [*RASA, "run", "--interface", "127.0.0.1", "--port", str(port), "--model", str(frozen_model())],
            cwd=frozen_project(), env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/readyz", process)
    finally:
        process.terminate()
        process.wait(timeout=60)

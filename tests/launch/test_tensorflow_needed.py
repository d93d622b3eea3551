"""A config.yml that needs TensorFlow is refused in one sentence that names the component and the remedy."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS

from launch import tensorflow_needed
from launch.startup_checks import ProjectNotReady, check_before_start
from launch.tensorflow_needed import NEEDED_BY, refusal
from settings.common import StoredData
from tests.running import ROOT

LEAN: dict[str, Any] = {"pipeline": [{"name": "KeywordIntentClassifier"}], "policies": [{"name": "RulePolicy"}]}


@pytest.fixture(autouse=True)
def _without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tensorflow_needed, "is_installed", lambda: False)


def test_components_whose_modules_import_it_need_it() -> None:
    importing = {kind.__name__ for kind in DEFAULT_COMPONENTS if hasattr(import_module(kind.__module__), "tf")}
    assert importing == NEEDED_BY


@pytest.mark.parametrize("name", sorted(NEEDED_BY))
@pytest.mark.parametrize("key", ["pipeline", "policies"])
@pytest.mark.parametrize("path", ["", "rasa.nlu.some_module."])
def test_the_component_and_the_command_are_named(name: str, key: str, path: str) -> None:
    config = {**LEAN, key: [*LEAN[key], {"name": f"{path}{name}", "epochs": 1}]}
    assert refusal(config) == (
        f"config.yml 用到 {name}，它需要 TensorFlow，而这里没有安装：请运行 make tensorflow 安装，再重试"
    )


@pytest.mark.parametrize(("key", "named"), [("pipeline", "DIETClassifier"), ("policies", "TEDPolicy")])
def test_what_rasa_puts_where_nothing_stands_is_named(key: str, named: str) -> None:
    sentence = refusal({**LEAN, key: None})
    assert sentence
    assert named in sentence


def test_what_does_not_need_it_is_in_order() -> None:
    assert refusal(yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))) is None
    assert refusal({**LEAN, "policies": []}) is None


def test_where_it_is_installed_everything_is_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tensorflow_needed, "is_installed", lambda: True)
    assert refusal({"pipeline": [{"name": "DIETClassifier"}]}) is None


def project(folder: Path) -> Path:
    """A small project of Rasa's own form whose config.yml names our importer and DIETClassifier."""
    config = {"recipe": "default.v1", "language": "zh", "importers": [{"name": "launch.importer.FaqFileImporter"}]}
    pipeline = [{"name": "WhitespaceTokenizer"}, {"name": "CountVectorsFeaturizer"}, {"name": "DIETClassifier"}]
    (folder / "config.yml").write_text(yaml.safe_dump({**config, **LEAN, "pipeline": pipeline}))
    (folder / "domain.yml").write_text(yaml.safe_dump({"version": "3.1", "intents": ["greet", "bye"]}))
    nlu = [{"intent": "greet", "examples": "- a\n- b\n"}, {"intent": "bye", "examples": "- c\n- d\n"}]
    (folder / "data").mkdir()
    (folder / "data/nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}))
    return folder


def test_the_launcher_refuses(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotReady, match=r"DIETClassifier.*make tensorflow"):
        check_before_start("train", StoredData(), project(tmp_path))


def test_rasas_own_command_refuses(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "train", "nlu"]
    environment = {"PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    done = subprocess.run(command, cwd=project(tmp_path), env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "DIETClassifier，它需要 TensorFlow" in done.stdout + done.stderr

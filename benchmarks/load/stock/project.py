"""The stock Rasa project of the same FAQ: `rasa init`'s configuration, the same examples and answers, a rule for each.

A custom action checks the city, as ours does; a message of low confidence gets a sentence. Everything is Rasa's own,
run by Rasa's own commands.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

FILES = Path(__file__).with_name("files")
MODEL = "models/stock.tar.gz"
BY_CITY = "declaration_unavailable"
FALLBACK = "nlu_fallback"
SORRY = "抱歉，我没有听懂，请换一种说法。"
ENVIRONMENT = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}

Examples = Sequence[tuple[str, str]]


def write(folder: Path, examples: Examples, answers: Mapping[str, str], epochs: int) -> None:
    """Write the project; `answers` has texts by label; a label without one says its own name."""
    shutil.copytree(FILES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    config = (FILES / "config.yml").read_text(encoding="utf-8").format(epochs=epochs)
    (folder / "config.yml").write_text(config, encoding="utf-8")
    labels = sorted({_intent(label) for _, label in examples})
    texts = {_intent(label): text for label, text in answers.items()} | {FALLBACK: SORRY}
    spoken = [*labels, FALLBACK]
    files = {
        "domain.yml": domain(spoken, texts),
        "data/nlu.yml": {"nlu": list(nlu(labels, examples))},
        "data/rules.yml": {"rules": [{"rule": label, "steps": steps(label)} for label in spoken]},
        "data/stories.yml": {"stories": list(stories(labels))},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            yaml.safe_dump({"version": "3.1", **content}, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )


def domain(labels: Sequence[str], texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "intents": list(labels),
        "actions": ["action_check_city"],
        "responses": {f"utter_{label}": [{"text": texts.get(label, label)}] for label in labels},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def nlu(labels: Sequence[str], examples: Examples) -> Iterable[dict[str, str]]:
    for label in labels:
        yield {"intent": label, "examples": "".join(f"- {text}\n" for text, own in examples if _intent(own) == label)}


def steps(label: str) -> list[dict[str, str]]:
    return [{"intent": label}, {"action": "action_check_city" if label == BY_CITY else f"utter_{label}"}]


def stories(labels: Sequence[str]) -> Iterable[dict[str, Any]]:
    """Yield conversations of three questions, for the policies that learn from stories."""
    for number in range(0, len(labels) - 2, 3):
        examples = labels[number : number + 3]
        yield {
            "story": f"conversation {number // 3 + 1}",
            "steps": [step for label in examples for step in steps(label)],
        }


def train(folder: Path, python: str) -> float:
    """Train with `rasa train` of that interpreter; returns the seconds it took, raises with the end of its log where
    it fails.
    """
    started = time.monotonic()
    command = [python, "-m", "rasa", "train", "--fixed-model-name", "stock"]
    with (folder / "train.log").open("wb") as log:
        done = subprocess.run(command, cwd=folder, env={**os.environ, **ENVIRONMENT}, stdout=log, stderr=log)
    if done.returncode:
        raise RuntimeError((folder / "train.log").read_text(encoding="utf-8", errors="replace")[-2000:])
    return time.monotonic() - started


def _intent(label: str) -> str:
    """A "/" would make it a retrieval intent."""
    return label.replace("/", "_")

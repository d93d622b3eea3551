"""The stock Rasa project on the same examples: trained and asked in a folder of its own."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.evaluation.score import Reply

Examples = Sequence[tuple[str, str]]

DIET: Sequence[Mapping[str, Any]] = (
    {"name": "JiebaTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
)
LINEAR: Sequence[Mapping[str, Any]] = (
    {"name": "JiebaTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "LogisticRegressionClassifier", "max_iter": 300},
    {"name": "FallbackClassifier", "threshold": 0.3},
)


def train(folder: Path, pipeline: Sequence[Mapping[str, Any]], examples: Examples) -> tuple[Path, float]:
    """Train with Rasa's own command in `folder`; return the model and the seconds it took."""
    labels = sorted({label for _, label in examples})
    nlu = [
        {"intent": label, "examples": "".join(f"- {t}\n" for t, own in examples if own == label)} for label in labels
    ]
    files = {
        "config.yml": {"recipe": "default.v1", "language": "zh", "pipeline": list(pipeline), "policies": []},
        "domain.yml": {"version": "3.1", "intents": labels},
        "nlu.yml": {"version": "3.1", "nlu": nlu},
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    started = time.monotonic()
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, "-m", "rasa", "train", "nlu", "--nlu", "nlu.yml", "--fixed-model-name", "stock"]
    with (folder / "log").open("w") as log:
        subprocess.run(command, cwd=folder, env=environment, stdout=log, stderr=log, check=True)
    return folder / "models/stock.tar.gz", time.monotonic() - started


def load(model: Path) -> Callable[[str], Reply]:
    """Return the model as a system: Rasa's fallback intent is a decline."""
    from rasa.core.agent import Agent

    agent, loop = Agent.load(str(model)), asyncio.new_event_loop()

    def reply(text: str) -> Reply:
        intent = loop.run_until_complete(agent.parse_message(text))["intent"]
        fallback = not intent["name"] or intent["name"] == "nlu_fallback"
        return Reply() if fallback else Reply(intent["name"], (), intent["confidence"])

    return reply

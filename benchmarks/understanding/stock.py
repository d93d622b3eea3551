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

from benchmarks.understanding.score import Reply

Examples = Sequence[tuple[str, str]]

Pipeline = Sequence[Mapping[str, Any]]

DIET: Pipeline = (
    {"name": "JiebaTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
)
LINEAR: Pipeline = (
    {"name": "JiebaTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "LogisticRegressionClassifier", "max_iter": 300},
    {"name": "FallbackClassifier", "threshold": 0.3},
)
SELECTOR: Pipeline = (
    {"name": "JiebaTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
)
"""Every label a retrieval sub-intent of one intent, so that the selector alone decides."""

BRIEF_EPOCHS = 5


def brief(pipeline: Pipeline) -> Pipeline:
    """The same for a few epochs: on all phrasings an epoch takes minutes on two cores."""
    return tuple({**part, "epochs": BRIEF_EPOCHS} if "epochs" in part else part for part in pipeline)


DECLINE_SELECTOR_BELOW = 0.3


def train(folder: Path, pipeline: Pipeline, examples: Examples) -> tuple[Path, float]:
    """Train with Rasa's own command in `folder`; return the model and the seconds it took."""
    selecting = any(component["name"] == "ResponseSelector" for component in pipeline)
    if selecting:
        examples = [(text, f"all/{label}") for text, label in examples]
    labels = sorted({label for _, label in examples})
    nlu: list[dict[str, str]] = [
        {"intent": label, "examples": "".join(f"- {t}\n" for t, own in examples if own == label)} for label in labels
    ]
    files = {
        "config.yml": {"recipe": "default.v1", "language": "zh", "pipeline": list(pipeline), "policies": []},
        "domain.yml": {"version": "3.1", "intents": ["all"] if selecting else labels, **_responses(labels, selecting)},
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


def _responses(labels: Sequence[str], selecting: bool) -> Mapping[str, Any]:
    return {"responses": {f"utter_{label}": [{"text": label}] for label in labels}} if selecting else {}


def load(model: Path) -> Callable[[str], Reply]:
    """Return the model as a system: Rasa's fallback intent is a decline."""
    from rasa.core.agent import Agent

    agent, loop = Agent.load(str(model)), asyncio.new_event_loop()

    def reply(text: str) -> Reply:
        parsed = loop.run_until_complete(agent.parse_message(text))
        intent = parsed["intent"]
        if selected := parsed.get("response_selector", {}).get("default"):
            best = selected["response"]
            sure = best["confidence"] >= DECLINE_SELECTOR_BELOW
            return Reply(best["intent_response_key"].split("/", 1)[-1], (), best["confidence"]) if sure else Reply()
        fallback = not intent["name"] or intent["name"] == "nlu_fallback"
        return Reply() if fallback else Reply(intent["name"], (), intent["confidence"])

    return reply

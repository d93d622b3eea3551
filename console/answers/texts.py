"""answers(): reads the FAQ's answers and their questions from the generated content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from owner.folder import GENERATED, content_folder
from understanding.labels import FAQ, bare_answer
from understanding.public import public_in

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Answers:
    """The content. `public`: as in zh.personal.mask.

    `texts`: by answer and role, "" for any role; `questions`: each with its answer's id.
    """

    texts: Mapping[str, Mapping[str, str]]
    questions: Sequence[tuple[str, str]]
    public: frozenset[str]


def _files() -> list[Path]:
    return sorted((content_folder() / GENERATED).glob("*.yml"))


def stamp() -> Stamp:
    """Return a value that changes when the converter replaces a file."""
    return tuple((file.name, (stat := file.stat()).st_mtime_ns, stat.st_ino) for file in _files())


def answers() -> Answers:
    """Read the files; raise OSError or, for a damaged file, yaml.YAMLError."""
    texts: dict[str, dict[str, str]] = {}
    questions: list[tuple[str, str]] = []
    served: dict[str, Any] = {}
    for file in _files():
        held = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        served |= held.get("responses") or {}
        for item in held.get("nlu") or ():
            intent = str(item.get("intent") or "")
            if intent.startswith(f"{FAQ}/"):
                questions += [(line, intent.removeprefix(f"{FAQ}/")) for line in _lines(item["examples"])]
    for name, variations in served.items():
        id_ = bare_answer(name)
        if id_:
            texts[id_] = {
                str((variation.get("metadata") or {}).get("role") or ""): str(variation["text"])
                for variation in variations
            }
    return Answers(texts, [pair for pair in questions if pair[1] in texts], public_in(served))


def _lines(examples: str) -> list[str]:
    return [line.removeprefix("- ").strip() for line in examples.splitlines() if line.strip()]

"""Reads the file of a trained model: the answer model, the known questions, the pipeline's settings."""

from __future__ import annotations

import json
import tarfile
import tempfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from understanding.answer_model import AnswerModel
from understanding.answer_texts import AnswerTexts
from understanding.signs import Signs

QUESTIONS = "known.json"
METADATA = "metadata.json"
_CLASSIFIER = "FaqClassifier"

Settings = Mapping[str, Any]
"""Settings of a component in config.yml."""


class NotAModel(Exception):
    """The file can't be read or is no model of this assistant."""


class Trained(NamedTuple):
    """`questions`: the known ones, folded, with their labels; `settings`: those of each component, by its class."""

    signs: Signs
    questions: Mapping[str, str]
    settings: Mapping[str, Settings]


def read_trained(file: Path) -> Trained:
    """Read the whole model. Raises NotAModel."""
    with tempfile.TemporaryDirectory() as folder:
        names = _unpack(file, Path(folder))
        if not {QUESTIONS, METADATA} <= names:
            raise NotAModel(file)
        signs = Signs(AnswerModel.load(Path(folder)), AnswerTexts.load(Path(folder)))
        questions = _json(Path(folder) / QUESTIONS)
        return Trained(signs, questions, dict(_settings(_json(Path(folder) / METADATA))))


def known_questions(file: Path) -> Mapping[str, str]:
    """Read only the folded questions with their labels. Raises NotAModel."""
    with tempfile.TemporaryDirectory() as folder:
        if QUESTIONS not in _unpack(file, Path(folder), {QUESTIONS}):
            raise NotAModel(file)
        questions: Mapping[str, str] = _json(Path(folder) / QUESTIONS)
        return questions


def _unpack(file: Path, folder: Path, only: Collection[str] = ()) -> set[str]:
    """Write the classifier's files and the model's metadata into `folder`, without subfolders; return their names."""
    names = set()
    try:
        with tarfile.open(file, "r:gz") as archive:
            for member in _wanted(archive, only):
                content = archive.extractfile(member)
                if content:
                    name = PurePosixPath(member.name).name
                    (folder / name).write_bytes(content.read())
                    names.add(name)
    except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
        raise NotAModel(file) from error
    return names


def _wanted(archive: Iterable[tarfile.TarInfo], only: Collection[str]) -> Iterator[tarfile.TarInfo]:
    for member in archive:
        path = PurePosixPath(member.name)
        if (_CLASSIFIER in path.parent.name or path.name == METADATA) and (not only or path.name in only):
            yield member


def _settings(metadata: Mapping[str, Any]) -> Iterator[tuple[str, Settings]]:
    for node in metadata["predict_schema"]["nodes"].values():
        yield str(node["uses"]).rpartition(".")[2], node["config"]


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NotAModel(file) from error

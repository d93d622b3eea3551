"""Small archives that look like models from outside."""

import io
import json
import tarfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any


def sources(folder: Path, *names: str) -> Path:
    """Write each of the files with its name as content, and return the folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def write(path: Path) -> None:
    """Write a model, in the place of a training."""
    archive(path)


def archive(path: Path, trained_by: str = version("rasa"), uses: Sequence[str] = (), *, text: str = "trained") -> Path:
    """Write an archive whose metadata name the version of Rasa and the classes of the graph."""
    nodes = {f"run_{number}": {"uses": path} for number, path in enumerate(uses)}
    metadata = {"rasa_open_source_version": trained_by, "predict_schema": {"nodes": nodes}}
    return packed(path, {"components/text": text, "metadata.json": json.dumps(metadata)})


def packed(path: Path, files: dict[str, Any]) -> Path:
    with tarfile.open(path, "w:gz") as made:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            made.addfile(member, io.BytesIO(text.encode()))
    return path


def content(path: Path) -> str:
    """Return the text that `archive` was given."""
    with tarfile.open(path, "r:gz") as made:
        result = made.extractfile("components/text")
        assert result
        return result.read().decode()

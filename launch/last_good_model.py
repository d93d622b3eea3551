"""Remembers the model of the present data/generated, to serve it while the content has to be mended."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from launch.environment import ROOT
from launch.model import SOURCES, digest, present_path
from launch.model_file import objection

RECORD = "models/.made.json"
"""Names of models, by what was generated and the program that was there when each was made."""

_EDITED = ("data/", "domain.yml")
"""Sources that an operator edits, and may have broken since."""


def remember(model: Path, root: Path = ROOT) -> None:
    """Note that the model was made from what is generated now. Without room for the note there is none."""
    file = root / RECORD
    existing = {key: name for key, name in _record(root).items() if (file.parent / name).exists()}
    new = file.with_name(f"{file.name}-{os.getpid()}")
    with suppress(OSError):
        new.write_text(json.dumps({**existing, _key(root): model.name}), encoding="utf-8")
        new.replace(file)


def find_last_good(root: Path = ROOT) -> Path | None:
    """Return the model that goes with what is generated now, None where there is none of use."""
    noted = _record(root).get(_key(root))
    candidates = [present_path(root), *([root / "models" / noted] if noted else [])]
    return next((model for model in candidates if model.is_file() and objection(model, root) is None), None)


def _record(root: Path) -> Mapping[str, str]:
    try:
        record = json.loads((root / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(name) for key, name in record.items()} if isinstance(record, dict) else {}


def _key(root: Path) -> str:
    program = [pattern for pattern in SOURCES if not pattern.startswith(_EDITED)]
    return digest(root, program, ("generated/*.yml",))

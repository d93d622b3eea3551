"""Small contents as the converter writes them, and stores of versions, for tests."""

import json
from collections.abc import Mapping
from pathlib import Path

from launch.publish.store import Version, VersionStore


def generated(folder: Path, answers: Mapping[str, str], titles: Mapping[str, str] | None = None) -> Path:
    """Write what is generated of `answers` (id -> text) into the new `folder`; each is asked for by its id."""
    folder.mkdir(parents=True)
    said = "".join(f"  utter_faq/{id_}:\n  - text: {text}\n" for id_, text in answers.items())
    asked = "".join(f"- intent: faq/{id_}\n  examples: |\n    - {id_}？\n" for id_ in answers)
    (folder / "login.yml").write_text(f"nlu:\n{asked}responses:\n{said}", encoding="utf-8")
    rows = {id_: {"title": (titles or {}).get(id_, f"标题{id_}")} for id_ in answers}
    (folder / "answers.json").write_text(json.dumps({"renamed": {}, "answers": rows}), encoding="utf-8")
    (folder / "profile.json").write_text("{}", encoding="utf-8")
    return folder


def model(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.tar.gz"
    file.write_bytes(name.encode())
    return file


def kept(store: VersionStore, side: Path, name: str, answers: Mapping[str, str]) -> Version:
    """Keep a version with a model of this name; its files are made in `side`."""
    return store.keep(model(side, name), generated(side / f"generated-{name}", answers))

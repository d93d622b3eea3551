"""Checks whether a file can be served as a model, without starting Rasa."""

import gzip
import json
import tarfile
import zlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from launch.class_paths import is_there
from launch.environment import ROOT

METADATA = "metadata.json"
CHUNK = 1 << 20


def objection(model: Path, root: Path = ROOT) -> str | None:
    """Return in Chinese why this program can't serve the model, None where nothing speaks against it."""
    try:
        metadata = _metadata(model)
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError):
        return "文件不完整，或不是模型"
    if metadata is None:
        return "文件里没有模型的说明，可能由很早的版本训练"
    trained_by, here = str(metadata.get("rasa_open_source_version")), version("rasa")
    if trained_by != here:
        return f"由另一个版本的 Rasa 训练（{trained_by}，现在是 {here}）"
    missing = sorted(path for path in _classes(metadata) if not is_there(path, root))
    return f"由另一个版本的助手训练（没有 {missing[0]}）" if missing else None


def _metadata(model: Path) -> dict[str, Any] | None:
    """Read the archive to its very end, where the checksum stands."""
    metadata: dict[str, Any] | None = None
    with gzip.open(model) as unpacked:
        with tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for member in archive:
                content = archive.extractfile(member)
                if content and member.name.removeprefix("./") == METADATA:
                    metadata = json.load(content)
        while unpacked.read(CHUNK):
            pass
    if metadata is not None and not isinstance(metadata, dict):
        raise ValueError
    return metadata


def _classes(metadata: dict[str, Any]) -> set[str]:
    """Return the dotted paths of what the model's graph consists of, as far as they look like such."""
    nodes = (metadata.get("predict_schema") or {}).get("nodes") or {}
    return {str(node["uses"]) for node in nodes.values() if isinstance(node, dict) and "." in str(node.get("uses", ""))}

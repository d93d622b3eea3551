"""Compares files on disk with files in memory, and replaces them atomically."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def differences(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Return how the folder differs from `files`: missing, changed (stale or edited) or left-over ones."""
    present = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    differences = [f"{folder / name}: 缺失" for name in sorted(set(files) - present)]
    for name in sorted(present & set(files)):
        if (folder / name).read_bytes() != files[name].encode():
            differences.append(f"{folder / name}: 与 FAQ 不一致（过期或被手工改过）")
    return differences + [f"{folder / name}: 多余" for name in sorted(present - set(files))]


def replace_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Make `folder` hold exactly `files`. It is written elsewhere, then swapped."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    side = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        side.chmod(0o755)
        for name, content in files.items():
            (side / name).write_text(content, encoding="utf-8", newline="\n")
        old = side.with_name(side.name + "-old")
        if folder.exists():
            os.replace(folder, old)
        try:
            os.replace(side, folder)
        except OSError:
            os.replace(old, folder)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(side, ignore_errors=True)


def replace_file(path: Path, content: str) -> None:
    """Write `path` so that a reader sees the old or the new content, never a part."""
    replace_bytes(path, content.encode())


def replace_bytes(path: Path, content: bytes) -> None:
    """Write bytes in the same way."""
    side = path.with_name(f".{path.name}.new")
    side.write_bytes(content)
    os.replace(side, path)


def editing_yaml() -> Any:
    """Return a YAML reader and writer that keeps comments, quotes and order."""
    yaml: Any = YAML()  # its attributes are untyped
    yaml.preserve_quotes, yaml.width = True, 4096
    yaml.indent(mapping=2, sequence=2, offset=0)
    return yaml

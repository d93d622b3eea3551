"""Where the versions of the content lie that are served, and which files a version shows now."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from owner.folder import GENERATED, ROOT, content_folder

PUBLISHED = "var/published"
SERVED = "served.json"
"""In the folder of the versions: which of them is in service."""

HEADER = "X-Content-Version"
"""Of a call of the action server: the number of the version that the turn shows."""

_Stamps = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class View:
    """The files that a process shows of the content: those of the version in `folder`.

    `draft`: the folder in which `make data` writes. Its titles and sentences count where it was written later and
    teaches the same answers.
    """

    folder: Path
    draft: Path | None = None

    @property
    def name(self) -> str:
        """The version's number."""
        return self.folder.parent.name

    def file(self, name: str) -> Path:
        """Return where the file of this name is read now; raises OSError where the version lacks it."""
        own = self.folder / name
        if self.draft is None or is_pinned(self.folder.parent.parent):
            return own
        edited = self.draft / name
        try:
            later = edited.stat().st_mtime_ns > own.stat().st_mtime_ns
            return edited if later and taught(self.draft) == taught(self.folder) else own
        except OSError:
            return own


def published_folder(root: Path = ROOT, content: Path | None = None) -> Path:
    """Return the folder of the versions of the content, by default of the one that is served."""
    content = (content or content_folder(root)).resolve()
    where = hashlib.sha256(str(content).encode()).hexdigest()[:8]
    return root / PUBLISHED / f"{content.name}-{where}"


def view_of(number: str, root: Path = ROOT) -> View | None:
    """Return the view of the version with this number, None where there is no such version."""
    folder = published_folder(root) / number / GENERATED
    return View(folder, content_folder(root) / GENERATED) if number.isdecimal() and folder.is_dir() else None


def served_record(versions: Path) -> Mapping[str, Any]:
    """Return what stands in the record of the version in service, nothing where there is none."""
    try:
        found = json.loads((versions / SERVED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_pinned(versions: Path) -> bool:
    """Say whether the owner went back to a version: then nothing of the draft counts until the next publication."""
    return bool(served_record(versions).get("pinned"))


def taught(generated: Path) -> str:
    """Return a digest of what models are trained with; raises OSError."""
    files = sorted(generated.glob("*.yml"))
    stamps = tuple((str(file), status.st_mtime_ns, status.st_ino) for file in files for status in (file.stat(),))
    return _taught(stamps)


@lru_cache(maxsize=8)
def _taught(stamps: _Stamps) -> str:
    total = hashlib.sha256()
    for name, _, _ in stamps:
        file = Path(name)
        total.update(f"\n{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}".encode())
    return total.hexdigest()

"""Finds the files of the version in service, and keeps those draft files that users already see."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from owner.folder import GENERATED, ROOT, content_folder

PUBLISHED = "var/published"
SERVED = "served.json"
"""The file in the folder of the versions that records which one is in service."""

LIVE = "live"
"""The folder in a version with those files of the draft that users saw until the draft got other training data."""

PROFILE = "profile.json"
"""The generated profile."""

HEADER = "X-Content-Version"
"""The header of a call of the action server with the number of the version that the turn shows."""

_Stamps = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class View:
    """The files of the content that a process shows: those of the version in `folder`.

    `draft`: the folder into which `make data` writes. A file of it is used instead if it is newer and the training data
    and synonyms are the same; otherwise the last one that was used so.
    """

    folder: Path
    draft: Path | None = None

    @property
    def name(self) -> str:
        """The version's number."""
        return self.folder.parent.name

    def file(self, name: str) -> Path:
        """Return the current path of the file with this name. Raises OSError if the version lacks it."""
        own = self.folder / name
        if self.draft is None or is_pinned(self.folder.parent.parent):
            return own
        for edited in (self.draft / name, self.folder.parent / LIVE / name):
            with suppress(OSError):
                later = edited.stat().st_mtime_ns > own.stat().st_mtime_ns
                if later and (
                    edited.parent != self.draft or training_digest(self.draft) == training_digest(self.folder)
                ):
                    return edited
        return own


def published_folder(root: Path = ROOT, content: Path | None = None) -> Path:
    """Return the folder of the versions of `content`, by default of the served content."""
    content = (content or content_folder(root)).resolve()
    where = hashlib.sha256(str(content).encode()).hexdigest()[:8]
    return root / PUBLISHED / f"{content.name}-{where}"


def view_of(number: str, root: Path = ROOT) -> View | None:
    """Return the view of the version with this number; None if there is no such version."""
    folder = published_folder(root) / number / GENERATED
    return View(folder, content_folder(root) / GENERATED) if number.isdecimal() and folder.is_dir() else None


def served_record(versions: Path) -> Mapping[str, Any]:
    """Return the record of the version in service; empty if there is none."""
    try:
        data = json.loads((versions / SERVED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def is_pinned(versions: Path) -> bool:
    """Return whether the owner went back to a version; the draft is then ignored until the next publication."""
    return bool(served_record(versions).get("pinned"))


def keep_live(generated: Path, versions: Path) -> None:
    """Keep what users see of the draft beside each version that shows it, before the draft changes. Raises OSError."""
    for version in () if is_pinned(versions) else versions.glob("[0-9]*"):
        # A version may be removed meanwhile.
        with suppress(FileNotFoundError):
            if training_digest(version / GENERATED) != training_digest(generated):
                continue
            for file in generated.glob("*.json"):
                shown = version / LIVE / file.name
                shown.parent.mkdir(exist_ok=True)
                side = shown.with_name(f".{file.name}-{os.getpid()}")
                # With its time, by which a view knows whether it is newer than the version's own.
                shutil.copy2(file, side)
                side.replace(shown)


def served_number(versions: Path) -> int:
    """Return the number of the version in service, else of the newest, which `make run` serves; 0 if there is none."""
    numbers = [int(path.name) for path in versions.glob("[0-9]*") if path.name.isdecimal()]
    served = served_record(versions).get("version")
    return int(served) if served in numbers else max(numbers, default=0)


def waits_for_publication(generated: Path, versions: Path) -> bool:
    """Return whether users get what is generated only by a publication. Raises OSError."""
    number = served_number(versions)
    served = versions / str(number) / GENERATED
    return bool(number) and (is_pinned(versions) or training_digest(served) != training_digest(generated))


def training_digest(generated: Path) -> str:
    """Return a digest of what a model there is taught: the training data, and the synonyms that they are read with.

    Raises OSError.
    """
    files = [*sorted(generated.glob("*.yml")), *generated.glob(PROFILE)]
    stamps = tuple((str(file), status.st_mtime_ns, status.st_ino) for file in files for status in (file.stat(),))
    return _digest_of(stamps)


@lru_cache(maxsize=8)
def _digest_of(stamps: _Stamps) -> str:
    total = hashlib.sha256()
    for name, _, _ in stamps:
        file = Path(name)
        taught = _synonyms(file) if file.name == PROFILE else file.read_bytes()
        if taught:
            total.update(f"\n{file.name} {hashlib.sha256(taught).hexdigest()}".encode())
    return total.hexdigest()


def _synonyms(profile: Path) -> bytes:
    """Return the synonyms in a profile.json, nothing where it has none or is damaged."""
    try:
        synonyms = json.loads(profile.read_text(encoding="utf-8")).get("synonyms")
    except (ValueError, AttributeError):
        return b""
    return json.dumps(synonyms, sort_keys=True).encode() if synonyms else b""

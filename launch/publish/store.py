"""VersionStore: stores served versions in numbered folders, each with its model and a copy of data/generated."""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from launch.model_file import objection
from owner.folder import GENERATED
from owner.versions import SERVED, View, served_record
from persistence.private import FILE as PRIVATE

MOST_KEPT = 6
"""Number of newest versions that are kept beside those in use."""

LOCK, NUMBERING = ".publishing", ".numbering"
_SIDE = ".new-"


class Busy(Exception):
    """Another publication is running; the message says whose."""


@dataclass(frozen=True)
class Served:
    """The version in service. `serial` grows with each change; `previous`: the last version, 0 for none.

    `pinned`: the owner rolled back to this version, so a start serves it instead of the draft.
    """

    serial: int = 0
    version: int = 0
    previous: int = 0
    pinned: bool = False


@dataclass(frozen=True)
class Version:
    folder: Path

    @property
    def number(self) -> int:
        return int(self.folder.name)

    @property
    def generated(self) -> Path:
        return self.folder / GENERATED

    @property
    def model(self) -> Path:
        """The model's file; raises FileNotFoundError if it was removed by hand."""
        file = next(iter(self.folder.glob("*.tar.gz")), None)
        if file is None:
            raise FileNotFoundError(str(self.folder))
        return file

    def view(self, draft: Path | None = None) -> View:
        return View(self.generated, draft)

    @property
    def content(self) -> str:
        """A digest of the model's name and of the generated files."""
        return content_digest(self.model, self.generated)


def content_digest(model: Path, generated: Path) -> str:
    total = hashlib.sha256(model.name.encode())
    for file in sorted(generated.iterdir()):
        total.update(f"\n{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}".encode())
    return total.hexdigest()[:16]


@dataclass(frozen=True)
class VersionStore:
    """`folder`: contains the versions of one content (owner.versions.published_folder)."""

    folder: Path

    def versions(self) -> list[Version]:
        """Return the complete versions, oldest first."""
        there = (Version(path) for path in self.folder.glob("[0-9]*") if path.name.isdecimal())
        return sorted((version for version in there if _is_whole(version)), key=lambda version: version.number)

    def version(self, number: int) -> Version | None:
        return next((version for version in self.versions() if version.number == number), None)

    def keep(self, model: Path, generated: Path) -> Version:
        """Return the version with this content, created if it does not exist; raises OSError.

        If its copy of the model is of no use, it gets this one.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with _alone(self.folder / NUMBERING):
            versions = self.versions()
            content = content_digest(model, generated)
            version = next((version for version in reversed(versions) if version.content == content), None)
            if version is None:
                return self._make(model, generated)
            _mend(version.model, model)
        for file in version.generated.iterdir():
            # Marks these files as newer than what `make data` wrote before (owner.versions.View).
            os.utime(file)
        return version

    def _make(self, model: Path, generated: Path) -> Version:
        for abandoned in self.folder.glob(f"{_SIDE}*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        side = Path(tempfile.mkdtemp(prefix=_SIDE, dir=self.folder))
        try:
            side.chmod(0o755)
            shutil.copytree(generated, side / GENERATED, copy_function=shutil.copyfile)
            _link(model, side / model.name)
            numbers = [int(path.name) for path in self.folder.iterdir() if path.name.isdecimal()]
            made = self.folder / str(max([self.served().version, *numbers], default=0) + 1)
            side.rename(made)
        finally:
            shutil.rmtree(side, ignore_errors=True)
        return Version(made)

    def served(self) -> Served:
        """Return the version in service; its number is 0 if nothing was ever published."""
        record = served_record(self.folder)
        with suppress(KeyError, TypeError, ValueError):
            numbers = {name: int(record[name]) for name in ("serial", "version", "previous")}
            return Served(**numbers, pinned=bool(record["pinned"]))
        return Served()

    def serve(self, version: int, previous: int, *, pinned: bool) -> Served:
        """Put this version into service; all servers that follow publications load it. Raises OSError."""
        now = Served(self.served().serial + 1, version, previous, pinned)
        write_json(self.folder / SERVED, asdict(now))
        return now

    def prune(self, needed: Iterable[int]) -> None:
        """Remove old versions, except the newest MOST_KEPT and those that are needed."""
        served = self.served()
        in_use = {served.version, served.previous, *needed}
        for old in self.versions()[:-MOST_KEPT]:
            if old.number not in in_use:
                shutil.rmtree(old.folder, ignore_errors=True)

    @contextmanager
    def publishing(self, who: str) -> Iterator[None]:
        """Hold the lock of publications; raises Busy. `who`: shown to others meanwhile."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOCK).open("a+", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise Busy(lock.read().strip()) from None
            _write(lock, who)
            yield
            _write(lock, "")


def write_json(file: Path, content: object) -> None:
    """Write the file atomically and for its owner alone; a reader sees either the old or the new content."""
    side = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        with os.fdopen(os.open(side, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "w", encoding="utf-8") as stream:
            json.dump(content, stream, ensure_ascii=False)
        side.replace(file)
    finally:
        side.unlink(missing_ok=True)


def _is_whole(version: Version) -> bool:
    return version.generated.is_dir() and any(version.folder.glob("*.tar.gz"))


def _link(model: Path, there: Path) -> None:
    """Link or copy the model; a link is safe, because models are replaced and never changed."""
    try:
        os.link(model, there)
    except OSError:
        shutil.copyfile(model, there)


def _mend(there: Path, model: Path) -> None:
    """Put the model in the place of one that can't be served, for instance because the disk cut it off."""
    if there.samefile(model) or objection(there) is None or objection(model) is not None:
        return
    side = there.with_name(f"{_SIDE}{os.getpid()}")
    side.unlink(missing_ok=True)
    _link(model, side)
    side.replace(there)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(lock: TextIO, text: str) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(text)
    lock.flush()

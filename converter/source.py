"""The content's files, read together: the FAQ, its catalog, the profile, the hand-written examples."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from converter import catalog_file
from converter.assign import assign
from converter.checks.profile import check_profile
from converter.conversion import Conversion, read
from converter.errors import Finding, SourceError
from converter.handwritten import asked_by_hand
from owner.folder import PROFILE_FILE, TALK
from owner.live import PROFILE as GENERATED_PROFILE
from owner.live import using
from owner.profile import Profile
from owner.reading import Reading
from owner.reading import read as read_profile

MOST_BYTES = 8_000_000
"""More is no text that people wrote; it is not even read."""


@dataclass(frozen=True)
class Files:
    """Where the content stands. `root`: the project, which findings name files from."""

    root: Path
    content: Path
    faq: Path
    catalog: Path
    generated: Path

    def name(self, path: Path) -> str:
        """Return how a finding names the file."""
        return str(path.relative_to(self.root) if path.is_relative_to(self.root) else path)


@dataclass(frozen=True)
class Source:
    """The content as it was read. `catalog_text` is what the reading rests on, `assigned` what was changed in it."""

    conversion: Conversion
    profile: Profile | None
    findings: tuple[Finding, ...]
    catalog_text: str
    assigned: tuple[str, ...]

    def files(self) -> Mapping[str, str]:
        """The generated files, name -> content. Raises ValueError for a profile that cannot be read."""
        if self.profile is None:
            raise ValueError("a profile that cannot be read stops everything")
        shown = self.profile.json(ensure_ascii=False, indent=1, exclude_defaults=True)
        return {**self.conversion.files(self.profile.most_asked), GENERATED_PROFILE: f"{shown}\n"}


def read_source(files: Files, *, with_new_ids: bool = False) -> Source:
    """Read and check everything together. Raises SourceError where a file cannot be read at all, and OSError."""
    faq, catalog_text, reading = read_bytes(files.faq), _catalog_text(files), _profile(files)
    roles = [role.id for role in reading.profile.roles] if reading.profile else None
    with _served(reading):
        folders = (files.root / TALK, files.content / "nlu")
        renamed = catalog_file.load(catalog_text).renamed
        by_hand = [
            replace(one, answer=renamed.get(one.answer, one.answer))
            for folder in folders
            for one in asked_by_hand(folder, files.root)
        ]
        try:
            conversion = read(faq, catalog_text, by_hand, roles)
            _check_whole(files, conversion)
            assigned: Sequence[str] = ()
            if with_new_ids:
                catalog_text, assigned = assign(catalog_text, conversion.catalog, conversion.answers)
                conversion = read(faq, catalog_text, by_hand, roles) if assigned else conversion
        except SourceError as error:
            error.path = error.path or files.faq
            raise
    findings = tuple(check_profile(reading, conversion, files.name(files.content / PROFILE_FILE)))
    return Source(conversion, reading.profile, findings, catalog_text, tuple(assigned))


@contextmanager
def _served(reading: Reading) -> Iterator[None]:
    """Let places and roles be those of this profile, and not those of what is served."""
    if reading.profile is None:
        yield
        return
    with using(reading.profile):
        yield


def _profile(files: Files) -> Reading:
    path = files.content / PROFILE_FILE
    try:
        return read_profile(read_bytes(path).decode(), files.content)
    except UnicodeDecodeError as bad:
        raise SourceError(f"不是 UTF-8：{bad.reason}", path=path) from bad
    except FileNotFoundError as missing:
        raise SourceError("没有这个文件：它写着助手的名称、常用语、角色和地区，请从版本库恢复", path=path) from missing


def _catalog_text(files: Files) -> str:
    try:
        text = str(files.catalog.read_text(encoding="utf-8"))
        catalog_file.load(text)
    except UnicodeDecodeError as bad:
        raise SourceError(f"不是 UTF-8：{bad.reason}", path=files.catalog) from bad
    except SourceError as error:
        error.path = files.catalog
        raise
    return text


def _check_whole(files: Files, conversion: Conversion) -> None:
    """Blame findings on catalog.yml where it was cut off: they are about the FAQ only because the rest is missing."""
    catalog = conversion.catalog
    there = {"sections": catalog.sections, "topics": catalog.topics, "answers": catalog.records}
    missing = [key for key, rows in there.items() if not rows]
    signs = []
    if missing and files.generated.is_dir():
        signs.append(f"没有 {'、'.join(missing)}")
    if not catalog.text.endswith("\n"):
        signs.append("最后一行没有换行")
    if signs and conversion.verdict.stopping:
        message = f"{'，'.join(signs)}，文件像是没有写完：请从版本库或备份恢复，或补全它"
        raise SourceError(message, catalog.text.count("\n") + 1, files.catalog)


def read_bytes(path: Path) -> bytes:
    """Return the file, no more than needed to see that it is far too large. Raises OSError."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES)

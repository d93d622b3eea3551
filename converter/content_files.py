"""Reads the files of the content one by one, so that all unreadable ones are named at once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from converter import catalog_file, contradictions
from converter.checks.contradictions import NONE
from converter.checks.examples import ExampleFile, read_examples
from converter.contradictions import Contradictions
from converter.decode import decode, decode_whole, utf8
from converter.errors import Finding, SourceError
from converter.handwritten import example_files
from converter.weights import UNREADABLE
from owner.folder import PROFILE_FILE, TALK
from owner.live import using
from owner.positions import NotYaml, parse
from owner.reading import ProfileReading
from owner.reading import read as read_profile

MOST_BYTES = 8_000_000
"""Largest file that is read; people write no larger ones."""

MISSING = "没有这个文件：请从版本库或备份恢复"


@dataclass(frozen=True)
class ContentFiles:
    """The folder of the content. `root`: the project; findings name files relative to it."""

    root: Path
    content: Path
    faq: Path
    catalog: Path
    generated: Path

    def name(self, path: Path) -> str:
        """Return the file's name in findings."""
        return str(path.relative_to(self.root) if path.is_relative_to(self.root) else path)

    @property
    def profile(self) -> Path:
        return self.content / PROFILE_FILE

    @property
    def contradictions(self) -> Path:
        return self.content / "source" / contradictions.NAME

    @property
    def examples(self) -> Sequence[Path]:
        """Hand-written examples: of this content, and those that every assistant is taught."""
        return [path for folder in (self.root / TALK, self.content / "nlu") for path in example_files(folder)]


@dataclass
class ReadContent:
    """What was read. `unreadable`: findings for the files that could not be read, whose texts are empty."""

    faq: bytes = b""
    catalog: str = ""
    profile: ProfileReading = field(default_factory=lambda: ProfileReading(None, (), {}))
    examples: Sequence[ExampleFile] = ()
    intents: Sequence[str] | None = None
    clashing: Contradictions = NONE
    unreadable: list[Finding] = field(default_factory=list)


def profile_of(files: ContentFiles) -> ProfileReading:
    """Read only the profile; the reading is empty if the file cannot be read."""
    try:
        return read_profile(decode_whole(read_bytes(files.profile)), files.content)
    except (OSError, SourceError):
        return ProfileReading(None, (), {})


def read_files(files: ContentFiles) -> ReadContent:
    """Read all files of the content."""
    read = ReadContent()
    texts: dict[Path, bytes] = {}
    for path in (files.faq, files.catalog, files.profile):
        try:
            texts[path] = read_bytes(path)
        except FileNotFoundError:
            read.unreadable.append(_unreadable(files, SourceError(MISSING, path=path)))
    if files.faq in texts:
        read.faq = texts[files.faq]
        _try(read, files, files.faq, lambda: decode(read.faq))
    if files.profile in texts:
        _try(read, files, files.profile, lambda: _profile(read, texts[files.profile], files.content))
    if files.catalog in texts:
        with serving(read.profile):
            _try(read, files, files.catalog, lambda: _catalog(read, texts[files.catalog]))
    if files.contradictions.is_file():
        _try(read, files, files.contradictions, lambda: _clashing(read, read_bytes(files.contradictions)))
    read.examples, wrong = read_examples(files.examples, files.root)
    read.unreadable += wrong
    _try(read, files, files.root / "domain.yml", lambda: _domain(read, files.root / "domain.yml"))
    return read


@contextmanager
def serving(reading: ProfileReading) -> Iterator[None]:
    """Use the places, roles and synonyms of this profile instead of those in service."""
    if reading.profile is None:
        yield
        return
    with using(reading.profile):
        yield


def read_bytes(path: Path) -> bytes:
    """Return the bytes, of a far too large file only the beginning. Raises OSError."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def _try(read: ReadContent, files: ContentFiles, path: Path, step: Callable[[], object]) -> None:
    try:
        step()
    except SourceError as error:
        read.unreadable.append(_unreadable(files, SourceError(error.message, error.line, error.path or path)))


def _unreadable(files: ContentFiles, error: SourceError) -> Finding:
    path = error.path or files.faq
    # An empty path stands for the FAQ itself.
    return Finding(
        error.line, UNREADABLE, error.message, path="" if path == files.faq else files.name(path), fatal=True
    )


def _catalog(read: ReadContent, data: bytes) -> None:
    read.catalog = _text(data)
    catalog_file.load(read.catalog)


def _profile(read: ReadContent, data: bytes, folder: Path) -> None:
    read.profile = read_profile(_text(data), folder)


def _clashing(read: ReadContent, data: bytes) -> None:
    read.clashing = contradictions.load(_text(data))


def _domain(read: ReadContent, path: Path) -> None:
    """Read the intents of the domain, which is missing when content outside the project is converted."""
    if not path.is_file():
        return
    try:
        data, _ = parse(utf8(path.read_bytes()))
    except NotYaml as bad:
        raise SourceError(bad.message, bad.line) from bad
    intents = data.get("intents") if isinstance(data, dict) else None
    read.intents = [str(intent) for intent in intents] if isinstance(intents, list) else None


def _text(data: bytes) -> str:
    return decode_whole(data).replace("\r\n", "\n")

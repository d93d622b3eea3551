"""Reads the examples of data/nlu/ and data/generated/ for the checks: text, intent, file, line."""

import re
from collections.abc import Iterable
from pathlib import Path

from converter.checks.questions import PlacedQuestion
from converter.decode import utf8
from converter.errors import SourceError
from understanding.labels import FAQ, bare, is_under

ENDINGS = (".yml", ".yaml")

_INTENT = re.compile(r"""^\s*-\s*intent:\s*["']?([^\s"'#]+)["']?\s*(?:#.*)?$""")
_SECTION = re.compile(r"^\w+:")
_EXAMPLE = re.compile(r"^\s+-\s*(\S.*?)\s*$")


def asked_by_hand(folder: Path, root: Path) -> list[PlacedQuestion]:
    """Return every example under `folder`; the answer is the id for FAQ examples, else the intent."""
    return asked_in_files(example_files(folder), root)


def example_files(folder: Path) -> list[Path]:
    """Return the files under `folder` that training reads: Rasa accepts both endings in upper or lower case."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)


def asked_in_files(files: Iterable[Path], root: Path) -> list[PlacedQuestion]:
    """Return every example of these files, named relative to `root` if they are under it."""
    return [question for path in files for question in _questions(path, _name(path, root))]


def _name(path: Path, root: Path) -> str:
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def _questions(path: Path, name: str) -> Iterable[PlacedQuestion]:
    intent = ""
    for number, line in enumerate(_read(path).split("\n"), 1):
        if _SECTION.match(line):
            intent = ""
        elif match := _INTENT.match(line):
            intent = bare(match[1]) if is_under(FAQ, match[1]) else match[1]
        elif intent and (match := _EXAMPLE.match(line)):
            yield PlacedQuestion(match[1], intent, number, name)


def _read(path: Path) -> str:
    try:
        return utf8(path.read_bytes()).replace("\r\n", "\n")
    except SourceError as bad:
        raise SourceError(bad.message, bad.line, path) from bad

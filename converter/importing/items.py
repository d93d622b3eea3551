"""Defines the data of an import: lines and tables with their places, and candidates and doubts found in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class ImportRefused(Exception):
    """A file cannot be imported; the message is one sentence with the reason and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class FilePlace:
    """A place in a file; `spot`: 第 3 段, 第 12 行, 工作表“问答”第 5 行."""

    file: str
    spot: str

    def __str__(self) -> str:
        return f"{self.file} {self.spot}"


@dataclass(frozen=True)
class DocumentLine:
    """One line or paragraph; an empty text is a blank line.

    `heading`: its level from 1, 0 for other text. `level`: its depth in an automatic list.
    `aside`: the reason why it belongs to no question or answer (目录, 题目).
    `pictures`: how many it has; they cannot be imported.
    """

    place: FilePlace
    text: str
    heading: int = 0
    bold: bool = False
    level: int = 0
    aside: str = ""
    pictures: int = 0


@dataclass(frozen=True)
class TableRow:
    """One row of a table. `letters`: its columns are named A, B, C, as in a sheet."""

    place: FilePlace
    cells: tuple[str, ...]
    letters: bool = True

    def cell(self, column: int) -> FilePlace:
        """Return the place of a cell; columns count from 0."""
        return FilePlace(self.place.file, f"{self.place.spot} {column_name(column, letters=self.letters)} 列")


@dataclass(frozen=True)
class Table:
    """`section`: the section of its questions unless the table names one; the name of one of several sheets."""

    rows: tuple[TableRow, ...]
    section: str = ""


Item: TypeAlias = DocumentLine | Table


@dataclass(frozen=True)
class Document:
    """A file as it was read. `remarks`: sentences of its reader; `doubts`: what it could not read.

    `embedded`: the exact text in an export, packed.
    """

    name: str
    items: tuple[Item, ...]
    remarks: tuple[str, ...] = ()
    doubts: tuple["Doubt", ...] = ()
    embedded: str = ""


@dataclass(frozen=True)
class Doubt:
    """A place that a person should look at, with what is doubtful and what to do."""

    place: FilePlace
    what: str
    do: str


@dataclass(frozen=True)
class Addressee:
    """Whom a row is for. `kind`: "role" or "place"; `name`: as the file calls it; `place`: its cell."""

    kind: str
    name: str
    place: FilePlace | None = None


@dataclass(frozen=True)
class Candidate:
    """Questions with one answer, as they stand in the file. `id`: only in rows of an export."""

    section: str
    questions: tuple[str, ...]
    answer: str
    place: FilePlace
    id: str = ""
    addressed: tuple[Addressee, ...] = ()


@dataclass(frozen=True)
class ItemOutcome:
    """What became of one line or row of the file."""

    place: FilePlace
    text: str
    became: str


@dataclass
class Recognised:
    """All that was recognised in one or several files."""

    candidates: list[Candidate] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    accounts: list[ItemOutcome] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def addressed(self) -> bool:
        """Say whether a row names a role or a place."""
        return any(candidate.addressed for candidate in self.candidates)

    def doubt(self, place: FilePlace, what: str, do: str) -> None:
        self.doubts.append(Doubt(place, what, do))

    def account(self, place: FilePlace, text: str, became: str) -> None:
        self.accounts.append(ItemOutcome(place, text, became))

    def add(self, other: "Recognised") -> None:
        self.candidates += other.candidates
        self.doubts += other.doubts
        self.accounts += other.accounts
        self.remarks += other.remarks


def visible(text: str) -> str:
    """Return a text without zero-width characters, which pasting brings along, and with plain blanks only."""
    return _INVISIBLE.sub("", text).replace("\xa0", " ")


def column_name(column: int, *, letters: bool) -> str:
    """Return A for 0 and AA for 26; or 第 1 for 0."""
    if not letters:
        return f"第 {column + 1}"
    name, rest = "", column + 1
    while rest:
        rest, at = divmod(rest - 1, len(LETTERS))
        name = LETTERS[at] + name
    return name


def one_line(name: str) -> str:
    """Return a section's name as one line; a line that a merged cell has twice counts once."""
    return " ".join(dict.fromkeys(line.strip() for line in name.splitlines() if line.strip()))


def joined(cells: Sequence[str]) -> str:
    """Return a row as one line of text."""
    return " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())


def shortened(text: str) -> str:
    """Return the beginning of a text, as it is quoted in a doubt."""
    return text if len(text) <= 30 else f"{text[:30]}…"

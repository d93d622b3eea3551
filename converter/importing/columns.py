"""Finds the columns of a table that hold questions, answers and the like, by their names in the header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from converter.importing.guessed_columns import LONGEST_NAME, completed, like_a_header
from converter.importing.items import Table, TableRow
from converter.importing.marks import asks

HEADERS_FILE = Path(__file__).with_name("headers.yml")
HEADER_WITHIN = 10
"""The header is looked for in so many non-empty rows, since titles may stand above it."""

LONGEST_SECTION = 20
"""Most characters of a section's name in a table."""

_MARKS = re.compile(r"[\s\W_]+|（.*?）|\(.*?\)")
_NUMBER = re.compile(r"\d{1,6}(?:\.0)?[.、]?")


@dataclass(frozen=True)
class Columns:
    """Which column holds what. `header`: index of the row with the columns' names; -1: there is none.

    `guessed`: kinds whose column was found without a known name.
    """

    header: int
    of: Mapping[str, int]
    guessed: tuple[str, ...] = ()

    def text(self, row: TableRow, name: str) -> str:
        at = self.of.get(name, -1)
        return row.cells[at].strip() if 0 <= at < len(row.cells) else ""


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    headers = yaml.safe_load(HEADERS_FILE.read_text(encoding="utf-8"))
    kinds = ("number", "id", "place", "role", "similar", "section", "answer", "question")
    return {_folded(str(name)): kind for kind in kinds for name in headers[kind]}


@lru_cache(maxsize=1)
def _parts() -> Sequence[tuple[str, str]]:
    rows = yaml.safe_load(HEADERS_FILE.read_text(encoding="utf-8"))["parts"]
    return [(part, kind) for row in rows for kind, parts in row.items() for part in parts]


def _by_part(cell: str) -> str:
    """Return the kind of a column by one word of its short name: 知识内容, 事项类别."""
    name = _folded(cell)
    return next((kind for part, kind in _parts() if part in name), "") if len(name) <= LONGEST_NAME else ""


@lru_cache(maxsize=1)
def _values() -> Mapping[str, frozenset[str]]:
    headers = yaml.safe_load(HEADERS_FILE.read_text(encoding="utf-8"))
    return {key: frozenset(str(header).lower() for header in headers[key]) for key in ("everybody", "sheets")}


def everybody(value: str) -> bool:
    """Say whether a role or a place means everybody."""
    return not value or value.lower() in _values()["everybody"]


def means_nothing(sheet: str) -> bool:
    """Say whether a sheet has a default name, which says nothing about its content: Sheet1, 工作表2."""
    return sheet.lower().strip(" 0123456789") in _values()["sheets"]


def _folded(cell: str) -> str:
    return _MARKS.sub("", cell).lower()


def columns_of(table: Table) -> Columns | None:
    """Find the columns by the header; a table of two columns may do without. None: it holds no questions."""
    rows = [(at, row) for at, row in enumerate(table.rows) if any(cell.strip() for cell in row.cells)]
    for at, row in rows[:HEADER_WITHIN]:
        of = _named(row)
        if "question" in of and "answer" in of:
            unnamed = None if "section" in of else _unnamed_section(row, table.rows[at + 1 :], of)
            return Columns(at, of if unnamed is None else {**of, "section": unnamed})
    return _of_unknown_names(table, rows) or _without_header(rows)


def _of_unknown_names(table: Table, rows: Sequence[tuple[int, TableRow]]) -> Columns | None:
    """Find the columns under a header with unknown names, by the cells below it."""
    if any(vertical(cell_of(row, 0)) == "answer" for _, row in rows):
        return None
    for at, row in rows[:HEADER_WITHIN]:
        if not like_a_header(row.cells):
            continue
        named = _named(row)
        columns = completed(row, table.rows[at + 1 :], named)
        if columns:
            return Columns(at, columns, tuple(kind for kind in ("question", "answer") if kind not in named))
    return None


def _named(header: TableRow) -> dict[str, int]:
    of: dict[str, int] = {}
    for name in (lambda cell: _names().get(_folded(cell), ""), _by_part):
        for column, cell in enumerate(header.cells):
            kind = name(cell) if column not in of.values() else ""
            if kind and kind not in of:
                of[kind] = column
    return of


def _unnamed_section(header: TableRow, rows: Sequence[TableRow], of: Mapping[str, int]) -> int | None:
    """Return the unnamed column left of the questions whose short texts name sections."""
    for column in range(of["question"]):
        texts = {cell_of(row, column) for row in rows} - {""}
        words = all(len(text) <= LONGEST_SECTION and not _NUMBER.fullmatch(text) for text in texts)
        if texts and words and not cell_of(header, column):
            return column
    return None


def _without_header(placed: Sequence[tuple[int, TableRow]]) -> Columns | None:
    """Find questions and answers in two columns without names: at least half of the left cells must ask.

    A column of numbers may stand beside them. A name of questions in the first row makes that the header, whatever
    the answers are called.
    """
    rows = [row for _, row in placed]
    used = sorted({at for row in rows for at, cell in enumerate(row.cells) if cell.strip()})
    if used and all(_NUMBER.fullmatch(cell_of(row, used[0])) or not cell_of(row, used[0]) for row in rows):
        used = used[1:]
    if len(used) != 2:
        return None
    left, right = used
    header = placed[0][0] if _names().get(_folded(cell_of(rows[0], left))) == "question" else -1
    both = [row for at, row in placed if at > header and cell_of(row, left) and cell_of(row, right)]
    asking = sum(asks(cell_of(row, left)) for row in both)
    if not both or asking < 0.5 * len(both) or any(vertical(cell_of(row, left)) for row in both):
        return None
    return Columns(header, {"question": left, "answer": right}, ("answer",) if header >= 0 else ())


def cell_of(row: TableRow, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""


def vertical(cell: str) -> str:
    """Return the kind that a cell at the left names (问题, 答案); empty for other texts."""
    kind = _names().get(_folded(cell), "")
    return kind if kind in ("question", "answer", "similar", "section") else ""


def is_header(question: str, answer: str) -> bool:
    """Say whether a row repeats the names of the columns."""
    return _names().get(_folded(question)) == "question" and _names().get(_folded(answer)) == "answer"

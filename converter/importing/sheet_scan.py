"""Reads from a sheet's XML: merged cells, formulas without a value, the last row.

openpyxl does not give them when it reads row by row.
"""

import re
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from converter.importing.limits import MOST_CELLS, MOST_ROWS, too_many_cells, too_many_rows

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
MOST_MERGED = 20_000


@dataclass(frozen=True)
class Merged:
    """A range of merged cells; rows count from 1, columns from 0."""

    top: int
    bottom: int
    left: int


@dataclass
class Scan:
    """`last`: the last non-empty row. `unknown`: cells (B5) whose formula has no stored value."""

    last: int = 0
    filled: int = 0
    cells: int = 0
    merged: list[Merged] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def scan(sheet: IO[bytes]) -> Scan:
    """Read the XML of a sheet once. Raises ImportRefused for too many rows."""
    scanner = _Scanner()
    for event, element in iterparse(sheet, events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "row":
                scanner.begin_row(element)
            continue
        scanner.end(name, element)
        if name in ("c", "row", "mergeCell"):
            element.clear()
    return scanner.scan


class _Scanner:
    """Collects a Scan from the elements of a sheet, in their order."""

    def __init__(self) -> None:
        self.scan = Scan()
        self._row, self._filled = 0, False
        # Of the present cell.
        self._formula = self._value = False

    def begin_row(self, row: Element) -> None:
        self._row, self._filled = int(row.get("r") or self._row + 1), False

    def end(self, name: str, element: Element) -> None:
        if name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._value = self._value or bool(element.text)
        elif name == "c":
            self._end_cell(element)
        elif name == "row":
            self._end_row()
        elif name == "mergeCell" and len(self.scan.merged) < MOST_MERGED:
            _merge(element.get("ref") or "", self.scan)

    def _end_cell(self, cell: Element) -> None:
        if self._formula and not self._value:
            self.scan.unknown.append(cell.get("r") or f"第 {self._row} 行")
        self.scan.cells += self._value
        if self.scan.cells > MOST_CELLS:
            raise too_many_cells()
        self._filled, self._formula, self._value = self._filled or self._value, False, False

    def _end_row(self) -> None:
        if self._filled:
            self.scan.last, self.scan.filled = self._row, self.scan.filled + 1
        if self.scan.filled > MOST_ROWS:
            raise too_many_rows()


def _merge(reference: str, scan: Scan) -> None:
    match = _RANGE.fullmatch(reference)
    if match and int(match[4]) > int(match[2]):
        scan.merged.append(Merged(int(match[2]), int(match[4]), column_index(match[1])))


def column_index(letters: str) -> int:
    """Return 0 for A and 26 for AA."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1

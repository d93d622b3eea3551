"""Reads from a sheet's XML: merged cells, formulas without a value, the last row.

openpyxl does not give them when it reads row by row.
"""

import re
from dataclasses import dataclass, field
from typing import IO

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
    scan = Scan()
    row, filled = 0, False
    formula = value = False
    for event, element in iterparse(sheet, events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "row":
                row, filled = int(element.get("r") or row + 1), False
            continue
        if name == "f":
            formula = True
        elif name in ("v", "t"):
            value = value or bool(element.text)
        elif name == "c":
            if formula and not value:
                scan.unknown.append(element.get("r") or f"第 {row} 行")
            scan.cells += value
            if scan.cells > MOST_CELLS:
                raise too_many_cells()
            filled, formula, value = filled or value, False, False
        elif name == "row":
            if filled:
                scan.last, scan.filled = row, scan.filled + 1
            if scan.filled > MOST_ROWS:
                raise too_many_rows()
        elif name == "mergeCell" and len(scan.merged) < MOST_MERGED:
            _merge(element.get("ref") or "", scan)
        if name in ("c", "row", "mergeCell"):
            element.clear()
    return scan


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

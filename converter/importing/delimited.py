"""Reads a table from text: one row per line, with cells separated by commas, semicolons or tabs."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from converter.exporting.embedded_source import HEADER as EMBEDDED
from converter.importing.columns import columns_of
from converter.importing.items import Document, Doubt, FilePlace, ImportRefused, Table, TableRow, visible
from converter.importing.limits import MOST_ROWS, too_many_rows

SEPARATORS = ",;\t，；"
TRIED = 50
"""Rows from which the separator is guessed."""

LONGEST_CELL = 1_000_000
_NAMED = re.compile(r"\.(?:csv|tsv)$", re.IGNORECASE)


def read_delimited(name: str, text: str) -> Document | None:
    """Return the table; None if the text is no such table. Raises ImportRefused for an unclosed quotation mark."""
    separator = _separator(name, text)
    if not separator:
        return None
    rows = _rows(text, separator)
    embedded = ""
    header = rows[0] if rows else []
    if any(cell.startswith(EMBEDDED) for cell in header):
        columns = [at for at, cell in enumerate(header) if not cell.startswith(EMBEDDED)]
        embedded = "".join(cell.removeprefix(EMBEDDED) for cell in header if cell.startswith(EMBEDDED))
        rows = [[row[at] for at in columns if at < len(row)] for row in rows]
    table = Table(tuple(TableRow(FilePlace(name, f"第 {at} 行"), tuple(row)) for at, row in enumerate(rows, 1)))
    table, doubts = _whole(table, separator)
    return Document(name, (table,), (), tuple(doubts), embedded)


def _separator(name: str, text: str) -> str:
    """Return the separator that gives columns of questions and answers, else the most frequent one.

    The latter only if the file name is that of a table.
    """
    head = "\n".join(text.split("\n")[:TRIED])
    tried = {separator: _parsed(head, separator) for separator in SEPARATORS}
    for separator, rows in tried.items():
        table = Table(tuple(TableRow(FilePlace(name, ""), tuple(row)) for row in rows))
        columns = columns_of(table) if max(map(len, rows), default=0) > 1 else None
        if columns and columns.header >= 0:
            return separator
    # Any text has commas, so without a header only the file name decides.
    if not _NAMED.search(name):
        return ""
    common = {separator: sum(len(row) > 1 for row in rows) for separator, rows in tried.items() if separator.isascii()}
    best = max(common, key=lambda separator: common[separator])
    return best if common[best] > len(tried[best]) / 2 else ""


def _parsed(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    return list(csv.reader(StringIO(text, newline=""), delimiter=separator))


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        for _ in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        if "end of data" in str(error):
            raise ImportRefused('有一处引号（"）没有成对，后面的行会连成一格：请补上引号再导入') from error
    rows = _parsed(visible(text), separator)
    if sum(any(cell.strip() for cell in row) for row in rows) > MOST_ROWS:
        raise too_many_rows()
    return rows


def _whole(table: Table, separator: str) -> tuple[Table, list[Doubt]]:
    """Join the cells that a separator inside the last column split, with a doubt for each."""
    columns = columns_of(table)
    if columns is None or columns.header < 0:
        return table, []
    width = len(table.rows[columns.header].cells)
    rows: list[TableRow] = []
    doubts: list[Doubt] = []
    for row in table.rows:
        beyond = _width(row.cells) - width
        if beyond > 0:
            cells = (*row.cells[: width - 1], separator.join(row.cells[width - 1 : width + beyond]))
            what = f"比表头多 {beyond} 格，算作最后一列里没有加引号的“{separator}”"
            doubts.append(Doubt(row.place, what, "看一看最后一列是不是完整的；不是的，给这一格加上引号"))
            rows.append(TableRow(row.place, cells))
        else:
            rows.append(row)
    return Table(tuple(rows)), doubts


def _width(cells: Sequence[str]) -> int:
    return max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)

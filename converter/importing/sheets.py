"""Reads a .xlsx into one table per sheet."""

import datetime
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Protocol, cast
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from converter.exporting.embedded_source import SHEET as EMBEDDED
from converter.importing.cell_formats import shown_date, shown_number
from converter.importing.columns import means_nothing
from converter.importing.file_kinds import why_unreadable
from converter.importing.items import Document, Doubt, FilePlace, Table, TableRow, visible
from converter.importing.limits import MOST_COLUMNS
from converter.importing.sheet_scan import Merged, Scan, scan

MOST_DIGITS = 15
"""Most digits of a number that Excel keeps."""

_DAMAGED = (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, OSError)


class _Cell(Protocol):
    """A cell of openpyxl, with a value or empty."""

    @property
    def value(self) -> object: ...


class _RowByRow(Protocol):
    """A sheet that is read row by row instead of being held in memory."""

    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, max_row: int | None = None, max_col: int) -> Iterator[tuple[_Cell, ...]]: ...


def read_sheets(name: str, data: bytes) -> Document:
    """Read all visible sheets. Raises ImportRefused for a damaged file and for too many rows."""
    try:
        return _read(name, data)
    except _DAMAGED as error:
        raise why_unreadable(data) from error


def _read(name: str, data: bytes) -> Document:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    try:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.title != EMBEDDED]
        hidden = [sheet.title for sheet in book.worksheets if sheet not in shown and sheet.title != EMBEDDED]
        remarks = [f"工作表“{title}”是隐藏的，没有读" for title in hidden]
        doubts: list[Doubt] = []
        tables: list[Table] = []
        named = len(shown) > 1
        for sheet in shown:
            sheet_name = f"工作表“{sheet.title}”" if named else ""
            with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_path(sheet)) as part:
                scanned = scan(part)
            reader = _Sheet(name, sheet_name, scanned, doubts)
            rows = tuple(reader.rows(cast(_RowByRow, sheet)))
            section = sheet.title.strip() if named and not means_nothing(sheet.title) else ""
            tables.append(Table(rows, section))
            if reader.filled:
                remarks.append(f"{sheet_name}合并的单元格，下面的各行照第一行填上（{reader.filled} 格）")
        embedded = [
            str(cell.value or "")
            for sheet in book.worksheets
            if sheet.title == EMBEDDED
            for row in cast(_RowByRow, sheet).iter_rows(max_col=1)
            for cell in row
        ]
        return Document(name, tuple(tables), tuple(remarks), tuple(doubts), "".join(embedded))
    finally:
        book.close()


def _path(sheet: object) -> str:
    """Return the name of the sheet's part, a private attribute of openpyxl."""
    return str(getattr(sheet, "_worksheet_path", "")).lstrip("/")


class _Sheet:
    """The rows of one sheet, as text."""

    def __init__(self, file: str, sheet: str, scanned: Scan, doubts: list[Doubt]) -> None:
        self.file, self.sheet, self.doubts = file, sheet, doubts
        self.last = scanned.last
        self.merged: Mapping[int, list[Merged]] = _by_row(scanned.merged, scanned.last)
        self.filled = 0
        for cell in scanned.unknown:
            self._doubt(f"{cell} 格", "公式没有存下结果，读不到内容", "在 Excel 里打开，保存一次再导入")

    def _doubt(self, spot: str, what: str, do: str) -> None:
        self.doubts.append(Doubt(FilePlace(self.file, f"{self.sheet}{spot}"), what, do))

    def rows(self, sheet: _RowByRow) -> Iterator[TableRow]:
        sheet.reset_dimensions()
        tops: dict[Merged, str] = {}
        if not self.last:
            return
        for at, row in enumerate(sheet.iter_rows(max_row=self.last, max_col=MOST_COLUMNS), 1):
            cells = [self._text(cell, at, column) for column, cell in enumerate(row)]
            for merged in self.merged.get(at, ()):
                cells += [""] * (merged.left + 1 - len(cells))
                if at == merged.top:
                    tops[merged] = cells[merged.left]
                elif tops.get(merged):
                    cells[merged.left] = tops[merged]
                    self.filled += 1
            yield TableRow(FilePlace(self.file, f"{self.sheet}第 {at} 行"), tuple(cells))

    def _text(self, cell: _Cell, at: int, column: int) -> str:
        value = cell.value
        if value is None:
            return ""
        place = TableRow(FilePlace("", f"第 {at} 行"), ()).cell(column).spot
        if isinstance(value, str):
            if value.startswith("#") and getattr(cell, "data_type", "") == "e":
                self._doubt(place, f"公式出错：{value}", "改好公式，或直接写上内容")
                return ""
            return visible(value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))
        text = as_text(value, str(getattr(cell, "number_format", "")))
        if isinstance(value, (int, float)) and abs(value) >= 10**MOST_DIGITS:
            what = f"数字 {text} 超过 {MOST_DIGITS} 位，Excel 已经把后面几位变成 0"
            self._doubt(place, what, "把这一格设为文本，重新输入")
        return text


def _by_row(merged: list[Merged], last: int) -> Mapping[int, list[Merged]]:
    rows: dict[int, list[Merged]] = {}
    for area in merged:
        for at in range(area.top, min(area.bottom, last) + 1):
            rows.setdefault(at, []).append(area)
    return rows


def as_text(value: object, form: str = "") -> str:
    """Return a cell's value as Excel shows it: 2 instead of 2.0, 20元, 50%, dates without midnight."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return shown_number(value, form, _plain)
    if isinstance(value, (datetime.date, datetime.time)) and (shown := shown_date(value, form)):
        return shown
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return str(value)


def _plain(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else f"{number:.15g}"

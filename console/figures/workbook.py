"""workbook(): writes the figures as an Excel workbook."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

COLUMNS = {
    "title": "",
    "asked": "请求",
    "claimed": "接待",
    "closed": "结束",
    "given_up": "没等到就放弃",
    "reopened": "24 小时内又来",
    "wait_median": "等待中位数（秒）",
    "wait_p95": "等待 95%（秒）",
    "first_reply_median": "首次回复中位数（秒）",
    "length_median": "接待时长中位数（秒）",
    "solved": "已解决",
    "unsolved": "未解决",
}
SHEETS = {"days": "按天", "agents": "按客服", "topics": "按主题"}


def workbook(figures: Mapping[str, Any]) -> bytes:
    """Return the file, with one sheet each for days, agents and topics. The last row is the total."""
    made = Workbook(write_only=True)
    for name, title in SHEETS.items():
        sheet = made.create_sheet(title)
        sheet.append([_cell(sheet, text, bold=True) for text in COLUMNS.values()])
        for row in (*figures[name], figures["total"]):
            sheet.append(_cells(sheet, row))
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _cells(sheet: Any, row: Mapping[str, Any]) -> Sequence[Any]:
    return [_cell(sheet, row[name]) for name in COLUMNS]


def _cell(sheet: Any, value: str | float | None, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # Stored as text, so that a title is never run as a formula.
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell

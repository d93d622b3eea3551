"""Writes rows as the bytes of a .xlsx, .docx or .csv, with the exact text hidden."""

import csv
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO, StringIO

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from converter.exporting import embedded_source

Cells = Sequence[str]
WIDTHS: Mapping[str, int] = {"编号": 26, "分类": 16, "问题": 36, "相似问法": 40, "答案": 80, "角色": 14, "地市": 14}
"""Widths of the columns in characters."""

PAGE_WIDTH = 25.0
"""Centimetres between the margins of a landscape A4 page."""


def to_xlsx(header: Cells, rows: Sequence[Cells], packed: str) -> bytes:
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "FAQ"
    for cells in (header, *rows):
        sheet.append(list(cells))
    for column, name in enumerate(header, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, 20)
        for cell in sheet[letter]:
            # Text format keeps later input as typed, also 18 digits and =.
            cell.number_format = "@"
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet[f"{letter}1"].fill = PatternFill("solid", fgColor="DDE6F3")
    sheet.freeze_panes = "A2"
    if packed:
        hidden = book.create_sheet(embedded_source.SHEET)
        hidden.sheet_state = "veryHidden"
        for chunk in embedded_source.chunks(packed):
            hidden.append([chunk])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def to_csv(header: Cells, rows: Sequence[Cells], packed: str) -> bytes:
    """Return UTF-8 with a byte order mark, as Excel needs it. The exact text follows the header."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*header, *(embedded_source.HEADER + chunk for chunk in embedded_source.chunks(packed))])
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def to_docx(header: Cells, rows: Sequence[Cells], packed: str) -> bytes:
    """Return a table on landscape pages."""
    document = docx.Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = Cm((29.7 - PAGE_WIDTH) / 2)
    table = document.add_table(rows=1 + len(rows), cols=len(header))
    table.style = "Table Grid"
    table.autofit = False
    share = PAGE_WIDTH / sum(WIDTHS.get(name, 20) for name in header)
    for row, cells in zip(table.rows, (header, *rows), strict=True):
        for name, cell, text in zip(header, row.cells, cells, strict=True):
            cell.width = Cm(WIDTHS.get(name, 20) * share)
            cell.text = text
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    if packed:
        style = document.styles.add_style(embedded_source.STYLE, WD_STYLE_TYPE.PARAGRAPH)
        style.font.hidden, style.font.size = True, Pt(1)
        for chunk in embedded_source.chunks(packed):
            document.add_paragraph(chunk, style=embedded_source.STYLE)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


WRITERS: Mapping[str, Callable[[Cells, Sequence[Cells], str], bytes]] = {
    ".xlsx": to_xlsx,
    ".csv": to_csv,
    ".docx": to_docx,
}

"""Reads a .docx into lines and tables, in the order of the document."""

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart

from converter.importing.file_kinds import why_unreadable
from converter.importing.items import (
    Document,
    DocumentLine,
    FilePlace,
    ImportRefused,
    Item,
    Table,
    TableRow,
    one_line,
)
from converter.importing.limits import MOST_ROWS, too_many_rows
from converter.importing.word_numbering import Numbering, read_numbering
from converter.importing.word_styles import Style, read_styles
from converter.importing.word_text import ParagraphText, is_joined, read_text
from converter.importing.word_xml import Element, attribute, child, children, name_of, number, switch, value

MOST_PARAGRAPHS = 40_000
EMBEDDED = "FAQCARRIED"
"""The style of the hidden paragraphs that hold the exact text of an export."""


class _BodyReader:
    """Walks the body once and counts paragraphs and tables as a person would."""

    def __init__(self, name: str, numbering: Numbering, styles: dict[str, Style]) -> None:
        self.name, self.numbering, self.styles = name, numbering, styles
        self.paragraphs = self.tables = self.rows = 0
        self.changed = self.noted = False
        self.embedded: list[str] = []
        self._before: list[tuple[str, bool]] = []

    def read(self, parent: Element, where: str = "") -> Iterator[Item]:
        for element in parent:
            name = name_of(element)
            if name == "p":
                yield from self.paragraph(element, where)
            elif name == "tbl":
                yield self.table(element)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                yield from self.read(element, where)

    def paragraph(self, element: Element, where: str = "") -> Iterator[DocumentLine]:
        style_id = value(element, "pPr", "pStyle")
        style = self.styles.get(style_id, self.styles.get("", Style()))
        if style.name == EMBEDDED:
            self.embedded += [text for text, _ in read_text(element, None).lines]
            return
        if not where:
            self.paragraphs += 1
        if self.paragraphs > MOST_PARAGRAPHS:
            raise ImportRefused(f"超过 {MOST_PARAGRAPHS:,} 段，不像是问答：请分成几个文件")
        text = read_text(element, style.bold)
        self.changed |= text.changed or is_joined(element)
        self.noted |= text.noted
        if is_joined(element):
            self._before += text.lines[-1:]
            return
        place = FilePlace(self.name, where or f"第 {self.paragraphs} 段")
        yield from self._lines(element, style_id, style, text, place)
        for box in text.boxes:
            yield from (item for item in self.read(box, f"{place.spot}旁的文本框") if isinstance(item, DocumentLine))

    def _lines(
        self, element: Element, style_id: str, style: Style, text: ParagraphText, place: FilePlace
    ) -> Iterator[DocumentLine]:
        lines = text.lines
        if self._before:
            (words, thick), *others = lines
            lines = [("".join(piece for piece, _ in self._before) + words, thick), *others]
            self._before = []
        label, level = self._label(element, style_id, style)
        outline = number(element, "pPr", "outlineLvl")
        heading = outline + 1 if outline is not None and outline < 9 else style.heading
        if heading and len(lines) > 1:
            # A heading that is broken into lines is one heading.
            lines = [(one_line("\n".join(words for words, _ in lines)), lines[0][1])]
        for at, (words, bold) in enumerate(lines):
            shown = _labelled(label, words.strip()) if not at else words.strip()
            empty = not words.strip()
            yield DocumentLine(
                place, "" if empty else shown, 0 if empty else heading, bold and not empty, level,
                style.aside, 0 if at else text.pictures,
            )  # fmt: skip

    def _label(self, element: Element, style_id: str, style: Style) -> tuple[str, int]:
        """Return the automatic number and its level. The paragraph's own list has priority over its style's."""
        own = child(element, "pPr", "numPr")
        list_id = value(own, "numId") or style.list_id
        if not list_id or list_id == "0":
            return "", 0
        level = number(own, "ilvl")
        if level is None:
            level = style.list_level
        if level is None:
            level = self.numbering.level_of_style(list_id, style_id)
        return self.numbering.label(list_id, level), level

    def table(self, element: Element) -> Table:
        """Read a table. Vertically merged cells all get the text of the first."""
        self.tables += 1
        at, rows = self.tables, list[TableRow]()
        above: dict[int, str] = {}
        for count, row in enumerate(_rows(element), 1):
            self.rows += 1
            if self.rows > MOST_ROWS:
                raise too_many_rows()
            cells: list[str] = []
            for cell in _cells(row):
                merge, column = child(cell, "tcPr", "vMerge"), len(cells)
                goes_on = merge is not None and attribute(merge) != "restart"
                text = above.get(column, "") if goes_on else self._cell(cell)
                above[column] = text
                cells += [text, *[""] * ((number(cell, "tcPr", "gridSpan") or 1) - 1)]
            if switch(row, "trPr", "del"):
                self.changed = True
                continue
            rows.append(TableRow(FilePlace(self.name, f"第 {at} 个表格第 {count} 行"), tuple(cells), letters=False))
        return Table(tuple(rows))

    def _cell(self, cell: Element) -> str:
        lines: list[str] = []
        for item in self.read(cell, "表格"):
            if isinstance(item, DocumentLine):
                lines.append(item.text)
            else:
                lines += [" | ".join(row.cells) for row in item.rows]
        return "\n".join(lines).strip("\n")


def _labelled(label: str, text: str) -> str:
    """Return a text with its number, as people type it: 1. 填表, （1）填表."""
    return f"{label} {text}" if label and label[-1].isascii() else f"{label}{text}"


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if name_of(element) == "tr":
            yield element
        elif name_of(element) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if name_of(element) == "tc":
            yield element
        elif name_of(element) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(element)


def read_document(name: str, data: bytes) -> Document:
    """Read a .docx. Raises ImportRefused if it is damaged or nested too deeply."""
    try:
        file = docx.Document(BytesIO(data))
        numbering = _part(file, RELATIONSHIP_TYPE.NUMBERING)
        styles = dict(read_styles(_part(file, RELATIONSHIP_TYPE.STYLES)))
        body = file.element.body
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError, OSError) as error:
        raise why_unreadable(data) from error
    reader = _BodyReader(name, read_numbering(numbering), styles)
    items = tuple(reader.read(body))
    remarks = ["按接受修订以后的文字读"] * reader.changed + ["批注、脚注没有读"] * reader.noted
    if any(True for _ in children(body, "altChunk")):
        remarks.append("嵌入的其他文件没有读")
    return Document(name, items, tuple(remarks), embedded="".join(reader.embedded))


def _part(file: WordFile, kind: str) -> Element | None:
    for relation in file.part.rels.values():
        if relation.reltype == kind and not relation.is_external and isinstance(relation.target_part, XmlPart):
            element: Element = relation.target_part.element
            return element
    return None

"""Reads a file of any kind and recognises its questions and answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from converter.decode import decode
from converter.entries import collect
from converter.errors import SourceError
from converter.exporting.embedded_source import EmbeddedSource, unpack
from converter.exporting.escape import unescaped
from converter.importing import labels
from converter.importing.delimited import read_delimited
from converter.importing.documents import read_document
from converter.importing.file_kinds import MOST_BYTES, kind_of, read_file
from converter.importing.items import Candidate, Document, FilePlace, ImportRefused, Recognised, Table
from converter.importing.recognise import recognise
from converter.importing.sheets import read_sheets
from converter.importing.texts import has_rule, read_text
from converter.lines import Kind, Line, classify, no_notes
from converter.report import KIND_NAMES

LONGEST_LINE = 1_000_000
"""Most characters of a line of .csv; the header of an export holds the exact text."""


@dataclass(frozen=True)
class Imported:
    """One file. `embedded`: the exact content in an export. `verbatim`: the text of a file in the FAQ's own form."""

    name: str
    recognised: Recognised
    embedded: EmbeddedSource | None = None
    verbatim: str = ""


def import_file(path: Path, is_note: Callable[[str], bool] = no_notes) -> Imported:
    """Read one file. `is_note`: whether a line of the FAQ is a note to staff. Raises ImportRefused and OSError."""
    data = read_file(path)
    kind = kind_of(data)
    if kind == "text":
        return _text(path.name, data, is_note)
    document = read_document(path.name, data) if kind == "docx" else read_sheets(path.name, data)
    return _imported(document)


def _text(name: str, data: bytes, is_note: Callable[[str], bool]) -> Imported:
    try:
        text = decode(data, most_bytes=MOST_BYTES, longest=LONGEST_LINE)
    except SourceError as error:
        raise ImportRefused(f"第 {error.line} 行：{error.message}" if error.line > 1 else error.message) from error
    if (document := read_delimited(name, text)) is not None:
        return _imported(document)
    document = read_text(name, text)
    imported = _imported(document)
    # A table of Markdown is no line of the FAQ's own form, which would lose its questions.
    own = [] if has_rule(text.split("\n")) else _own_form(text, is_note)
    # Headings only of another form (【办证】) mean that the text is not in the FAQ's own form.
    sections = any(line.kind is Kind.SECTION for line in own)
    if own and (sections or not any(candidate.section for candidate in imported.recognised.candidates)):
        return Imported(name, _entries(name, own, is_note), None, text)
    return imported


def _imported(document: Document) -> Imported:
    embedded = unpack(document.embedded) if document.embedded else None
    if document.embedded and embedded is None:
        note = "带着的原文不完整（可能被删改过），只读表格里的内容：注释和内部说明带不回来"
        document = replace(document, remarks=(*document.remarks, note))
    items = tuple(_unescaped(item) if isinstance(item, Table) else item for item in document.items)
    return Imported(document.name, recognise(replace(document, items=items)), embedded)


def _unescaped(table: Table) -> Table:
    rows = tuple(replace(row, cells=tuple(map(unescaped, row.cells))) for row in table.rows)
    return Table(rows, table.section)


def _own_form(text: str, is_note: Callable[[str], bool]) -> list[Line]:
    """Return the lines of a text in the FAQ's own form (faq.txt); empty for other forms."""
    lines = classify(text, is_note)
    entries, malformed = collect(lines)
    others = any(labels.question_mark(line.raw.strip()) is not None for line in lines)
    return [] if malformed or others or not entries else lines


def _entries(name: str, lines: list[Line], is_note: Callable[[str], bool]) -> Recognised:
    """Read the FAQ's own form exactly as faq.txt is read."""
    recognised = Recognised()
    for line in lines:
        recognised.account(FilePlace(name, f"第 {line.number} 行"), line.raw.strip(), KIND_NAMES[line.kind])
        if line.kind is Kind.NOTE and not is_note(line.text):
            what = f"不属于任何问答，不会发给用户：“{line.text[:30]}”"
            recognised.doubt(FilePlace(name, f"第 {line.number} 行"), what, "是问题的加上编号和回复；没用的删去")
    for entry in collect(lines)[0]:
        place = FilePlace(name, f"第 {entry.question_line} 行")
        recognised.candidates.append(Candidate(entry.section, (entry.question,), entry.answer, place))
    return recognised

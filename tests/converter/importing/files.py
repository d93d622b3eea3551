"""Files of institutions, made with the libraries that write them."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from openpyxl import Workbook

from converter.importing.items import Candidate, Recognised
from converter.importing.reading import Imported, import_file

W = nsdecls("w")


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read_back(folder: Path, name: str, data: bytes | str) -> Imported:
    return import_file(written(folder, name, data))


def found_in(folder: Path, name: str, data: bytes | str) -> Recognised:
    return read_back(folder, name, data).recognised


def pairs(candidates: Iterable[Candidate]) -> list[tuple[str, tuple[str, ...], str]]:
    return [(candidate.section, candidate.questions, candidate.answer) for candidate in candidates]


def word(fill: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    fill(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def excel(
    sheets: Mapping[str, Sequence[Sequence[object]]], change: Callable[[Workbook], object] = lambda _: None
) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def delimited(rows: Iterable[Sequence[str]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def lists(document: Document, levels: str, instances: Sequence[str] = ("",)) -> list[int]:
    """Add an abstract list with these w:lvl elements, and an instance of it for each override; return their ids."""
    numbering = document.part.numbering_part.element
    abstract = 90 + len(numbering.findall(f"{{{numbering.nsmap['w']}}}abstractNum"))
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{abstract}">{levels}</w:abstractNum>'))
    ids = []
    for overrides in instances:
        ids.append(100 + len(numbering))
        numbering.append(
            parse_xml(f'<w:num {W} w:numId="{ids[-1]}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>')
        )
    return ids


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(document: Document, text: str, list_id: int, at: int = 0) -> Paragraph:
    paragraph = document.add_paragraph(text)
    number = f'<w:numPr {W}><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(number))
    return paragraph

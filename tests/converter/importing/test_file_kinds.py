"""What cannot be imported: one clear sentence, at once, whatever the file is called."""

import resource
import time
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from converter.importing import documents, file_kinds, sheet_scan
from converter.importing.file_kinds import OLE
from converter.importing.items import ImportRefused
from converter.importing.limits import MOST_ROWS
from converter.importing.reading import import_file
from tests.converter.importing.files import delimited, excel, word, written

FAQ = word(lambda file: [file.add_paragraph(line) for line in ("1. 几点开门", "答：九点。")])
SHEET = excel({"问答": [("问题", "答案"), ("几点开门", "九点。")]})


def ole(name: str) -> bytes:
    return OLE + bytes(500) + name.encode("utf-16-le") + bytes(500)


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with one of its parts changed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return packed({**parts, name: change(parts.get(name, b""))})


def bomb(_: bytes) -> bytes:
    return b"<w:document>" + b" " * 39_000_000


def entities(data: bytes) -> bytes:
    start = data.index(b"<w:document")
    return data[:start] + b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + data[start:]


def within_each_other(times: int, *names: str) -> Callable[[bytes], bytes]:
    """Put so many of these elements within each other before the text; the file stays a valid one."""
    opened = "".join(f"<w:{name}>" for name in names) * times
    closed = "".join(f"</w:{name}>" for name in reversed(names)) * times

    def change(data: bytes) -> bytes:
        return data.replace(b"<w:body>", f"<w:body>{opened}<w:p/>{closed}".encode())

    return change


def damaged(data: bytes) -> bytes:
    return data[: len(data) // 2] + b"x" * 20 + data[len(data) // 2 + 20 :]


def rows(count: int) -> list[tuple[str, str]]:
    return [("问题", "答案"), *((f"第 {at} 个怎么办", f"答案 {at}") for at in range(count))]


def document_bomb() -> bytes:
    return with_part(FAQ, "word/document.xml", bomb)


def sheet_bomb() -> bytes:
    return with_part(SHEET, "xl/worksheets/sheet1.xml", bomb)


# What takes long to make is made by its tests alone: each process reads this module.
REFUSED: Mapping[str, tuple[bytes | Callable[[], bytes], str]] = {
    "old Word": (ole("WordDocument"), "旧的 Word 格式（.doc）"),
    "old Excel": (ole("Workbook"), "旧的 Excel 格式（.xls）"),
    "another old one": (ole("Contents"), "旧的 Office 或 WPS 格式"),
    "password": (ole("EncryptedPackage"), "有打开密码"),
    "PDF": (b"%PDF-1.7 x", "PDF"),
    "RTF": (b"{\\rtf1 x", "RTF"),
    "picture": (b"\x89PNG\r\n", "图片"),
    "web page": ("\ufeff<html><table><tr><td>问题</td></tr></table></html>".encode(), "网页"),
    "archive": (packed({"a.txt": b"x"}), "压缩包"),
    "slides": (packed({"ppt/presentation.xml": b"<x/>"}), "幻灯片"),
    "OpenDocument": (packed({"content.xml": b"<x/>"}), "OpenDocument"),
    "cut off": (FAQ[:2000], "损坏"),
    "damaged": (damaged(FAQ), "损坏"),
    "no XML": (with_part(FAQ, "word/document.xml", lambda _: b"<w:document"), "损坏"),
    "tables in tables": (with_part(FAQ, "word/document.xml", within_each_other(400, "tbl", "tr", "tc")), "套得太深"),
    "fields in fields": (with_part(FAQ, "word/document.xml", within_each_other(150, "sdt", "sdtContent")), "套得太深"),
    "no body": (packed({"word/document.xml": b"<x/>"}), "损坏"),
    "no sheet": (packed({"xl/workbook.xml": b"<x/>"}), "损坏"),
    "no XML in a sheet": (with_part(SHEET, "xl/worksheets/sheet1.xml", lambda _: b"<worksheet"), "损坏"),
    "bomb": (document_bomb, "解压后太大"),
    "bomb in a sheet": (sheet_bomb, "解压后太大"),
    "entities": (with_part(FAQ, "word/document.xml", entities), "文档类型声明"),
    "empty": (b" \n", "空的"),
    "no text": (b"\x00\x01\x02", "空字节"),
    "open quotation mark": ('问题,答案\n"几点开门,九点\n几点关门,五点\n'.encode(), "引号"),
    "long line": (b"1. x\n" + b"a" * 20_000, "第 2 行"),
    "too many rows of text": (delimited(rows(MOST_ROWS + 1)), "行"),
    "too many lines": (b"x\n" * 50_000, "行"),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("name", ["faq.docx", "faq.csv"])
def test_it_is_refused_with_one_sentence(
    tmp_path: Path, name: str, data: bytes | Callable[[], bytes], sentence: str
) -> None:
    content = data() if callable(data) else data
    with pytest.raises(ImportRefused) as refused:
        import_file(written(tmp_path, name, content))
    assert sentence in refused.value.message
    assert "\n" not in refused.value.message


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kinds, "MOST_BYTES", 100)
    with pytest.raises(ImportRefused, match="超过上限"):
        import_file(written(tmp_path, "faq.txt", "1. 几点开门\n答：九点。\n" * 20))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="文件夹"):
        import_file(tmp_path)


def test_some_tables_within_each_other_are_read(tmp_path: Path) -> None:
    data = with_part(FAQ, "word/document.xml", within_each_other(60, "tbl", "tr", "tc"))
    assert import_file(written(tmp_path, "faq.docx", data)).recognised.candidates


@pytest.mark.parametrize("name", ["faq.docx", "faq.txt", "faq.xlsx", "faq.doc", "faq"])
@pytest.mark.parametrize("data", [FAQ, SHEET], ids=["docx", "xlsx"])
def test_the_content_decides_and_not_the_name(tmp_path: Path, name: str, data: bytes) -> None:
    recognised = import_file(written(tmp_path, name, data)).recognised
    assert [(candidate.questions, candidate.answer) for candidate in recognised.candidates] == [
        (("几点开门",), "九点。")
    ]


def test_fifty_thousand_rows_are_refused_soon_and_in_little_memory(tmp_path: Path) -> None:
    file = written(tmp_path, "faq.xlsx", excel({"问答": rows(50_000)}))
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(ImportRefused, match="超过 10,000 行"):
        import_file(file)
    assert time.process_time() - start < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_rows_of_all_tables_in_a_document_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def two_tables(document: WordDocument) -> None:
        for _ in range(2):
            table = document.add_table(rows=0, cols=2)
            for question, answer in rows(20):
                cells = table.add_row().cells
                cells[0].text, cells[1].text = question, answer

    file = written(tmp_path, "faq.docx", word(two_tables))
    assert import_file(file).recognised.candidates
    monkeypatch.setattr(documents, "MOST_ROWS", 41)
    with pytest.raises(ImportRefused, match=r"行，读不了这么多：请只留问答，或分成几个文件"):
        import_file(file)


def test_blank_rows_are_no_rows(tmp_path: Path) -> None:
    file = excel({"问答": rows(2)}, lambda book: book["问答"].cell(400_000, 1).number_format)
    assert len(import_file(written(tmp_path, "faq.xlsx", file)).recognised.candidates) == 2


def test_a_sheet_of_very_many_cells_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_scan, "MOST_CELLS", 300)
    few = written(tmp_path, "few.xlsx", excel({"问答": rows(100)}))
    assert len(import_file(few).recognised.candidates) == 100
    wide = [[*row, *("x" for _ in range(60))] for row in rows(10)]
    with pytest.raises(ImportRefused, match=r"有内容的超过 .* 格.*删去问答以外的列"):
        import_file(written(tmp_path, "wide.xlsx", excel({"问答": wide})))

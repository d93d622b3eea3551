"""Finds the kind of a file by its bytes, not its name; refuses unreadable files with one sentence."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from converter.importing.items import ImportRefused

MOST_BYTES = 30_000_000
MOST_UNPACKED = 120_000_000
"""Most bytes of all parts of a Word or Excel file together, unpacked."""

MOST_IN_A_PART = 40_000_000
MOST_RATIO, RATIO_FROM = 200, 10_000_000
"""A part above this compression ratio and size was not written by people (zip bomb)."""

MOST_NESTED = 250
"""So many elements stand within each other at most: the libraries read 256, about 80 tables within each other."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"
_XML_PARTS = (".xml", ".rels")
_SAVE = "请用 Word、Excel 或 WPS 打开它，另存为"

_REFUSED_BY_START = (
    (b"%PDF", "这是 PDF 文件，读不了：请找到它的 Word 或 Excel 原稿再导入"),
    (b"{\\rtf", f"这是 RTF 文件：{_SAVE} .docx 再导入"),
    (b"\x89PNG", "这是图片，读不出文字：请导入文字版"),
    (b"\xff\xd8\xff", "这是图片，读不出文字：请导入文字版"),
    (b"GIF8", "这是图片，读不出文字：请导入文字版"),
    (b"Rar!", "这是压缩包：请先解压，再导入里面的文件"),
    (b"7z\xbc\xaf", "这是压缩包：请先解压，再导入里面的文件"),
)
_REFUSED_OLE = (
    ("EncryptedPackage", "这个文件有打开密码：请打开后去掉密码，另存一份再导入"),
    ("WordDocument", f"这是旧的 Word 格式（.doc）：{_SAVE} .docx 再导入"),
    ("Workbook", f"这是旧的 Excel 格式（.xls）：{_SAVE} .xlsx 再导入"),
    ("Book", f"这是旧的 Excel 格式（.xls）：{_SAVE} .xlsx 再导入"),
)
_WEB_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|table|Workbook)\b", re.IGNORECASE)


def read_file(path: Path) -> bytes:
    """Return the bytes. Raises ImportRefused for a file that is too large or empty, and OSError."""
    if path.is_dir():
        raise ImportRefused("这是文件夹，不是文件")
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ImportRefused(f"文件超过上限 {MOST_BYTES // 1_000_000} MB：请去掉图片，或分成几个文件")
    if not data.strip():
        raise ImportRefused("文件是空的：请打开原来的文件看看，写上问答并保存，再导入；表格可用 make template 的空表")
    return data


def kind_of(data: bytes) -> str:
    """Return "docx", "xlsx" or "text". Raises ImportRefused."""
    if data.startswith(OLE):
        raise ImportRefused(next((say for name, say in _REFUSED_OLE if name.encode("utf-16-le") in data), _OTHER_OLE))
    for start, sentence in _REFUSED_BY_START:
        if data.startswith(start):
            raise ImportRefused(sentence)
    if data.startswith(ZIP):
        return _kind_of_zip(data)
    if _WEB_PAGE.match(data[:2000].removeprefix(b"\xef\xbb\xbf")):
        raise ImportRefused(f"这是网页（有的系统把它存成 .xls）：{_SAVE} .xlsx 再导入")
    return "text"


_OTHER_OLE = f"这是旧的 Office 或 WPS 格式：{_SAVE} .docx 或 .xlsx 再导入"


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = next((kind for start, kind in _PARTS if any(name.startswith(start) for name in names)), "")
            if not kind:
                raise ImportRefused(_of_another_program(names))
            _check_sizes(archive.infolist())
            _check_parts(archive)
    except _DAMAGED_ZIP as error:
        raise ImportRefused(_DAMAGED) from error
    return kind


def why_unreadable(data: bytes) -> ImportRefused:
    """Return why a Word or Excel file that `kind_of` knows cannot be read: nested too deeply, or damaged."""
    return ImportRefused(_NESTED if _is_nested(data) else _DAMAGED)


_DAMAGED_ZIP = (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError)
_DAMAGED = "文件损坏了，打不开：请重新保存或重新传送一份"
_NESTED = "文件没有坏，只是表格或文本框一层套一层，套得太深，读不了：请把里层的内容移到外面，另存一份再导入"


def _is_nested(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [part for part in archive.namelist() if part.endswith(_XML_PARTS)]
            return any(_depth(archive.read(part)) > MOST_NESTED for part in parts)
    except (*_DAMAGED_ZIP, ExpatError):
        return False


def _depth(xml: bytes) -> int:
    """Return how many elements stand within each other. Raises ExpatError if it is no XML."""
    depth = deepest = 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth, deepest
        depth += 1
        deepest = max(deepest, depth)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.Parse(xml, True)
    return deepest


_PARTS = (("word/", "docx"), ("xl/", "xlsx"))


def _of_another_program(names: set[str]) -> str:
    if any(name.startswith("ppt/") for name in names):
        return "这是幻灯片（.pptx）：请把问答复制到 Word 或 Excel 再导入"
    if "content.xml" in names:
        return f"这是 OpenDocument 文件：{_SAVE} .docx 或 .xlsx 再导入"
    return "这是压缩包，里面不是 Word 或 Excel 文件：请先解压，再导入里面的文件"


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse files that would fill the memory, before unpacking."""
    too_large = sum(part.file_size for part in parts) > MOST_UNPACKED or any(
        part.file_size > MOST_IN_A_PART
        or (part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * max(1, part.compress_size))
        for part in parts
    )
    if too_large:
        raise ImportRefused("文件解压后太大，不像是问答：请去掉图片和不用的内容，或分成几个文件")


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Refuse damaged parts and document types (DTD): Office writes none, and their entities can fill the memory."""
    for part in archive.infolist():
        if part.flag_bits & 1:
            raise ImportRefused("这个文件有密码：请去掉密码，另存一份再导入")
        if not part.filename.endswith(_XML_PARTS):
            continue
        with archive.open(part) as file:
            if b"<!DOCTYPE" in file.read(4096).replace(b"\0", b""):
                raise ImportRefused("文件里有文档类型声明，不是 Word 或 Excel 写的，不能导入")
            while file.read(1_000_000):  # reading to the end compares the check sum
                pass

"""Decodes the source file. Word processors save in many encodings, and a wrong guess must not pass."""

import codecs
import re

from converter.errors import SourceError

MAX_BYTES = 4_000_000
MAX_LINE = 10_000
"""Most characters of a line: longer ones are no question or answer and would take minutes to compare."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EMPTY = "文件是空的：新写的，写上内容再保存；本来有内容的，从版本库或备份恢复"
_CUT = "文件在一个字的中间断了，没有保存或复制完整：请从版本库或备份恢复"
_DAMAGED = "这一行有坏掉的字节，文件的其余部分是 UTF-8：请从版本库或备份恢复，或改好这一行"
_CLEARLY = 4
"""UTF-8's characters of three or four bytes for each bad byte; of GBK's text hardly any would be one."""
_PACKED = b"PK\x03\x04"
# Word processors end a line within a paragraph with a vertical tab or a line separator.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(data: bytes, *, most_bytes: int = MAX_BYTES, longest: int = MAX_LINE) -> str:
    """Return the text of `data`: UTF-8, UTF-16 or UTF-32 with a byte order mark, GB18030 (GBK), UTF-16 without one.

    Line ends become "\\n". `longest`: characters of a line. Raises SourceError for anything else, with the line of the
    first bad byte.
    """
    if len(data) > most_bytes:
        raise SourceError(f"文件超过上限 {most_bytes:,} 字节，不像是 FAQ 文本")
    if not data.strip():
        raise SourceError(_EMPTY)
    text = _LINE_ENDS.sub("\n", _to_text(data))
    if not text.strip():
        raise SourceError(_EMPTY)
    for number, line in enumerate(text.split("\n"), 1):
        if _NOT_TEXT.search(line):
            raise SourceError("含有控制字符，像是二进制文件，请另存为 UTF-8 纯文本", number)
        if len(line) > longest:
            raise SourceError(f"这一行有 {len(line):,} 个字符，超过上限 {longest:,}，不像是 FAQ 文本", number)
    return text


def decode_whole(data: bytes) -> str:
    """Return UTF-8 unchanged, even if empty; decode anything else like `decode`. Raises SourceError."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return decode(data)


def utf8(data: bytes) -> str:
    """Return the text of a file that other programs such as Rasa read, too. Raises SourceError if it is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as bad:
        message = "不是 UTF-8（像是 GBK 或 UTF-16，Windows 的编辑器常这样保存）：请用编辑器打开，另存为 UTF-8"
        raise SourceError(_damage(data, bad) or message, _line_of(data, bad.start)) from bad


def _to_text(data: bytes) -> str:
    if data.startswith(_PACKED):
        raise SourceError("这是 Word 或 Excel 文件，只是改了名字：请改回原来的名字，用 make import FROM=文件 导入")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if b"\0" in data:
        return _utf16(data)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as bad_utf8:
        if damage := _damage(data, bad_utf8):
            raise SourceError(damage, _line_of(data, bad_utf8.start)) from bad_utf8
        return _gbk(data, bad_utf8)


def _damage(data: bytes, bad: UnicodeDecodeError) -> str | None:
    """Return what has happened to a file that clearly was UTF-8; None if it may be of another encoding."""
    text = data.decode("utf-8", "surrogateescape")
    wide = sum("\u0800" <= c <= "\ud7ff" or c >= "\ue000" for c in text)
    if bad.reason == "unexpected end of data" and wide:
        return _CUT
    return _DAMAGED if wide >= _CLEARLY * sum("\udc80" <= c <= "\udcff" for c in text) else None


def _gbk(data: bytes, bad_utf8: UnicodeDecodeError) -> str:
    """Decode as GBK, which is accepted only if most non-ASCII characters are everyday Chinese."""
    message = "既不是 UTF-8 也不是 GBK，请另存为 UTF-8 纯文本"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as bad:
        is_cut = bad.end == len(data) and _everyday(data[: bad.start].decode("gb18030"))
        error = SourceError(_CUT, _line_of(data, bad.start)) if is_cut else None
        raise error or SourceError(message, _line_of(data, bad_utf8.start)) from bad
    if not _everyday(text):
        raise SourceError(message, _line_of(data, bad_utf8.start)) from bad_utf8
    return text


def _utf16(data: bytes) -> str:
    """Decode as UTF-16 without a byte order mark, which is accepted only if most of it is everyday Chinese."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _everyday(text):
            return text
    message = "含有空字节，不是文本：本来是 Word 或 Excel 的，请用原来的文件；是文本的，请用编辑器打开，另存为 UTF-8"
    raise SourceError(message, _line_of(data, data.index(b"\0")))


def _everyday(text: str) -> bool:
    """Say whether there are characters beyond ASCII, and most of them are everyday Chinese."""
    other = [c for c in text if ord(c) > 127]
    chinese = sum("\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" for c in other)
    return bool(other) and chinese >= 0.9 * len(other)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as bad:
        line = data[: bad.start].decode(encoding, "ignore").count("\n") + 1
        raise SourceError(f"按 {encoding} 解读时出错，文件可能不完整", line) from bad


def _line_of(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1

"""Reads plain text and Markdown into lines and tables."""

import re
from collections.abc import Iterator, Sequence

from converter.decode import MAX_LINE
from converter.importing.items import Document, DocumentLine, FilePlace, ImportRefused, Item, Table, TableRow, visible
from converter.importing.nested_lists import nested_lists

MOST_LINES = 40_000

_HEADING = re.compile(r"([#＃]{1,6})\s*(.*?)\s*[#＃]*$")
_COMMENT = re.compile(r"[<＜]\s*[!！]\s*[-－–—]+(.*?)[\s>＞\-－–—]*$")
_FENCE = re.compile(r"(?:```|~~~)\S*$")
_CELLS = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|[\s:|-]+\||:?-+:?(?:\s*\|\s*:?-+:?)+")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_BOLD, _ALL_BOLD = re.compile(r"(\*\*|__)(\S.*?\S|\S)\1"), re.compile(r"(\*\*|__).+?\1\s*[:：]?")
_BOLD_QUESTION = re.compile(r"(\*\*|__)([^*_]+?[？?])\1\s*(\S.*)")
_SLANTED = re.compile(r"(?<![A-Za-z0-9*])\*([^\s*](?:[^*]*[^\s*])?)\*(?![A-Za-z0-9*])")
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\((https?://[^()\s]+)\)")
_QUOTE, _CODE = re.compile(r"(?:>\s?)+(?=[^\s\d>=])"), re.compile(r"`([^`\s](?:[^`]*[^`\s])?)`")
"""The mark of a quotation (not "> 60 岁", which compares), and of words shown as they are typed."""

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|])")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_text(name: str, text: str) -> Document:
    """Read lines; rows between vertical bars are a table. Raises ImportRefused for a line no person wrote."""
    lines = visible(text).split("\n")
    if len(lines) > MOST_LINES:
        raise ImportRefused(f"超过 {MOST_LINES:,} 行，不像是问答：请分成几个文件")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise ImportRefused(f"第 {number} 行有 {len(line):,} 个字符，超过上限 {MAX_LINE:,}：请分成几行")
    return Document(name, tuple(_items(name, lines)))


def _items(name: str, lines: Sequence[str]) -> Iterator[Item]:
    rows: list[TableRow] = []
    nested, open_rows = nested_lists(lines), rows_without_edges(lines)
    for number, raw in enumerate(lines, 1):
        if (item := nested.get(number - 1)) and not rows:
            yield DocumentLine(FilePlace(name, f"第 {number} 行"), _plain(item.text), heading=item.heading)
            continue
        place, line = FilePlace(name, f"第 {number} 行"), raw.strip()
        line = f"|{line.strip('|')}|" if number - 1 in open_rows else line
        if _CELLS.fullmatch(line):
            if not _RULE.fullmatch(line):
                rows.append(TableRow(place, _cells(line), letters=False))
            continue
        if rows:
            yield Table(tuple(rows))
            rows = []
        if match := _BOLD_QUESTION.fullmatch(line):
            yield DocumentLine(place, match[2], bold=True)
            line = match[3]
        yield _line(place, line)
    if rows:
        yield Table(tuple(rows))


def has_rule(lines: Sequence[str]) -> bool:
    """Say whether a table of Markdown stands in the text: it has a rule below its header."""
    return any("|" in line and _RULE.fullmatch(line.strip()) for line in lines)


def rows_without_edges(lines: Sequence[str]) -> set[int]:
    """Return the lines, from 0, of tables whose rows have bars between their cells only: 问题 | 答案."""
    rows: set[int] = set()
    for at, line in enumerate(lines):
        if at and "|" in line and "|" in lines[at - 1] and _RULE.fullmatch(line.strip()):
            below = next((end for end in range(at + 1, len(lines)) if "|" not in lines[end]), len(lines))
            rows.update(range(at - 1, below))
    return rows


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_cell(cell) for cell in _BETWEEN_CELLS.split(line[1:-1]))


def _cell(text: str) -> str:
    return _LINE_BREAK.sub("\n", _unescaped(text)).strip()


def _line(place: FilePlace, text: str) -> DocumentLine:
    if match := _COMMENT.match(text):
        return DocumentLine(place, match[1].strip(), heading=1)
    if (match := _HEADING.match(text)) and match[2]:
        return DocumentLine(place, _unescaped(_LINK.sub(r"\1", match[2])), heading=len(match[1]))
    return DocumentLine(place, _plain(text), aside="记号" if _FENCE.match(text) else "")


def _plain(text: str) -> str:
    """Return a line without Markdown inside it; a line that is bold as a whole keeps its marks.

    A link keeps its address after its words, because answers send people there.
    """
    text = _QUOTE.sub("", text)
    if not _ALL_BOLD.fullmatch(text):
        text = _BOLD.sub(r"\2", text)
    return _unescaped(_LINK.sub(r"\1（\2）", _CODE.sub(r"\1", _SLANTED.sub(r"\1", text))))


def _unescaped(text: str) -> str:
    """Return a line without the backslashes that editors put before signs: 1\\. 怎么办证."""
    return _ESCAPED.sub(r"\1", text)

"""Splits a message into clauses, at punctuation, blanks, and words or numbers that begin a further request."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_END = re.compile(r"[,，。.;；!！?？~～…()（）\n]+|\s{1,}")

# Words that begin a further request, without punctuation before them: 怎么联系管理员再就是账号必须是身份证号吗.
_ANOTHER = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?=(?:另外|再就是|还有就是|还有个|对了|顺便|再问)[\u4e00-\u9fff]{4})")


# Numbered requests: 1导出 2退休的怎么删. Quantities are excluded: 2个, 3天.
_UNITS = "个天年月日号次学分元块岁人条门小周期份张种位点时级楼"
_COUNTED = re.compile(rf"(?<![0-9])[1-9](?=[\u4e00-\u9fff]{{2}})(?![{_UNITS}])")

# The same with Chinese numerals at the start of a clause: 一手机号换了咋改 二职称升了咋改. Not 一个, 二维码, 三天.
_WORDS = "一二三四五六"
_COUNTED_IN_WORDS = re.compile(
    rf"(?:^|(?<=[,，。;；:：!！?？\s]))[{_WORDS}](?=[\u4e00-\u9fff]{{3}})(?![{_UNITS}{_WORDS}十百千万直定般起下些样共切旦会中级维])"
)


class Span(NamedTuple):
    start: int
    end: int


def spans(text: str) -> list[Span]:
    """Return the positions of the clauses of `text`, without the punctuation and blanks between them."""
    result, start = [], 0
    counts = counted(text)
    for match in [*_END.finditer(text), None]:
        end = match.start() if match else len(text)
        further = {m.start() for m in _ANOTHER.finditer(text, start, end)} | {at for at in counts if start < at < end}
        starts = [start, *sorted(further)]
        result += [Span(a, b) for a, b in zip(starts, [*starts[1:], end], strict=True) if a < b]
        start = match.end() if match else end
    return result


def counted(text: str) -> frozenset[int]:
    """Return the positions of the numbers of numbered requests; none unless they run 1, 2 and so on."""
    return _in_order(_COUNTED, text, "123456789") or _in_order(_COUNTED_IN_WORDS, text, _WORDS)


def _in_order(pattern: re.Pattern[str], text: str, numbers: str) -> frozenset[int]:
    matches = list(pattern.finditer(text))
    in_order = [match[0] for match in matches] == list(numbers[: len(matches)])
    return frozenset(match.start() for match in matches) if in_order and len(matches) > 1 else frozenset()


class RequestPiece(NamedTuple):
    """A piece of a message; `another`: its words say that it begins a further request."""

    text: str
    another: bool = False


def clauses(text: str, shortest: int = 4) -> list[str]:
    """Split `text` at punctuation and blanks. A piece shorter than `shortest` characters joins the next one."""
    return [part.text for part in joined(map(RequestPiece, _END.split(text)), shortest)]


def joined(pieces: Iterable[RequestPiece], shortest: int) -> list[RequestPiece]:
    """Join short pieces to the next one, so that each has at least `shortest` characters if possible."""
    result: list[RequestPiece] = []
    carried = RequestPiece("")
    for piece in pieces:
        carried = RequestPiece(carried.text + piece.text, carried.another or piece.another)
        if len(carried.text) >= shortest:
            result.append(carried)
            carried = RequestPiece("")
    if carried.text and result:
        result[-1] = RequestPiece(result[-1].text + carried.text, result[-1].another)
    return result or ([carried] if carried.text else [])

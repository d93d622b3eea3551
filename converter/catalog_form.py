"""Reads the forms in catalog.yml: tables, lists of rows, texts. Anything else is one clear SourceError."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from converter.errors import SourceError
from owner.corrections import unquoted
from owner.positions import NotYaml, Way, line_of, parse

Row = Mapping[str, Any]
Lines = Mapping[Way, int]

_Read = TypeVar("_Read")
_NAMES = frozenset({"id", "title", "topic"})
"""Keys whose values need no quotation marks; other values may quote the FAQ, which may contain them."""

_SEPARATOR = re.compile(r"[，、；;]")

KEYS: Mapping[str, frozenset[str]] = {
    "sections": frozenset(),
    "topics": frozenset(),
    "renamed": frozenset(),
    "staff_notes": frozenset({"text", "instead", "places"}),
    "readings": frozenset({"question", "phrasings", "reason"}),
    "shared_questions": frozenset({"question", "ids", "answered_by", "reason"}),
    "acknowledged": frozenset({"kind", "between", "reason", "decided"}),
    "roles": frozenset({"answer", "for", "pieces"}),
    "contexts": frozenset({"id", "asks", "questions", "choices"}),
    "answers": frozenset(
        {"id", "title", "anchors", "answer_digest", "topic", "top", "outcome", "asks", "heeds", "related", "page"}
    ),
}


def parse_yaml(text: str) -> tuple[object, Lines]:
    """Return the value of a YAML text (an empty one: an empty table) and its lines. Raises SourceError."""
    try:
        data, lines = parse(text)
    except NotYaml as bad:
        raise SourceError(bad.message, bad.line) from bad
    return ({} if data is None else data), lines


def read_rows(
    data: Row, lines: Lines, key: str, read: Callable[[Row], _Read], keys: Mapping[str, frozenset[str]] = KEYS
) -> tuple[_Read, ...]:
    """Read every row of the list; `keys` names the keys it may have.

    Raises SourceError with the line of the wrong row.
    """
    rows = _rows(data, lines, key, keys[key])
    return tuple(_at(line_of((key, number), lines), read, row) for number, row in enumerate(rows))


def _at(line: int, read: Callable[[Row], _Read], row: Row) -> _Read:
    try:
        return read(row)
    except SourceError as error:
        raise SourceError(error.message, line) from error


def _rows(data: Row, lines: Lines, key: str, keys: frozenset[str]) -> Sequence[Row]:
    rows = data.get(key) or ()
    if isinstance(rows, (str, dict)):
        raise SourceError(f"{key} 应是一个列表，每项以 - 开头", line_of((key,), lines))
    for number, row in enumerate(rows):
        line = line_of((key, number), lines)
        if not isinstance(row, dict):
            raise SourceError(f"{key} 中有一项不是键值表：{row}", line)
        if strange := sorted(set(map(str, row)) - keys):
            message = f"{key} 中有不认识的键：{'、'.join(strange)}"
            raise SourceError(message, line_of((key, number, strange[0]), lines))
    return rows


def table(data: Row, key: str, lines: Lines) -> Mapping[str, str]:
    table = data.get(key) or {}
    if not isinstance(table, dict) or not all(isinstance(v, str) and v for v in table.values()):
        raise SourceError(f"{key} 应是“名字: 值”的键值表", line_of((key,), lines))
    return {str(k): unquoted(v) for k, v in table.items()}


def _named(row: Row) -> str:
    """Return the row's first words, so that a person finds it."""
    return next((f"：“{value[:30]}”" for value in row.values() if isinstance(value, str) and value.strip()), "")


def text(row: Row, key: str, where: str, default: str | None = None) -> str:
    value = row.get(key) or default
    if value is None or (isinstance(value, str) and default is None and not value.strip()):
        raise SourceError(f"{where} 中有一项缺少 {key}{_named(row)}")
    if not isinstance(value, str):
        raise SourceError(f"{where} 中 {key} 应是一段文字：{value}")
    return unquoted(value) if key in _NAMES else value.strip()


def texts(row: Row, key: str, where: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    value = row.get(key) or default
    if value is None:
        raise SourceError(f"{where} 中有一项缺少 {key}{_named(row)}")
    if isinstance(value, (str, dict)) or not all(isinstance(item, str) for item in value):
        raise SourceError(f"{where} 中 {key} 应是文字的列表：{value}")
    return tuple(value)


def ids(row: Row, key: str, where: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """Return a list of ids; its commas may be Chinese: [a，b] is two."""
    value = row.get(key)
    values = texts({**row, key: [value]} if isinstance(value, str) and value else row, key, where, default)
    return tuple(piece.strip() for text in values for piece in _SEPARATOR.split(text) if piece.strip())

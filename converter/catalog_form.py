"""The forms that catalog.yml is made of: tables, lists of rows, texts. Anything else is one clear SourceError."""

from collections.abc import Mapping, Sequence
from typing import Any

from converter.errors import SourceError

Row = Mapping[str, Any]

KEYS: Mapping[str, frozenset[str]] = {
    "sections": frozenset(),
    "topics": frozenset(),
    "renamed": frozenset(),
    "staff_notes": frozenset({"text", "instead", "places"}),
    "readings": frozenset({"question", "phrasings", "reason"}),
    "shared_questions": frozenset({"question", "ids", "answered_by", "reason"}),
    "acknowledged": frozenset({"kind", "between", "reason"}),
    "roles": frozenset({"answer", "for", "pieces"}),
    "contexts": frozenset({"id", "asks", "questions", "choices"}),
    "answers": frozenset(
        {"id", "title", "anchors", "answer_digest", "topic", "top", "outcome", "asks", "heeds", "related"}
    ),
}


def rows(data: Row, key: str) -> Sequence[Row]:
    rows = data.get(key) or ()
    if isinstance(rows, (str, dict)):
        raise SourceError(f"{key} 应是一个列表，每项以 - 开头")
    for row in rows:
        if not isinstance(row, dict):
            raise SourceError(f"{key} 中有一项不是键值表：{row}")
        if strange := sorted(set(map(str, row)) - KEYS[key]):
            raise SourceError(f"{key} 中有不认识的键：{'、'.join(strange)}")
    return rows


def table(data: Row, key: str) -> Mapping[str, str]:
    table = data.get(key) or {}
    if not isinstance(table, dict) or not all(isinstance(v, str) and v for v in table.values()):
        raise SourceError(f"{key} 应是“名字: 值”的键值表")
    return {str(k): v for k, v in table.items()}


def text(row: Row, key: str, where: str, default: str | None = None) -> str:
    value = row.get(key) or default
    if value is None or (isinstance(value, str) and default is None and not value.strip()):
        raise SourceError(f"{where} 中有一项缺少 {key}：{dict(row)}")
    if not isinstance(value, str):
        raise SourceError(f"{where} 中 {key} 应是一段文字：{value}")
    return value.strip()


def texts(row: Row, key: str, where: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    value = row.get(key) or default
    if value is None:
        raise SourceError(f"{where} 中有一项缺少 {key}：{dict(row)}")
    if isinstance(value, (str, dict)) or not all(isinstance(one, str) for one in value):
        raise SourceError(f"{where} 中 {key} 应是文字的列表：{value}")
    return tuple(value)

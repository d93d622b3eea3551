"""catalog.yml -> checked objects. A form that is not the one its head describes is one clear SourceError."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml

from converter.catalog import Catalog, Record, SharedQuestion, StaffNote
from converter.errors import SourceError
from zh.fold import fold

Row = Mapping[str, Any]

_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_KEYS: Mapping[str, frozenset[str]] = {
    "sections": frozenset(),
    "topics": frozenset(),
    "staff_notes": frozenset({"text", "instead", "places"}),
    "readings": frozenset({"question", "phrasings", "reason"}),
    "shared_questions": frozenset({"question", "ids", "answered_by", "reason"}),
    "acknowledged": frozenset({"kind", "between", "reason"}),
    "answers": frozenset({"id", "title", "anchors", "answer_digest", "topic", "top", "outcome"}),
}


class _Texts(yaml.BaseLoader):
    """Leaves every value a text (a title "2023" is no number, "no" not false) and allows a key only once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise SourceError(f"键“{key.value}”写了两次", key.start_mark.line + 1)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def load(text: str) -> Catalog:
    """Read catalog.yml. Raises SourceError naming the place when it is not of the form its head describes."""
    data = _parse(text)
    catalog = Catalog(
        sections=_table(data, "sections"),
        topics=_table(data, "topics"),
        records=tuple(_record(row) for row in _rows(data, "answers")),
        notes=tuple(_note(row) for row in _rows(data, "staff_notes")),
        readings=dict(_reading(row) for row in _rows(data, "readings")),
        shared=tuple(_shared(row) for row in _rows(data, "shared_questions")),
        acknowledged=dict(_acknowledged(row) for row in _rows(data, "acknowledged")),
        text=text,
    )  # fmt: skip
    _check(catalog)
    known = {("duplicate-question", tuple(sorted((*s.ids, fold(s.question))))): s.reason for s in catalog.shared}
    return replace(catalog, acknowledged={**catalog.acknowledged, **known})


def _parse(text: str) -> Row:
    try:
        data = yaml.load(text, _Texts) or {}
    except yaml.MarkedYAMLError as bad:
        line = bad.problem_mark.line + 1 if bad.problem_mark else 1
        raise SourceError(f"不是合法的 YAML：{bad.problem}", line) from bad
    except (yaml.YAMLError, RecursionError) as bad:
        at = getattr(bad, "position", 0)
        raise SourceError("不是合法的 YAML：有不允许的字符，或嵌套太深", text.count("\n", 0, at) + 1) from bad
    if not isinstance(data, dict):
        raise SourceError("应是一个键值表")
    if strange := sorted(set(data) - set(_KEYS)):
        raise SourceError(f"有不认识的键：{'、'.join(map(str, strange))}")
    return data


def _check(catalog: Catalog) -> None:
    ids = [record.id for record in catalog.records]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise SourceError(f"answers 中编号重复：{'、'.join(twice)}", catalog.line_of(f"id: {twice[0]}"))
    for topic in catalog.topics:
        if not _ID.fullmatch(topic):
            raise SourceError(f"话题“{topic}”只能用小写字母、数字和下划线，以字母开头", catalog.line_of(topic))
    for record in catalog.records:
        if not _ID.fullmatch(record.id):
            message = f"编号“{record.id}”只能用小写字母、数字和下划线，以字母开头"
            raise SourceError(message, catalog.line_of(f"id: {record.id}"))
        if catalog.topic_of(record) not in catalog.topics:
            message = f"{record.id} 的话题 {catalog.topic_of(record)} 不在 topics 中"
            raise SourceError(message, catalog.line_of(f"id: {record.id}"))
    if strange := sorted(set(catalog.sections.values()) - set(catalog.topics)):
        raise SourceError(f"sections 指向了 topics 中没有的话题：{'、'.join(strange)}", catalog.line_of(strange[0]))
    for shared in catalog.shared:
        if shared.answered_by not in shared.ids or set(shared.ids) - set(ids):
            message = f"shared_questions：“{shared.question}”的 answered_by 不在 ids 之中，或 ids 不在 answers 之中"
            raise SourceError(message, catalog.line_of(f"question: {shared.question}"))


def _record(row: Row) -> Record:
    top, outcome = _text(row, "top", "answers", "0"), _text(row, "outcome", "answers", "answer")
    if not re.fullmatch(r"[0-9]{1,3}", top):
        raise SourceError(f"answers 中 {row.get('id')} 的 top 应是一个数：{top}")
    if outcome not in ("answer", "handoff"):
        raise SourceError(f"answers 中 {row.get('id')} 的 outcome 只能是 answer 或 handoff：{outcome}")
    return Record(
        id=_text(row, "id", "answers"),
        title=_text(row, "title", "answers"),
        anchors=_texts(row, "anchors", "answers", ()),
        digest=_text(row, "answer_digest", "answers", ""),
        topic=_text(row, "topic", "answers", ""),
        top=int(top),
        outcome=outcome,
    )


def _note(row: Row) -> StaffNote:
    where, places = "staff_notes", _text(row, "places", "staff_notes", "")
    if places not in ("", "supported", "unsupported"):
        raise SourceError(f"{where} 中 places 只能是 supported 或 unsupported：{places}")
    return StaffNote(_text(row, "text", where), _text(row, "instead", where), places)


def _reading(row: Row) -> tuple[str, tuple[str, ...]]:
    return _text(row, "question", "readings"), _texts(row, "phrasings", "readings")


def _shared(row: Row) -> SharedQuestion:
    where = "shared_questions"
    ids, reason = _texts(row, "ids", where), _text(row, "reason", where)
    return SharedQuestion(_text(row, "question", where), ids, _text(row, "answered_by", where), reason)


def _acknowledged(row: Row) -> tuple[tuple[str, tuple[str, ...]], str]:
    where = "acknowledged"
    key = _text(row, "kind", where), tuple(sorted(_texts(row, "between", where)))
    return key, _text(row, "reason", where)


def _rows(data: Row, key: str) -> Sequence[Row]:
    rows = data.get(key) or ()
    if isinstance(rows, (str, dict)):
        raise SourceError(f"{key} 应是一个列表，每项以 - 开头")
    for row in rows:
        if not isinstance(row, dict):
            raise SourceError(f"{key} 中有一项不是键值表：{row}")
        if strange := sorted(set(map(str, row)) - _KEYS[key]):
            raise SourceError(f"{key} 中有不认识的键：{'、'.join(strange)}")
    return rows


def _table(data: Row, key: str) -> Mapping[str, str]:
    table = data.get(key) or {}
    if not isinstance(table, dict) or not all(isinstance(v, str) and v for v in table.values()):
        raise SourceError(f"{key} 应是“名字: 值”的键值表")
    return {str(k): v for k, v in table.items()}


def _text(row: Row, key: str, where: str, default: str | None = None) -> str:
    value = row.get(key) or default
    if value is None or (isinstance(value, str) and default is None and not value.strip()):
        raise SourceError(f"{where} 中有一项缺少 {key}：{dict(row)}")
    if not isinstance(value, str):
        raise SourceError(f"{where} 中 {key} 应是一段文字：{value}")
    return value.strip()


def _texts(row: Row, key: str, where: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    value = row.get(key) or default
    if value is None:
        raise SourceError(f"{where} 中有一项缺少 {key}：{dict(row)}")
    if isinstance(value, (str, dict)) or not all(isinstance(one, str) for one in value):
        raise SourceError(f"{where} 中 {key} 应是文字的列表：{value}")
    return tuple(value)

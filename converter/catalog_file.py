"""Reads catalog.yml into checked objects; any departure from the form in its head is one clear SourceError."""

import re
from dataclasses import dataclass, replace
from functools import partial

from converter import catalog_form as form
from converter.catalog import Catalog, Key, Record, SharedQuestion, StaffNote
from converter.catalog_conversation import composition, context
from converter.errors import SourceError
from converter.folding import fold

_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


@dataclass(frozen=True)
class Acknowledgement:
    """A known finding that stays. `decided`: who settled it and when; empty: the owner still has to."""

    key: Key
    reason: str
    decided: str


def load(text: str) -> Catalog:
    """Read catalog.yml. Raises SourceError with the place if it departs from the form in its head."""
    data, lines = _parse(text)
    read = partial(form.read_rows, data, lines)
    acknowledged = read("acknowledged", _acknowledged)
    catalog = Catalog(
        sections=form.table(data, "sections", lines),
        topics=form.table(data, "topics", lines),
        records=read("answers", _record),
        notes=read("staff_notes", _note),
        readings=dict(read("readings", _reading)),
        shared=read("shared_questions", _shared),
        acknowledged={row.key: row.reason for row in acknowledged},
        decided=frozenset(row.key for row in acknowledged if row.decided),
        compositions=read("roles", composition),
        contexts=read("contexts", context),
        renamed=form.table(data, "renamed", lines),
        text=text,
        lines=lines,
    )  # fmt: skip
    _check(catalog)
    catalog = catalog.with_current_ids()
    duplicates = {("duplicate-question", tuple(sorted((*s.ids, fold(s.question))))): s.reason for s in catalog.shared}
    return replace(catalog, acknowledged={**catalog.acknowledged, **duplicates})


def _parse(text: str) -> tuple[form.Row, form.Lines]:
    data, lines = form.parse_yaml(text)
    if not isinstance(data, dict):
        raise SourceError("应是一个键值表（名字: 值）")
    for strange in (key for key in data if key not in form.KEYS):
        raise SourceError(f"有不认识的键：{strange}", lines[(strange,)])
    return data, lines


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
        if record.topic and record.topic not in catalog.topics:
            message = f"{record.id} 的话题 {record.topic} 不在 topics 中"
            raise SourceError(message, catalog.line_of(f"id: {record.id}"))
    if strange := sorted(set(catalog.sections.values()) - set(catalog.topics)):
        raise SourceError(f"sections 指向了 topics 中没有的话题：{'、'.join(strange)}", catalog.line_of(strange[0]))
    for old, new in catalog.renamed.items():
        if old in ids or new not in ids:
            message = f"renamed 中 {old}: {new} 应是“旧编号: 现在的编号”：旧的不在 answers 中，现在的在"
            raise SourceError(message, catalog.line_at("renamed", old))


def _record(row: form.Row) -> Record:
    outcome = form.text(row, "outcome", "answers", "answer")
    if "top" in row:
        raise SourceError(f"answers 中 {row.get('id')} 的 top 已改在 profile.yml 的 most_asked 里列出，请移过去")
    if outcome not in ("answer", "handoff"):
        raise SourceError(f"answers 中 {row.get('id')} 的 outcome 只能是 answer 或 handoff：{outcome}")
    needs = {name: form.text(row, name, "answers", "") for name in ("asks", "heeds")}
    for name, value in needs.items():
        if value not in ("", "role", "city"):
            raise SourceError(f"answers 中 {row.get('id')} 的 {name} 只能是 role 或 city：{value}")
    return Record(
        id=form.text(row, "id", "answers"),
        title=form.text(row, "title", "answers"),
        anchors=form.texts(row, "anchors", "answers", ()),
        digest=form.text(row, "answer_digest", "answers", ""),
        topic=form.text(row, "topic", "answers", ""),
        outcome=outcome,
        related=form.ids(row, "related", "answers", ()),
        page=form.text(row, "page", "answers", ""),
        **needs,
    )


def _note(row: form.Row) -> StaffNote:
    where, places = "staff_notes", form.text(row, "places", "staff_notes", "")
    if places not in ("", "supported", "unsupported"):
        raise SourceError(f"{where} 中 places 只能是 supported 或 unsupported：{places}")
    return StaffNote(form.text(row, "text", where), form.text(row, "instead", where), places)


def _reading(row: form.Row) -> tuple[str, tuple[str, ...]]:
    return form.text(row, "question", "readings"), form.texts(row, "phrasings", "readings")


def _shared(row: form.Row) -> SharedQuestion:
    where = "shared_questions"
    ids, reason = form.ids(row, "ids", where), form.text(row, "reason", where)
    return SharedQuestion(form.text(row, "question", where), ids, form.text(row, "answered_by", where), reason)


def _acknowledged(row: form.Row) -> Acknowledgement:
    where = "acknowledged"
    key = form.text(row, "kind", where), tuple(sorted(form.texts(row, "between", where)))
    return Acknowledgement(key, form.text(row, "reason", where), form.text(row, "decided", where, ""))

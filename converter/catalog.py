"""catalog.yml -> checked objects: what a person decided about the entries of the FAQ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from converter.errors import SourceError
from zh.fold import fold


@dataclass(frozen=True)
class Record:
    """What is known of one answer. `anchors` and `digest` are how it is found again in an edited FAQ."""

    id: str
    title: str
    anchors: tuple[str, ...]
    digest: str
    topic: str = ""
    top: int = 0


@dataclass(frozen=True)
class StaffNote:
    """A text for the staff. One that lists places (`places`: supported or unsupported) is known by how it begins."""

    text: str
    instead: str
    places: str = ""

    def covers(self, line: str) -> bool:
        return line.startswith(self.text) if self.places else line == self.text


@dataclass(frozen=True)
class SharedQuestion:
    """A question that stands under several answers, and the one that gives it when nothing else decides."""

    question: str
    ids: tuple[str, ...]
    answered_by: str
    reason: str


@dataclass(frozen=True)
class Catalog:
    sections: Mapping[str, str]
    topics: Mapping[str, str]
    records: tuple[Record, ...]
    notes: tuple[StaffNote, ...] = ()
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared: tuple[SharedQuestion, ...] = ()
    acknowledged: Mapping[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def note_of(self, line: str) -> StaffNote | None:
        """The note to staff that `line` is, if it is one."""
        return next((note for note in self.notes if note.covers(line)), None)

    def is_note(self, line: str) -> bool:
        return self.note_of(line) is not None

    @property
    def note_texts(self) -> frozenset[str]:
        return frozenset(note.text for note in self.notes)

    def topic_of(self, record: Record) -> str:
        """The topic of an answer: the one named in the catalog, else the stem its id begins with."""
        return record.topic or record.id.split("_", 1)[0]


def load(text: str) -> Catalog:
    """Read catalog.yml. Raises SourceError naming the place when it is not of the form its head describes."""
    try:
        data = yaml.safe_load(text) or {}
    except yaml.MarkedYAMLError as bad:
        line = bad.problem_mark.line + 1 if bad.problem_mark else 1
        raise SourceError(f"不是合法的 YAML：{bad.problem}", line) from bad
    if not isinstance(data, dict):
        raise SourceError("应是一个键值表")
    catalog = Catalog(
        sections=_table(data, "sections"),
        topics=_table(data, "topics"),
        records=tuple(_record(item) for item in _items(data, "answers")),
        notes=tuple(StaffNote(**_known(item, StaffNote, "staff_notes")) for item in _items(data, "staff_notes")),
        readings={_need(r, "question", "readings"): tuple(_need(r, "phrasings", "readings")) for r in _items(data, "readings")},
        shared=tuple(_shared(item) for item in _items(data, "shared_questions")),
        acknowledged={_acknowledged(item): item["reason"] for item in _items(data, "acknowledged")},
    )  # fmt: skip
    for shared in catalog.shared:
        key = ("duplicate-question", tuple(sorted((*shared.ids, fold(shared.question)))))
        catalog = replace(catalog, acknowledged={**catalog.acknowledged, key: shared.reason})
    _check(catalog)
    return catalog


def _check(catalog: Catalog) -> None:
    ids = [record.id for record in catalog.records]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise SourceError(f"answers 中编号重复：{'、'.join(twice)}")
    for record in catalog.records:
        if catalog.topic_of(record) not in catalog.topics:
            raise SourceError(f"{record.id} 的话题 {catalog.topic_of(record)} 不在 topics 中")
    strange = sorted(set(catalog.sections.values()) - set(catalog.topics))
    if strange:
        raise SourceError(f"sections 指向了 topics 中没有的话题：{'、'.join(strange)}")


def _record(item: Mapping[str, Any]) -> Record:
    return Record(
        id=_need(item, "id", "answers"),
        title=_need(item, "title", "answers"),
        anchors=tuple(str(a) for a in item.get("anchors", ())),
        digest=str(item.get("answer_digest", "")),
        topic=item.get("topic", ""),
        top=item.get("top", 0),
    )


def _shared(item: Mapping[str, Any]) -> SharedQuestion:
    known = _known(item, SharedQuestion, "shared_questions")
    shared = SharedQuestion(**{**known, "ids": tuple(known.get("ids", ()))})
    if shared.answered_by not in shared.ids:
        raise SourceError(f"shared_questions：“{shared.question}”的 answered_by 不在 ids 之中")
    return shared


def _acknowledged(item: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    if not str(item.get("reason", "")).strip():
        raise SourceError(f"acknowledged：{item.get('kind')} {item.get('between')} 没有写 reason")
    between: Sequence[Any] = _need(item, "between", "acknowledged")
    return _need(item, "kind", "acknowledged"), tuple(sorted(map(str, between)))


def _known(item: Mapping[str, Any], shape: type, where: str) -> dict[str, Any]:
    strange = set(item) - set(shape.__annotations__)
    if strange:
        raise SourceError(f"{where} 中有不认识的键：{'、'.join(sorted(strange))}")
    return dict(item)


def _need(item: Mapping[str, Any], key: str, where: str) -> Any:
    if not isinstance(item, Mapping) or item.get(key) in (None, ""):
        raise SourceError(f"{where} 中有一项缺少 {key}：{item}")
    return item[key]


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, str]:
    return {str(k): str(v) for k, v in (data.get(key) or {}).items()}


def _items(data: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    return data.get(key) or ()

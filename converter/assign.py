"""Writes ids of new entries and anchors of edited ones into the text of catalog.yml."""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from rapidfuzz import fuzz

from converter.answers import Answer, digest
from converter.catalog import Catalog, Record
from converter.folding import fold
from converter.ids import new_id, title_of
from converter.output import editing_yaml

SAME_ENTRY = 60.0
"""Similarity, 0 to 100, from which a reworded question with a reworded answer is still the same entry."""

MAX_ANCHORS = 3


def assign(catalog_text: str, catalog: Catalog, answers: Sequence[Answer]) -> tuple[str, list[str]]:
    """Return the new text of catalog.yml and a sentence per change; without changes the text stays the same.

    If both question and answer of an entry were reworded, it takes over the id of the most similar record.
    """
    if all(answer.record and _is_current(answer.record.anchors, answer.record.digest, answer) for answer in answers):
        return catalog_text, []
    yaml = editing_yaml()
    data = yaml.load(catalog_text) or {}
    data["answers"] = data.get("answers") or []
    items = {str(item["id"]): item for item in data["answers"]}
    changes: list[str] = []
    gone = [r for r in catalog.records if r.id not in {a.id for a in answers}]
    for answer in answers:
        record = answer.record or _most_alike(answer, gone)
        if record in gone:
            gone.remove(record)
            changes.append(f"第 {answer.first_line} 行“{answer.questions[0]}”沿用编号 {record.id}")
        if record is None:
            item = _new_item(answer, catalog, items)
            items[str(item["id"])] = item
            data["answers"].append(item)
            changes.append(f"第 {answer.first_line} 行“{answer.questions[0]}”的新编号是 {item['id']}")
        else:
            changes += _refresh(items[record.id], answer)
    if not changes:
        return catalog_text, []
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue(), changes


def _refresh(item: dict[str, Any], answer: Answer) -> Iterable[str]:
    """Update anchors and digest of a known entry; anchors that are still valid stay."""
    old = [str(anchor) for anchor in item.get("anchors") or []]
    if _is_current(old, str(item.get("answer_digest")), answer):
        return []
    anchors = [anchor for anchor in old if _is_asked(anchor, answer)]
    new = [question for question in answer.questions if question not in anchors]
    item["anchors"] = old if len(anchors) == len(old) else (anchors + new)[: max(MAX_ANCHORS, len(anchors))]
    item["answer_digest"] = digest(answer.text)
    return [f"{item['id']} 的记录已随 FAQ 更新"]


def _is_current(anchors: Sequence[str], answer_digest: str, answer: Answer) -> bool:
    return answer_digest == digest(answer.text) and all(_is_asked(anchor, answer) for anchor in anchors)


def _is_asked(anchor: str, answer: Answer) -> bool:
    return fold(anchor) in {fold(question) for question in answer.questions}


def _most_alike(answer: Answer, records: Sequence[Record]) -> Record | None:
    """Return the vanished record with the questions most similar to this answer's."""
    scored = [
        (
            max((fuzz.ratio(fold(q), fold(a)) for q in answer.questions for a in record.anchors), default=0.0),
            at,
        )
        for at, record in enumerate(records)
    ]
    best = max(scored, default=(0.0, 0))
    return records[best[1]] if best[0] >= SAME_ENTRY else None


def _new_item(answer: Answer, catalog: Catalog, taken: Iterable[str]) -> dict[str, object]:
    topic = catalog.section_topic(answer.entries[0].section)
    question = next((item.phrasing.text for item in answer.learnt if item.phrasing.taught), answer.questions[0])
    title = title_of(question)
    return {
        "id": new_id(topic, title, {*taken, *catalog.renamed}),
        "title": title,
        "anchors": list(answer.questions[:MAX_ANCHORS]),
        "answer_digest": digest(answer.text),
    }

"""Is everything in the source known: sections, notes, ids, readings?"""

from collections.abc import Iterable, Sequence

from converter.answers import Answer
from converter.catalog import Catalog
from converter.errors import Finding
from converter.lines import Kind, Line
from converter.phrasings import Reading

CATALOG = "data/source/catalog.yml"


def check_lines(lines: Sequence[Line], catalog: Catalog) -> Iterable[Finding]:
    """Sections without a topic, and unnumbered lines that are neither an answer nor a known note."""
    for line in lines:
        if line.kind is Kind.SECTION and line.text not in catalog.sections:
            yield Finding(
                line.number, "unknown-section", f"没有见过的章节“{line.text}”，请在 catalog.yml 的 sections 中写明它的话题",
                (line.text,),
            )  # fmt: skip
        elif line.kind is Kind.NOTE and not catalog.is_note(line.text):
            yield Finding(
                line.number, "unknown-note", f"不属于任何问答的一行：“{line.text[:40]}”，不会发给用户", (line.text,)
            )
        elif line.kind is Kind.MORE_ANSWER and line.after_blank:
            yield Finding(
                line.number, "answer-after-blank", f"空行之后没有编号的一行算作上面回复的续文：“{line.text[:30]}”",
                (line.text,),
            )  # fmt: skip


def check_ids(answers: Sequence[Answer], catalog: Catalog) -> Iterable[Finding]:
    """Ids whose entry is gone, and entries that have no id."""
    for answer in answers:
        if answer.record is None:
            yield Finding(
                answer.first_line, "new-entry",
                f"“{answer.questions[0]}”还没有编号，请运行 python -m converter assign", fatal=True,
            )  # fmt: skip
    present = {answer.id for answer in answers}
    for record in catalog.records:
        if record.id not in present:
            yield Finding(
                1, "vanished-id",
                f"编号 {record.id}（{record.title}）在 FAQ 中找不到了；确已删去的，请把它从 {CATALOG} 中删掉",
                (record.id,),
            )  # fmt: skip


def check_readings(answers: Sequence[Answer], catalog: Catalog) -> Iterable[Finding]:
    """Lines that could not be taken apart, and readings whose line is gone."""
    for answer in answers:
        for learnt in answer.learnt:
            if learnt.phrasing.reading is Reading.UNSURE:
                yield Finding(
                    learnt.line, "unclear-separators",
                    f"看不出“{learnt.phrasing.part}”是几个问题，整行算一个；请在 catalog.yml 的 readings 中写明",
                    (learnt.phrasing.part,),
                )  # fmt: skip
    questions = {question for answer in answers for question in answer.questions}
    for question in catalog.readings:
        if question not in questions:
            yield Finding(
                1, "stale-reading", f"readings 中的“{question}”已不在 FAQ 里", (question,), path=CATALOG
            )

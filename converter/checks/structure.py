"""Checks that everything in the source is known: sections, notes, ids, readings."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from converter.answers import Answer, without_notes
from converter.catalog import Catalog
from converter.errors import Finding
from converter.folding import fold
from converter.lines import Kind, Line
from converter.phrasings import LineReading

CATALOG = "data/source/catalog.yml"

ALMOST_A_NOTE = 85.0
"""Similarity, 0 to 100, from which a part of an answer resembles a note to staff."""


def check_lines(lines: Sequence[Line], catalog: Catalog) -> Iterable[Finding]:
    """Yield sections without a topic, and unnumbered lines that are neither an answer nor a known note."""
    for line in lines:
        if line.kind is Kind.SECTION and line.text not in catalog.sections:
            yield Finding(
                line.number,
                "unknown-section",
                f"没有见过的章节“{line.text}”，请在 catalog.yml 的 sections 中写明它的话题",
                (line.text,),
            )
        elif line.kind is Kind.NOTE and not catalog.is_note(line.text):
            yield Finding(
                line.number,
                "unknown-note",
                f"不属于任何问答的一行：“{line.text[:40]}”，不会发给用户",
                (line.text,),
            )
        elif line.kind is Kind.MORE_ANSWER and line.after_blank:
            yield Finding(
                line.number,
                "answer-after-blank",
                f"空行之后没有编号的一行算作上面回复的续文：“{line.text[:30]}”",
                (line.text,),
            )


def check_sections(lines: Sequence[Line], catalog: Catalog) -> Iterable[Finding]:
    """Yield sections of the catalog missing in the FAQ: their heading may have been retyped."""
    there = {line.text for line in lines if line.kind is Kind.SECTION}
    for section in catalog.sections:
        if section not in there:
            message = (
                f"sections 里的“{section}”不是 faq.txt 的章节：标题要写作“# {section}”；已没有的，从 sections 里删去"
            )
            line = catalog.line_at("sections", section)
            yield Finding(line, "stale-section", message, (section,), path=CATALOG)


def check_ids(answers: Sequence[Answer], catalog: Catalog) -> Iterable[Finding]:
    """Yield ids whose entry is gone, and entries without an id."""
    for answer in answers:
        if answer.record is None:
            yield Finding(
                answer.first_line,
                "new-entry",
                f"“{answer.questions[0]}”还没有编号，请运行 python -m converter assign",
                fatal=True,
            )
    present = {answer.id for answer in answers}
    for record in catalog.records:
        if record.id not in present:
            yield Finding(
                catalog.line_of(f"id: {record.id}"),
                "vanished-id",
                f"编号 {record.id}（{record.title}）在 FAQ 中找不到了；确已删去的，请把它从 answers 中删掉",
                (record.id,),
                path=CATALOG,
            )


def check_readings(answers: Sequence[Answer], catalog: Catalog) -> Iterable[Finding]:
    """Yield lines that could not be split into phrasings, and readings whose line is gone."""
    for answer in answers:
        for learnt in answer.learnt:
            if learnt.phrasing.reading is LineReading.UNSURE:
                yield Finding(
                    learnt.line,
                    "unclear-separators",
                    f"看不出“{learnt.phrasing.part}”是几个问题，整行算一个；请在 readings 中写明",
                    (learnt.phrasing.part,),
                )
    questions = {question for answer in answers for question in answer.questions}
    for question in catalog.readings:
        if question not in questions:
            yield Finding(
                catalog.line_of(f"question: {question}"),
                "stale-reading",
                f"readings 中的“{question}”已不在 FAQ 里",
                (question,),
                path=CATALOG,
            )


def check_notes(lines: Sequence[Line], catalog: Catalog) -> Iterable[Finding]:
    """Yield parts of answers that resemble a known note to staff: they would be sent to users."""
    notes = [(note, fold(note.text)) for note in catalog.notes if not note.places]
    for line in lines:
        if line.kind not in (Kind.ANSWER, Kind.MORE_ANSWER):
            continue
        text = fold(without_notes(line.text, catalog.note_texts))
        for note, folded in notes:
            if len(folded) <= len(text) and fuzz.partial_ratio(folded, text) >= ALMOST_A_NOTE:
                yield Finding(
                    line.number,
                    "edited-note",
                    f"这里的话与内部说明“{note.text}”只差几个字，会发给用户；请改成一样",
                    (note.text,),
                )

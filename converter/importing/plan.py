"""Plan: the new bytes of the FAQ and its catalog, computed before any file is written."""

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from converter.conversion import Conversion, read
from converter.decode import decode, decode_whole
from converter.exporting.embedded_source import EmbeddedSource
from converter.importing.catalog_updates import updated_catalog
from converter.importing.compare import CandidateChange, ChangeKind
from converter.importing.compose import ComposedText, FaqEditor, fresh
from converter.importing.items import Candidate, FilePlace
from converter.importing.sections import section_for, with_sections
from converter.new_institution import fresh_catalog


@dataclass(frozen=True)
class Plan:
    """`places`: where lines of the new FAQ come from. `afresh`: files that name old ids are removed, too.

    `remarks`: sentences on the sections of new answers and on changes in the catalog.
    """

    faq: bytes
    catalog: bytes
    places: Mapping[int, FilePlace] = field(default_factory=dict)
    afresh: bool = False
    remarks: tuple[str, ...] = ()


def added(changes: Sequence[CandidateChange], base: EmbeddedSource) -> Plan:
    """Return the content `base` with the changes. What is the same or in conflict stays unchanged."""
    catalog = decode_whole(base.catalog)
    conversion = read(base.faq, catalog)
    composed, sections = _edited(changes, conversion, decode(base.faq))
    faq = _encoded(composed.text, base.faq)
    new_catalog = with_sections(catalog, conversion.catalog, sections)
    # The old catalog will do here: its sections do not change the set of questions.
    now = {question for answer in read(faq, catalog).answers for question in answer.questions}
    new_catalog, following = updated_catalog(new_catalog, conversion, now, changes)
    remarks = (*_remarks(changes, sections, conversion), *following)
    return Plan(faq, new_catalog.encode(), composed.places, remarks=remarks)


def _remarks(changes: Sequence[CandidateChange], sections: Sequence[str], conversion: Conversion) -> Iterator[str]:
    new = [section for section in dict.fromkeys(sections) if section and section not in conversion.catalog.sections]
    if new:
        yield f"新的分类，各成一个话题：{'、'.join(new)}；是现有分类的，把文件里的分类改成一样的名字"
    if any(change.kind is ChangeKind.NEW and not change.candidate.section for change in changes):
        yield f"没有写明分类的放在“{section_for('', conversion.lines, conversion.catalog) or '开头'}”"


def _edited(changes: Sequence[CandidateChange], conversion: Conversion, text: str) -> tuple[ComposedText, list[str]]:
    editing = FaqEditor(conversion.lines, text)
    sections: list[str] = []
    # Changed texts come first, so that added questions get the new text of their answer.
    for change in sorted(changes, key=lambda change: change.kind is not ChangeKind.CHANGED):
        candidate = change.candidate
        if change.kind is ChangeKind.NEW:
            section = section_for(candidate.section, conversion.lines, conversion.catalog)
            sections.append(section)
            editing.add(section, candidate, change.questions)
        elif change.there is not None and change.kind in (ChangeKind.CHANGED, ChangeKind.PHRASING):
            # Looked up by its id, since `there` may come from another reading of the same text.
            there = next(two for two in conversion.answers if two.first_line == change.there.first_line)
            if change.kind is ChangeKind.CHANGED and not change.keeps_answer:
                editing.change_answer(there, candidate.answer, candidate.place)
            for entry in there.entries:
                for old, new in change.renamed:
                    if entry.question == old:
                        editing.change_question(entry, new, candidate.place)
                if entry.question in change.removed:
                    editing.remove(entry)
            editing.add_questions(there, change.questions, candidate.place)
    entries = [entry for answer in conversion.answers for entry in answer.entries]
    return editing.composed(entries), sections


def begun_afresh(candidates: Sequence[Candidate], verbatim: str = "") -> Plan:
    """Return content of only these candidates. `verbatim`: a file in the FAQ's own form, which is kept as it is.

    Raises SourceError if it holds no FAQ.
    """
    composed = ComposedText(verbatim, {}) if verbatim else fresh(candidates)
    catalog, _ = fresh_catalog(composed.text.encode())
    return Plan(composed.text.encode(), catalog.encode(), composed.places, afresh=True)


def _encoded(text: str, before: bytes) -> bytes:
    """Encode the text with the line ends and byte order mark of the old file."""
    if text == decode(before):
        return before
    lines = text.replace("\n", "\r\n") if b"\r\n" in before else text
    return (codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b"") + lines.encode()

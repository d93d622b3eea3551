"""Runs all stages in one call: bytes -> text -> lines -> entries -> answers -> verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from converter import catalog_file
from converter.answers import Answer, build
from converter.catalog import Catalog
from converter.checks.contradictions import NONE
from converter.checks.questions import PlacedQuestion
from converter.contradictions import Contradictions
from converter.decode import decode
from converter.entries import collect
from converter.errors import SourceError
from converter.lines import Line, classify
from converter.lint import Verdict, lint
from converter.render import render

MAX_ENTRIES = 3_000
"""Most entries: all are compared with each other, and more would take minutes."""


@dataclass(frozen=True)
class Conversion:
    """Everything known about one reading of the FAQ.

    `judge`: runs all checks. They take seconds, so they run only where somebody asks for the verdict.
    """

    catalog: Catalog
    lines: tuple[Line, ...]
    answers: tuple[Answer, ...]
    judge: Callable[[], Verdict] = field(repr=False, compare=False)

    @cached_property
    def verdict(self) -> Verdict:
        """Return what the checks found. They use the places and roles in service when it is first asked for."""
        return self.judge()

    def files(self, most_asked: Sequence[str] = ()) -> Mapping[str, str]:
        """Return the generated files, name -> content. Only meaningful if no finding of the verdict stops."""
        return render(self.answers, self.catalog, most_asked)


def _placed(catalog: Catalog, answers: Sequence[Answer]) -> Catalog:
    """Return the catalog with each answer's topic: its own, else that of its first entry's section."""
    sections = {answer.id: answer.entries[0].section for answer in answers if answer.record}
    records = (
        replace(record, topic=record.topic or catalog.section_topic(sections.get(record.id, "")))
        for record in catalog.records
    )
    return replace(catalog, records=tuple(records))


def read(
    faq: bytes,
    catalog_text: str,
    also_asked: Sequence[PlacedQuestion] = (),
    roles: Sequence[str] | None = None,
    clashing: Contradictions = NONE,
) -> Conversion:
    """Read the FAQ. Raises SourceError if it or the catalog cannot be read at all.

    `roles`: ids from the profile; None: those in the catalog. `clashing`: from contradictions.yml.
    """
    catalog = catalog_file.load(catalog_text)
    lines = classify(decode(faq), catalog.is_note)
    entries, malformed = collect(lines)
    if not entries and not malformed:
        raise SourceError("没有找到带编号的问题，不像是 FAQ 文本")
    if len(entries) > MAX_ENTRIES:
        many = f"有 {len(entries):,} 个问答条目（每个问法算一个），超过上限 {MAX_ENTRIES:,}"
        raise SourceError(f"{many}：请去掉一些问法，或分成几份内容", entries[MAX_ENTRIES].question_line)
    answers = build(entries, catalog)
    catalog = _placed(catalog, answers)
    records = {record.id: record for record in catalog.records}
    answers = [replace(answer, record=records[answer.id]) if answer.record else answer for answer in answers]
    judge = partial(lint, lines, malformed, answers, catalog, also_asked, roles, clashing)
    return Conversion(catalog, tuple(lines), tuple(answers), judge)

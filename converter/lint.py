"""All checks in one run, and what catalog.yml says of their findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from converter.answers import Answer
from converter.catalog import Catalog
from converter.checks import answers as answer_checks
from converter.checks import content, contradictions, places, questions, strays, structure
from converter.checks.questions import Asked
from converter.errors import Finding
from converter.lines import Line

HOLDING_UP = frozenset({"duplicate-question", "vanished-id", "personal-data"})
"""Kinds that must not be served even for a try: somebody would get a wrong answer or somebody's data."""


@dataclass(frozen=True)
class Verdict:
    """`open` findings are errors; `known` ones are acknowledged, each with its reason."""

    open: tuple[Finding, ...]
    known: tuple[tuple[Finding, str], ...]

    @property
    def serious(self) -> tuple[Finding, ...]:
        """What forbids writing anything, even when the rest is let pass."""
        return tuple(f for f in self.open if f.fatal or f.kind in HOLDING_UP)


def lint(
    lines: Sequence[Line],
    malformed: Sequence[Finding],
    answers: Sequence[Answer],
    catalog: Catalog,
    also_asked: Sequence[Asked] = (),
) -> Verdict:
    """Check everything. `also_asked` are the hand-written phrasings that must not contradict the FAQ."""
    asked = questions.asked_in(answers)
    findings = [
        *malformed,
        *structure.check_lines(lines, catalog),
        *structure.check_ids(answers, catalog),
        *structure.check_readings(answers, catalog),
        *structure.check_notes(lines, catalog),
        *strays.check_strays(lines, catalog),
        *content.check_content(lines, answers, catalog),
        *questions.check_length(answers),
        *questions.check_duplicates([*asked, *also_asked]),
        *questions.check_near(asked),
        *questions.check_shared_parts(answers),
        *answer_checks.check_each(answers),
        *answer_checks.check_repeats(answers),
        *contradictions.check_clauses(answers),
        *contradictions.check_claims(answers),
        *places.check_places(lines, answers, catalog),
    ]
    return _judge(findings, catalog)


def _judge(findings: Sequence[Finding], catalog: Catalog) -> Verdict:
    """Tell what is acknowledged from what is not. The FAQ's findings come first, then other files'."""
    reasons = catalog.acknowledged
    known = [(f, reasons[f.key]) for f in findings if not f.fatal and f.key in reasons]
    unknown = [f for f in findings if f.fatal or f.key not in reasons]
    for kind, between in sorted(set(reasons) - {f.key for f in findings}):
        line, message = catalog.line_of(kind, *between), f"已经没有这个发现：{kind} {'、'.join(between)}"
        unknown.append(Finding(line, "stale-acknowledgement", message, between, path=structure.CATALOG))
    return Verdict(
        tuple(sorted(unknown, key=lambda finding: (finding.path, finding))),
        tuple(sorted(known, key=lambda pair: (pair[0].path, pair[0]))),
    )

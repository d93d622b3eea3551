"""Runs all checks, and separates the findings that catalog.yml acknowledges."""

from collections.abc import Sequence
from dataclasses import dataclass

from converter.answers import Answer
from converter.catalog import Catalog
from converter.checks import answers as answer_checks
from converter.checks import (
    content,
    contradictions,
    conversation,
    negatives,
    personal,
    places,
    questions,
    strays,
    structure,
)
from converter.checks.questions import PlacedQuestion
from converter.contradictions import Contradictions
from converter.errors import Finding
from converter.lines import Line
from zh.fold import fold

BY_CONTEXT = frozenset({"duplicate-question", "shared-part"})
"""Kinds of findings that a context of the catalog settles: the topic decides between the answers."""


@dataclass(frozen=True)
class Verdict:
    """`known`: acknowledged findings with their reasons; `open`: all others. Their weight: weights.py."""

    open: tuple[Finding, ...]
    known: tuple[tuple[Finding, str], ...]


def lint(
    lines: Sequence[Line],
    malformed: Sequence[Finding],
    answers: Sequence[Answer],
    catalog: Catalog,
    also_asked: Sequence[PlacedQuestion] = (),
    roles: Sequence[str] | None = None,
    clashing: Contradictions = contradictions.NONE,
) -> Verdict:
    """Check everything. `also_asked`: hand-written phrasings, which must not contradict the FAQ.

    `roles`: of the profile; None: those in the catalog. `clashing`: facts that answers may contradict.
    """
    if roles is None:
        roles = tuple(dict.fromkeys(role for c in catalog.compositions for role in c.roles))
    asked = questions.asked_in(answers)
    unasked = negatives.negatives_in(also_asked)
    ids = {record.id for record in catalog.records}
    left_out = negatives.collisions(unasked, asked)
    left_out += negatives.repeated(
        [one for one in unasked if one not in {negative for negative, _ in left_out}],
        (one for one in also_asked if one.answer in ids),
    )
    beside = [one for one in also_asked if one not in {negative for negative, _ in left_out}]
    findings = [
        *malformed,
        *structure.check_lines(lines, catalog),
        *structure.check_ids(answers, catalog),
        *structure.check_readings(answers, catalog),
        *structure.check_notes(lines, catalog),
        *strays.check_strays(lines, catalog),
        *content.check_content(lines, answers, catalog),
        *personal.check_faq(lines, answers, catalog),
        *personal.check_written(also_asked, answers, lines, catalog),
        *questions.check_length(answers),
        *questions.check_duplicates([*asked, *beside]),
        *negatives.check_negatives(left_out),
        *questions.check_near(asked),
        *questions.check_shared_parts(answers),
        *answer_checks.check_each(answers),
        *answer_checks.check_repeats(answers),
        *contradictions.check_clauses(answers, clashing),
        *contradictions.check_claims(answers, clashing),
        *places.check_places(lines, answers, catalog),
        *conversation.check_roles(answers, catalog, roles),
        *conversation.check_contexts(answers, catalog),
        *conversation.check_shared(catalog),
        *conversation.check_related(catalog),
    ]
    return _judge(findings, catalog)


def _judge(findings: Sequence[Finding], catalog: Catalog) -> Verdict:
    """Separate acknowledged from open findings. The FAQ's come first, then those of other files."""
    reasons = catalog.acknowledged
    in_context = {fold(question): context.id for context in catalog.contexts for question in context.questions}
    known: list[tuple[Finding, str]] = []
    unknown: list[Finding] = []
    for finding in findings:
        context = next((in_context[about] for about in finding.between if about in in_context), None)
        if not finding.fatal and finding.key in reasons:
            known.append((finding, reasons[finding.key]))
        elif finding.kind in BY_CONTEXT and context:
            known.append((finding, f"由正在谈的话题决定，见 contexts 的 {context}"))
        else:
            unknown.append(finding)
    for kind, between in sorted(set(reasons) - {f.key for f in findings}):
        line, message = catalog.line_of(kind, *between), f"已经没有这个发现：{kind} {'、'.join(between)}"
        unknown.append(Finding(line, "stale-acknowledgement", message, between, path=structure.CATALOG))
    return Verdict(
        tuple(sorted(unknown, key=lambda finding: (finding.path, finding))),
        tuple(sorted(known, key=lambda pair: (pair[0].path, pair[0]))),
    )

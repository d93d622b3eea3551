"""Runs all checks, and separates the findings that catalog.yml acknowledges."""

from collections.abc import Iterator, Sequence
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
from converter.folding import fold
from converter.lines import Line

BY_CONTEXT = frozenset({"duplicate-question", "shared-part"})
"""Kinds of findings that a context of the catalog settles: the topic decides between the answers."""


@dataclass(frozen=True)
class Verdict:
    """The findings. `acknowledged`: those that stay, each with its reason; `open`: all others. Weights: weights.py."""

    open: tuple[Finding, ...]
    acknowledged: tuple[tuple[Finding, str], ...]


def lint(
    lines: Sequence[Line],
    malformed: Sequence[Finding],
    answers: Sequence[Answer],
    catalog: Catalog,
    also_asked: Sequence[PlacedQuestion] = (),
    roles: Sequence[str] | None = None,
    clashing: Contradictions = contradictions.NONE,
) -> Verdict:
    """Return the findings of all checks. `also_asked`: hand-written phrasings, which must not contradict the FAQ.

    `roles`: of the profile; None: those in the catalog. `clashing`: facts that answers may contradict.
    """
    if roles is None:
        roles = tuple(dict.fromkeys(role for c in catalog.compositions for role in c.roles))
    taught = questions.asked_in(answers)
    left_out = _left_out(taught, also_asked, catalog)
    negative = {question for question, _ in left_out}
    beside = [question for question in also_asked if question not in negative]
    findings = [
        *malformed,
        *_of_lines(lines, answers, catalog),
        *personal.check_written(also_asked, answers, lines, catalog),
        *_of_questions(answers, taught, beside, catalog),
        *negatives.check_negatives(left_out),
        *_of_answers(answers, clashing),
        *places.check_places(lines, answers, catalog),
        *_of_conversation(answers, catalog, roles),
    ]
    return _judge(findings, catalog)


def _left_out(
    taught: Sequence[PlacedQuestion], also_asked: Sequence[PlacedQuestion], catalog: Catalog
) -> list[tuple[PlacedQuestion, PlacedQuestion]]:
    """Return the negative examples that say what an answer's question says, each with that question.

    Of the program's talk also those that are such a question word for word: 客服电话是多少.
    """
    unasked = negatives.negatives_in(also_asked)
    pairs = negatives.collisions(unasked, taught)
    collided = {negative for negative, _ in pairs}
    ids = {record.id for record in catalog.records}
    phrasings = (question for question in also_asked if question.answer in ids)
    pairs += negatives.repeated([question for question in unasked if question not in collided], phrasings)
    paired = {negative for negative, _ in pairs}
    talk = [question for question in negatives.talk_in(also_asked) if question not in paired]
    return pairs + negatives.repeated(talk, taught)


def _of_lines(lines: Sequence[Line], answers: Sequence[Answer], catalog: Catalog) -> Iterator[Finding]:
    yield from structure.check_lines(lines, catalog)
    yield from structure.check_ids(answers, catalog)
    yield from structure.check_readings(answers, catalog)
    yield from structure.check_notes(lines, catalog)
    yield from strays.check_strays(lines, catalog)
    yield from content.check_content(lines, answers, catalog)
    yield from personal.check_faq(lines, answers, catalog)


def _of_questions(
    answers: Sequence[Answer], taught: Sequence[PlacedQuestion], beside: Sequence[PlacedQuestion], catalog: Catalog
) -> Iterator[Finding]:
    yield from questions.check_length(answers)
    yield from questions.check_duplicates([*taught, *beside])
    yield from questions.check_near(taught)
    yield from questions.check_shared_parts(answers, [record.id for record in catalog.records])


def _of_answers(answers: Sequence[Answer], clashing: Contradictions) -> Iterator[Finding]:
    yield from answer_checks.check_each(answers)
    yield from answer_checks.check_repeats(answers)
    yield from contradictions.check_clauses(answers, clashing)
    yield from contradictions.check_claims(answers, clashing)


def _of_conversation(answers: Sequence[Answer], catalog: Catalog, roles: Sequence[str]) -> Iterator[Finding]:
    yield from conversation.check_roles(answers, catalog, roles)
    yield from conversation.check_contexts(answers, catalog)
    yield from conversation.check_shared(catalog)
    yield from conversation.check_related(catalog)
    yield from conversation.check_pages(catalog)


def _judge(findings: Sequence[Finding], catalog: Catalog) -> Verdict:
    """Separate acknowledged from open findings. The FAQ's come first, then those of other files."""
    reasons = catalog.acknowledged
    in_context = {fold(question): context.id for context in catalog.contexts for question in context.questions}
    acknowledged: list[tuple[Finding, str]] = []
    unknown: list[Finding] = []
    for finding in findings:
        context = next((in_context[about] for about in finding.between if about in in_context), None)
        if not finding.fatal and finding.key in reasons:
            acknowledged.append((finding, reasons[finding.key]))
        elif finding.kind in BY_CONTEXT and context:
            acknowledged.append((finding, f"由正在谈的话题决定，见 contexts 的 {context}"))
        else:
            unknown.append(finding)
    for kind, between in sorted(set(reasons) - {f.key for f in findings}):
        line, message = catalog.line_of(kind, *between), f"已经没有这个发现：{kind} {'、'.join(between)}"
        unknown.append(Finding(line, "stale-acknowledgement", message, between, path=structure.CATALOG))
    return Verdict(
        tuple(sorted(unknown, key=lambda finding: (finding.path, finding))),
        tuple(sorted(acknowledged, key=lambda pair: (pair[0].path, pair[0]))),
    )

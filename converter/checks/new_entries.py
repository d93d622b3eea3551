"""Tells new entries from changed ones: an entry without an id may be an answer that was served before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from converter.answers import Answer
from converter.catalog import Catalog
from converter.checks.questions import PlacedQuestion
from converter.checks.structure import CATALOG
from converter.errors import Finding
from converter.folding import fold
from converter.lines import Kind, Line
from understanding.labels import CONTEXT, is_under

CHANGED_COPY = "changed-copy"

ECHOES = frozenset({
    "context", "contradiction", "duplicate-question", "near-duplicate-answer", "near-duplicate-question", "shared-part",
    "shared-question", "stale-acknowledgement",
})  # fmt: skip
"""Findings that a changed copy causes as well, since its questions then have a second answer."""


def without_echoes(findings: Iterable[Finding], answers: Sequence[Answer]) -> list[Finding]:
    """Drop findings caused only by a changed copy of an answer, which has a finding of its own."""
    listed = list(findings)
    changed = {finding.line for finding in listed if finding.kind == CHANGED_COPY}
    apart = [answer for answer in answers if changed & set(answer.lines)]
    lines = {line for answer in apart for line in answer.lines}
    names = {name for answer in apart for name in (answer.name, *answer.questions)}
    return [finding for finding in listed if not (finding.kind in ECHOES and _about(finding, lines, names))]


def _about(finding: Finding, lines: Collection[int], names: Collection[str]) -> bool:
    of_the_faq = not finding.path and any(line in lines for line in (finding.line, *finding.more_lines))
    return of_the_faq or any(name in names for name in finding.between)


def check_new(
    lines: Sequence[Line], answers: Sequence[Answer], catalog: Catalog, before: Iterable[PlacedQuestion]
) -> Iterable[Finding]:
    """Return the reasons why entries must not get a new id yet.

    `before`: the questions that were served before. A changed copy of an answer has questions of it, and so have all
    entries whose record was lost.
    """
    answers_before = _answers_before(catalog, before)
    there = {answer.id: answer for answer in answers if answer.record}
    for answer in (answer for answer in answers if answer.record is None):
        ids = [id_ for question in answer.questions for id_ in sorted(answers_before.get(fold(question), ()))]
        if copies := [there[id_] for id_ in dict.fromkeys(ids) if id_ in there]:
            yield _changed_copy(answer, copies[0])
        elif lost := [id_ for id_ in ids if id_ not in {record.id for record in catalog.records}]:
            yield _lost(answer, lost[0])
    yield from _without_section(lines, answers, catalog)


def check_renamed(answers: Sequence[Answer], catalog: Catalog, before: Iterable[PlacedQuestion]) -> Iterable[Finding]:
    """Yield ids that were renamed since they were served: buttons, ratings and phrasings still name them."""
    now = {fold(question): answer for answer in answers if answer.record for question in answer.questions}
    ids = {record.id for record in catalog.records} | set(catalog.renamed)
    moved: dict[str, str] = {}
    for question in before:
        name = question.answer
        if name not in ids and not is_under(CONTEXT, name) and (answer := now.get(fold(question.text))):
            moved.setdefault(name, answer.id)
    for old, new in moved.items():
        message = f"编号 {old} 现在写作 {new}：聊天里的旧按钮、评价和说法还用旧的，请在 renamed 里写一行“{old}: {new}”"
        yield Finding(catalog.line_of(f"id: {new}"), "renamed-id", message, (old, new), path=CATALOG)


def _answers_before(catalog: Catalog, before: Iterable[PlacedQuestion]) -> Mapping[str, set[str]]:
    answers_of: dict[str, set[str]] = defaultdict(set)
    for answer in before:
        answers_of[fold(answer.text)].add(answer.answer)
    for record in catalog.records:
        for anchor in record.anchors:
            answers_of[fold(anchor)].add(record.id)
    return answers_of


def _changed_copy(answer: Answer, copy: Answer) -> Finding:
    others = [line for entry in copy.entries for line in entry.answer_lines[:1]]
    return Finding(
        answer.entries[0].answer_lines[0], CHANGED_COPY,
        f"“{answer.questions[0]}”的回复和别处的同一个答案（{copy.id}）不一样了：各处要改成一样；确实要单独成一个答案的，"
        f"在 catalog.yml 的 answers 里给它写一条，有 id、title 和 anchors: [{answer.questions[0]}]",
        (copy.id, answer.questions[0]),
        tuple(sorted({*others, *(entry.answer_lines[0] for entry in answer.entries[1:])})),
    )  # fmt: skip


def _lost(answer: Answer, id_: str) -> Finding:
    return Finding(
        answer.first_line, "lost-id",
        f"“{answer.questions[0]}”原来的编号 {id_} 不在 catalog.yml 的 answers 里了，文件像是没有写完：请从版本库"
        f"或备份恢复；是有意退回的（如撤销一次导入），删去 generated 文件夹再来一次，它会重新生成；确实要换编号的，"
        f"在 answers 里给它写一条，有新的 id、title 和 anchors: [{answer.questions[0]}]",
        (id_, answer.questions[0]),
    )  # fmt: skip


def _without_section(lines: Sequence[Line], answers: Sequence[Answer], catalog: Catalog) -> Iterable[Finding]:
    """Yield new entries of an unknown section: their id would say 其他问题 and keep it for good."""
    entries = [entry for answer in answers if answer.record is None for entry in answer.entries]
    for line in lines:
        if line.kind is not Kind.SECTION or line.text in catalog.sections:
            continue
        if new := [entry.question_line for entry in entries if entry.section == line.text]:
            yield Finding(
                line.number, "section-of-new-entries",
                f"章节“{line.text}”里有新的问答，可是 catalog.yml 的 sections 里没有它：请在 sections 写一行"
                f"“{line.text}: 话题”；新的话题还要写进 topics",
                (line.text,), tuple(new),
            )  # fmt: skip

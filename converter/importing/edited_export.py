"""Imports an edited export: only the edited rows change the content, all else keeps its bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from converter.answers import Answer
from converter.conversion import Conversion
from converter.exporting.escape import unescaped
from converter.exporting.rows import COLUMNS, export_rows
from converter.importing.compare import CandidateChange, ChangeKind, compare
from converter.importing.items import Candidate, FilePlace, Recognised, Table, TableRow
from converter.importing.rewriting import rewritten_answer, rewritten_question, same_text
from converter.importing.tables import read_table

_BY_HAND = "要删除这个答案，见 docs/guide/answer.md"


def edited(recognised: Recognised, then: Conversion, now: Conversion) -> list[CandidateChange]:
    """Return the changes in an export. `then`: the content it was made from; `now`: the one to be changed."""
    expected = {row.id or row.questions[0]: row for row in _expected(then)}
    answers = {answer.id or answer.questions[0]: answer for answer in then.answers}
    there = {answer.id: answer for answer in now.answers if answer.id}
    changes: list[CandidateChange] = []
    others: list[Candidate] = []
    for row in recognised.candidates:
        key = now.catalog.renamed.get(row.id, row.id)
        if row.id in expected and key in there:
            changes.append(_edit(row, expected.pop(row.id), answers[row.id], there[key], recognised))
        else:
            others.append(row)
            expected.pop(row.id or row.questions[0], None)
    for key, row in expected.items():
        recognised.doubt(row.place, f"导出时有“{row.questions[0]}”（{key}），现在没有这一行，没有删除", _BY_HAND)
    return [*changes, *compare(others, now.answers, now.catalog)]


def _expected(then: Conversion) -> list[Candidate]:
    """Return the unedited rows of the export, read in the same way as those of the file."""
    cells = [COLUMNS, *(row.cells() for row in export_rows(then.answers))]
    rows = [TableRow(FilePlace("导出的文件", ""), tuple(map(unescaped, row))) for row in cells]
    return read_table(Table(tuple(rows)), "", "").candidates


def _edit(row: Candidate, before: Candidate, then: Answer, now: Answer, recognised: Recognised) -> CandidateChange:
    """Compare a row with the exported one, and the exported answer with the current one."""
    if not _alike(row.section, before.section):
        what = f"分类从“{before.section}”改成了“{row.section}”，没有移动"
        recognised.doubt(row.place, what, "在 faq.txt 里移到那一节下面")
    renamed, added, removed = _questions(row, before, then)
    answer = row.answer
    if _alike(row.answer, before.answer):
        answer = ""
    elif not same_text(then.text, now.text) and not same_text(now.text, row.answer):
        return CandidateChange(ChangeKind.CONFLICT, row, there=now, before=now.text, why="导出以后，这里的答案也改过")
    elif same_text(now.entries[0].answer, row.answer):
        answer = ""
    # The content has it already, for example if the same export is imported twice.
    renamed = {old: new for old, new in renamed.items() if old in now.questions}
    removed = [question for question in removed if question in now.questions and len(now.questions) > 1]
    added = [question for question in added if question not in now.questions]
    if not (answer or renamed or added or removed):
        return CandidateChange(ChangeKind.SAME, row, (), now)
    settled = rewritten_answer(row.answer)
    kind = ChangeKind.CHANGED if answer or renamed or removed else ChangeKind.PHRASING
    return CandidateChange(
        kind, replace(row, answer=settled), tuple(map(rewritten_question, added)), now, now.text,
        renamed=tuple(renamed.items()), removed=tuple(removed), keeps_answer=not answer,
    )  # fmt: skip


def _questions(row: Candidate, before: Candidate, then: Answer) -> tuple[dict[str, str], Sequence[str], Sequence[str]]:
    """Return reworded (old -> new), added and removed questions. The old ones are those of the FAQ."""
    as_read = _paired(before.questions, then.questions) if len(before.questions) == len(then.questions) else {}
    gone = [question for question in before.questions if not any(_alike(question, other) for other in row.questions)]
    new = [question for question in row.questions if not any(_alike(question, other) for other in before.questions)]
    raw: Mapping[str, str] = as_read or {question: question for question in then.questions}
    written = [raw[question] for question in gone if question in raw]
    pairs = _paired(written, [rewritten_question(question) for question in new])
    return pairs, new[len(pairs) :], written[len(pairs) :]


def _paired(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Pair old and new questions one by one; the surplus of either is left out."""
    return dict(zip(old, new, strict=False))


def _alike(text: str, other: str) -> bool:
    """Say whether two cells hold the same text. Excel writes a ? for characters missing in its encoding."""
    return _plain(text) == _plain(other)


def _plain(text: str) -> str:
    return "".join(text.split()).encode("gbk", "replace").decode("gbk")

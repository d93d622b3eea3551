"""Says what an import that replaces the present content does to it: what stays, changes, and goes away."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from converter.content_files import ContentFiles
from converter.conversion import Conversion, read
from converter.errors import Unreadable
from converter.folding import fold
from converter.importing.compare import CandidateChange, ChangeKind, compare
from converter.importing.items import Candidate
from converter.importing.plan import Plan
from converter.importing.rewriting import bare
from converter.source import read_present

MOST_NAMED = 30


def present_content(files: ContentFiles) -> Conversion | None:
    """Return the content that is there; None if it cannot be read."""
    try:
        return read_present(files)
    except Unreadable:
        return None


def changes_against(candidates: Sequence[Candidate], now: Conversion) -> list[CandidateChange]:
    """Compare with the present content. Another answer there is no conflict, since it goes away."""
    changes = compare(candidates, now.answers, now.catalog)
    return [
        replace(change, kind=ChangeKind.CHANGED, why="")
        if change.kind is ChangeKind.CONFLICT and change.there
        else change
        for change in changes
    ]


def lost_answers(plan: Plan, now: Conversion) -> Iterator[str]:
    """Yield how many present answers the new content does not have, and their titles."""
    new = read(plan.faq, plan.catalog.decode()).answers
    questions = {fold(question) for answer in new for question in answer.questions}
    texts = {bare(answer.text) for answer in new}
    left_out = [
        answer.record.title if answer.record else answer.questions[0]
        for answer in now.answers
        if bare(answer.text) not in texts and questions.isdisjoint(map(fold, answer.questions))
    ]
    if left_out:
        named = "、".join(left_out[:MOST_NAMED]) + ("等" if len(left_out) > MOST_NAMED else "")
        yield f"换掉以后，现有的 {len(now.answers)} 个答案里有 {len(left_out)} 个没有了：{named}"

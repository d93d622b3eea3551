"""Compares candidates with the existing content: each is new, changed, the same or in conflict."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rapidfuzz import fuzz

from converter.answers import Answer
from converter.catalog import Catalog
from converter.folding import fold
from converter.importing.items import Candidate
from converter.importing.rewriting import bare, rewritten_answer, rewritten_question, same_text

REWORDED = 60.0
"""Similarity, 0 to 100, from which another answer to a known question counts as a rewording of the old one."""


class ChangeKind(Enum):
    NEW = "新的"
    PHRASING = "新的问法"
    CHANGED = "改了"
    SAME = "一样"
    CONFLICT = "冲突"


@dataclass(frozen=True)
class CandidateChange:
    """The change that a candidate makes. `questions`: to be added; `there`: the existing answer, `before`: its text.

    `why`: the reason of a conflict. Only for the rows of an export: `renamed` questions (old, new), `removed` ones,
    and `keeps_answer` if the answer is unchanged.
    """

    kind: ChangeKind
    candidate: Candidate
    questions: tuple[str, ...] = ()
    there: Answer | None = None
    before: str = ""
    why: str = ""
    renamed: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    keeps_answer: bool = False


def compare(candidates: Sequence[Candidate], answers: Sequence[Answer], catalog: Catalog) -> list[CandidateChange]:
    """Return a change per candidate. Questions that the files have twice, with one answer, count once."""
    settled = [_settled(candidate, catalog) for candidate in candidates]
    index: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        for question in answer.questions:
            if answer not in index[fold(question)]:
                index[fold(question)].append(answer)
    within = _within(settled)
    texts = {bare(answer.text): answer for answer in answers}
    by_identity = {id(answer): answer for answers in index.values() for answer in answers}
    changes = [_change(candidate, index, by_identity, texts, within) for candidate in _once(settled)]
    return _agreeing(changes)


def _settled(candidate: Candidate, catalog: Catalog) -> Candidate:
    questions = {fold(question) or question: rewritten_question(question) for question in reversed(candidate.questions)}
    answer = rewritten_answer(candidate.answer, catalog.is_note)
    return replace(
        candidate, questions=tuple(reversed(questions.values())), answer=answer, section=candidate.section.strip()
    )


def _within(candidates: Sequence[Candidate]) -> Mapping[str, Mapping[str, Candidate]]:
    """Return the different answers that the files give to each question."""
    by_question: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for candidate in candidates:
        for question in candidate.questions:
            by_question[fold(question)].setdefault(bare(candidate.answer), candidate)
    return by_question


def _once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Drop questions that an earlier candidate has with the same answer, and candidates left without questions."""
    seen: set[tuple[str, str]] = set()
    remaining = []
    for candidate in candidates:
        keys = {question: (fold(question), bare(candidate.answer)) for question in candidate.questions}
        fresh = tuple(question for question, key in keys.items() if key not in seen)
        seen |= set(keys.values())
        if fresh:
            remaining.append(replace(candidate, questions=fresh))
    return remaining


def _change(
    candidate: Candidate,
    index: Mapping[str, Sequence[Answer]],
    by_identity: Mapping[int, Answer],
    texts: Mapping[str, Answer],
    within: Mapping[str, Mapping[str, Candidate]],
) -> CandidateChange:
    own = bare(candidate.answer)
    there = list(
        dict.fromkeys(id(answer) for question in candidate.questions for answer in index.get(fold(question), ()))
    )
    owners = [by_identity[key] for key in there]
    unknown = tuple(question for question in candidate.questions if fold(question) not in index)
    same = next((answer for answer in owners if _same(answer, candidate.answer)), None)
    if same is not None or (not owners and own in texts):
        answer = same or texts[own]
        return CandidateChange(ChangeKind.PHRASING if unknown else ChangeKind.SAME, candidate, unknown, answer)
    if other := next(_other_answers(candidate, within), None):
        why = f"{other.place}有同一个问题，答案不同"
        return CandidateChange(ChangeKind.CONFLICT, candidate, before=other.answer, why=why)
    return (
        _changed(candidate, unknown, owners)
        if owners
        else CandidateChange(ChangeKind.NEW, candidate, candidate.questions)
    )


def _other_answers(candidate: Candidate, within: Mapping[str, Mapping[str, Candidate]]) -> Iterator[Candidate]:
    """Yield the candidates that answer one of its questions in another way."""
    own = bare(candidate.answer)
    for question in candidate.questions:
        yield from (other for text, other in within[fold(question)].items() if text != own)


def _changed(candidate: Candidate, unknown: tuple[str, ...], owners: Sequence[Answer]) -> CandidateChange:
    """Return the change of the one answer that has these questions, else a conflict."""
    before = owners[0].text
    if len(owners) > 1:
        names = "、".join(answer.name for answer in owners)
        why = f"这些问法现在属于几个答案：{names}"
        return CandidateChange(ChangeKind.CONFLICT, candidate, there=owners[0], before=before, why=why)
    if fuzz.ratio(bare(before), bare(candidate.answer)) < REWORDED:
        why = f"现在的 {owners[0].name} 答的是另一回事"
        return CandidateChange(ChangeKind.CONFLICT, candidate, unknown, owners[0], before, why)
    return CandidateChange(ChangeKind.CHANGED, candidate, unknown, owners[0], before)


def _same(answer: Answer, text: str) -> bool:
    return any(same_text(wording, text) for wording in (answer.text, *(entry.answer for entry in answer.entries)))


def _agreeing(changes: Sequence[CandidateChange]) -> list[CandidateChange]:
    """Mark changes as conflicts if they change one answer in two ways: its copies would become two answers."""
    texts: dict[int, set[str]] = defaultdict(set)
    for change in changes:
        if change.there is not None and change.kind in (ChangeKind.CHANGED, ChangeKind.SAME):
            texts[id(change.there)].add(bare(change.candidate.answer))
    return [
        replace(change, kind=ChangeKind.CONFLICT, why="文件里对同一个答案有几种写法")
        if change.kind is ChangeKind.CHANGED and len(texts[id(change.there)]) > 1
        else change
        for change in changes
    ]

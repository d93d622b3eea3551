"""Finds new answers that are near existing content: the same question in other words, or similar phrasings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from converter.answers import Answer
from converter.checks.negatives import negatives_in
from converter.checks.questions import PlacedQuestion
from converter.importing.compare import CandidateChange, ChangeKind
from converter.importing.items import Candidate
from understanding.encoder import SentenceEncoder
from understanding.likeness import NEAR, NearestTexts

SAME = 0.62
"""Likeness from which two questions may ask the same."""

FEW = 3
"""An answer with fewer phrasings may be given for similar questions by mistake."""

MOST = 100
"""So many new questions are compared at most: each costs some hundredths of a second."""

NOT_HERE = "不归这里回答的"

NAMED = 3
"""So many phrasings of other answers are named at most."""


@dataclass(frozen=True)
class KnownPhrasing:
    """An existing phrasing. `of`: its answer; `where`: its place; `negative`: it has no answer."""

    text: str
    of: str
    where: str
    negative: bool = False


def known_in(answers: Sequence[Answer], by_hand: Iterable[PlacedQuestion], faq: str) -> list[KnownPhrasing]:
    """Return the FAQ's questions, further phrasings, and examples of messages that have no answer."""
    titles = {answer.id: _titled(answer) for answer in answers}
    questions = list(by_hand)
    own = [
        KnownPhrasing(entry.question, _titled(answer), f"{faq} 第 {entry.question_line} 行")
        for answer in answers
        for entry in answer.entries
    ]
    further = [
        KnownPhrasing(question.text, titles[question.answer], _place(question))
        for question in questions
        if question.answer in titles
    ]
    negatives = [
        KnownPhrasing(question.text, NOT_HERE, _place(question), negative=True) for question in negatives_in(questions)
    ]
    return [*own, *further, *negatives]


def _titled(answer: Answer) -> str:
    return f"{answer.name} {answer.record.title}" if answer.record else answer.name


def _place(question: PlacedQuestion) -> str:
    return f"{question.path} 第 {question.line} 行"


class NearExisting(NamedTuple):
    """Sentences on new answers: `same`: a question is there in other words; `few`: it has few phrasings and may be
    given for others.
    """

    same: Sequence[str] = ()
    few: Sequence[str] = ()


NOTHING_NEAR = NearExisting()


def beside(
    changes: Sequence[CandidateChange], phrasings: Sequence[KnownPhrasing], encoder: SentenceEncoder | None
) -> NearExisting:
    """Return a sentence for each new answer that is near existing content.

    That is a question that may be answered already, or an answer of few phrasings with similar ones elsewhere.
    """
    new = [change.candidate for change in changes if change.kind is ChangeKind.NEW]
    up_to = list(accumulate(len(candidate.questions) for candidate in new))
    first = [candidate for candidate, count in zip(new, up_to, strict=True) if count <= MOST]
    same, few = list[str](), list[str]()
    for remark, is_same in _near(first, phrasings, encoder) if phrasings else ():
        (same if is_same else few).append(remark)
    left = [f"只看了前 {len(first)} 个新答案，后面的没有和现有的比较"] if len(new) > len(first) else []
    return NearExisting([*same, *left], few)


def _near(
    new: Sequence[Candidate], phrasings: Sequence[KnownPhrasing], encoder: SentenceEncoder | None
) -> Iterator[tuple[str, bool]]:
    """Yield the sentences, each with whether it is about a question that is there in other words."""
    nearest = NearestTexts([phrasing.text for phrasing in phrasings], encoder)
    for candidate in new:
        alike = {
            question: [(phrasings[at], how) for at, how in nearest.to(question)] for question in candidate.questions
        }
        if same := next((pair for pair in alike.items() if _same(pair[1])), None):
            question, ((other, _), *_) = same
            yield (
                (
                    f"{candidate.place}：“{question}”与现有的“{other.text}”（{other.of}，{other.where}）相近；"
                    f"是同一件事的，把文件里的问题写成现有的那一句，就不会有两个答案；不是的不用管"
                ),
                True,
            )
        elif len(candidate.questions) < FEW:
            yield from ((remark, False) for remark in _taken(candidate, [p for near in alike.values() for p in near]))


def _same(near: Sequence[tuple[KnownPhrasing, float]]) -> bool:
    return any(how >= SAME and not other.negative for other, how in near[:1])


def _taken(candidate: Candidate, near: Sequence[tuple[KnownPhrasing, float]]) -> Iterator[str]:
    """Yield a sentence with the nearest phrasing of each other answer, for an answer with few phrasings."""
    of: dict[str, tuple[KnownPhrasing, float]] = {}
    for other, how in sorted(near, key=lambda pair: -pair[1]):
        if how >= NEAR:
            of.setdefault(other.of, (other, how))
    examples = "、".join(f"“{other.text}”（{other.of}）" for other, _ in [*of.values()][:NAMED])
    if examples:
        yield (
            f"{candidate.place}：“{candidate.questions[0]}”只有 {len(candidate.questions)} 种问法，"
            f"相近的话可能也由它答，例如{examples}"
        )

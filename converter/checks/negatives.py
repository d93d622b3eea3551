"""Finds hand-written negative examples (out of scope, small talk) that equal a question of an answer.

The answer wins in that case.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PurePath

from converter.checks.questions import PlacedQuestion
from converter.errors import Finding
from converter.folding import fold
from owner.folder import TALK
from understanding.gist import gist
from zh.clauses import clauses
from zh.fillers import to_the_point
from zh.fold import Respeller, respeller
from zh.questions import asks_something, subject, without_ways

KIND = "negative-collision"

FILES = frozenset({"out_of_scope.yml", "small_talk.yml", "staff.yml"})
"""Files whose examples are negative: no answer of the FAQ is meant, unless it has one to that very question."""

LONG_ENOUGH = 6
"""Texts of so many characters may differ by one and are still one question: 单位名变更了, 单位名称变更了."""

NAMES_IT = 3
"""So many characters must remain without the words that ask for a way: 能办吗 and 怎么办 share none."""

_EMPTY = str.maketrans("", "", "了的")
_TURNING = frozenset("不没未无别非")
"""Characters that negate a sentence."""


def negatives_in(questions: Iterable[PlacedQuestion]) -> list[PlacedQuestion]:
    return [question for question in questions if question.path.rpartition("/")[2] in FILES]


def talk_in(questions: Iterable[PlacedQuestion]) -> list[PlacedQuestion]:
    """Return the examples of the program's own talk, which no institution can edit."""
    return [question for question in questions if _is_talk(question)]


def _is_talk(question: PlacedQuestion) -> bool:
    return question.path.split("/")[-2:-1] == [PurePath(TALK).name]


def collisions(
    negatives: Sequence[PlacedQuestion], questions: Sequence[PlacedQuestion]
) -> list[tuple[PlacedQuestion, PlacedQuestion]]:
    """Return each of `negatives` that has the meaning of one of `questions`, with the first such question.

    They are compared as the assistant reads them: without courtesies, introductions and places, and in any order of
    the characters. Long ones may differ by a character. "How" and "whether" (怎么换头像, 头像能换吗) are equal.
    A clause is compared as well if no other clause asks.
    """
    index: dict[str, PlacedQuestion] = {}
    for question in questions if negatives else ():
        read = _read(to_the_point(question.text))
        shorter = (f"-{shorter}" for shorter in _shorter(read))
        for key in (_in_any_order(read), read, *_whichever_way(read), *shorter):
            index.setdefault(key, question)
    pairs = []
    for negative in negatives:
        keys = (key for read in map(_read, _statements(negative.text)) for key in _looked_up(read))
        if first := next((index[key] for key in keys if key in index), None):
            pairs.append((negative, first))
    return pairs


def repeated(
    negatives: Sequence[PlacedQuestion], phrasings: Iterable[PlacedQuestion]
) -> list[tuple[PlacedQuestion, PlacedQuestion]]:
    """Return each of `negatives` that is word for word one of the `phrasings` of an answer."""
    taught = {fold(phrasing.text): phrasing for phrasing in phrasings}
    return [(negative, taught[key]) for negative in negatives if (key := fold(negative.text)) in taught]


def collides(text: str, question: str) -> bool:
    """Say whether a negative has the meaning of `question`, in the sense of `collisions`."""
    return bool(collisions([PlacedQuestion(text, "", 0)], [PlacedQuestion(question, "", 0)]))


def check_negatives(pairs: Iterable[tuple[PlacedQuestion, PlacedQuestion]]) -> Iterable[Finding]:
    """Yield one finding for each collision, at the place of the negative."""
    for negative, question in pairs:
        place = f"{question.path}:{question.line}" if question.path else f"FAQ 第 {question.line} 行"
        yield Finding(
            negative.line,
            KIND,
            f"“{negative.text}”写在 {negative.answer} 里，说的却是 {question.answer} 的问题“{question.text}”"
            f"（{place}）；训练时以答案为准，不用这一句" + ("" if _is_talk(negative) else "，请删掉它"),
            (question.answer, fold(negative.text)),
            path=negative.path,
        )


def _statements(text: str) -> list[str]:
    """Return the statements of `text`: itself, and each of its clauses if no other clause asks."""
    whole = to_the_point(text)
    parts = clauses(whole)
    asking = {part for part in parts if asks_something(part)}
    return [whole, *(part for part in parts if len(parts) > 1 and not asking - {part})]


def _read(text: str) -> str:
    return _read_with(text, respeller())


@lru_cache(maxsize=16384)
def _read_with(text: str, _in_use: Respeller) -> str:
    return fold(subject(gist(text))).translate(_EMPTY)


def _looked_up(read: str) -> list[str]:
    """Return the keys of questions equal to `read`: with the same characters, one more or one less."""
    return [_in_any_order(read), f"-{read}", *_whichever_way(read), *_shorter(read)] if read else []


def _in_any_order(read: str) -> str:
    return f"~{''.join(sorted(read))}"


def _whichever_way(read: str) -> list[str]:
    named = without_ways(read)
    return [f"?{_in_any_order(named)}"] if len(named) >= NAMES_IT else []


def _shorter(read: str) -> list[str]:
    """Return a long text without each one of its characters in turn, except those that negate."""
    if len(read) < LONG_ENOUGH:
        return []
    return [read[:at] + read[at + 1 :] for at, character in enumerate(read) if character not in _TURNING]

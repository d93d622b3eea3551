"""Finds the only known question of an unclear message whose other parts ask nothing: 换单位，我弄了一上午了."""

from collections.abc import Mapping, Sequence

from understanding.gist import placeless
from understanding.labels import FAQ, is_under
from understanding.ranking import Rank, Ranked
from understanding.requests import answer_in
from zh.clauses import RequestPiece
from zh.fillers import cores
from zh.fold import fold
from zh.questions import asks_something


def known_beside_remarks(
    parts: Sequence[RequestPiece],
    whole: Sequence[Ranked],
    rank: Rank,
    clear: float,
    questions: Mapping[str, str],
) -> Sequence[Ranked]:
    """Return the ranking of the known question; none if several answers are asked for, or something else is.

    `parts`: the clauses, however short; `whole`: the ranking of the message; `clear`: its least confidence to be clear;
    `questions`: the known questions, folded, with their labels. Only the one that is meant is ranked.
    """
    if answer_in(whole, clear):
        return []
    meant: dict[str, str] = {}
    for part in parts:
        labels = {core: questions.get(fold(as_ranked(core, questions)), "") for core in cores(part.text)}
        question = next((core for core, label in labels.items() if is_under(FAQ, label)), None)
        if question:
            meant.setdefault(labels[question], question)
        elif part.another or asks_something(part.text):
            return []
    return rank(next(iter(meant.values()))) if len(meant) == 1 else []


def as_ranked(text: str, questions: Mapping[str, str]) -> str:
    """Return the text as it is ranked: with placeholders, without a last 呢 if that makes it a known question.

    Beside another question people ask 忘记密码呢 for the known question 忘记密码.
    """
    plain = placeless(text)
    short = plain.removesuffix("呢")
    return short if fold(short) in questions else plain

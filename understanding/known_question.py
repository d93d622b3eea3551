"""Finds the only known question of an unclear message whose other parts ask nothing: 换单位，我弄了一上午了."""

from collections.abc import Sequence

from understanding.ranking import Rank, Ranked
from understanding.requests import KNOWN_QUESTION, answer_in
from zh.clauses import RequestPiece
from zh.fillers import cores
from zh.questions import asks_something


def known_beside_remarks(
    parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: Rank, clear: float
) -> Sequence[Ranked]:
    """Return the ranking of the known question; none if several answers are asked for, or something else is.

    `parts`: the clauses, however short; `whole`: the ranking of the message; `clear`: its least confidence to be clear.
    """
    if answer_in(whole, clear):
        return []
    questions: list[Sequence[Ranked]] = []
    for part in parts:
        rankings = (rank(core) for core in cores(part.text))
        ranked = next((ranked for ranked in rankings if answer_in(ranked, KNOWN_QUESTION)), None)
        if ranked:
            questions.append(ranked)
        elif part.another or asks_something(part.text):
            return []
    return questions[0] if len({ranked[0].label for ranked in questions}) == 1 else []

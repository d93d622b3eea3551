"""Splits an unclear message into its questions, answers the clear ones, and offers answers for the others."""

from collections.abc import Sequence
from typing import NamedTuple

from understanding.labels import FAQ, is_under
from understanding.ranking import Rank, Ranked
from understanding.requests import POSSIBLE, answer_in, ranked_side, subjectless_in
from zh.clauses import RequestPiece
from zh.questions import asks_something

CLEAR_PIECE = 0.85
"""Least confidence of a clear piece, if each of several pieces asks something."""

MOST_POSSIBLE = 2
"""Most answers that are offered for one unclear piece."""

POSSIBLE_SUBJECT = 0.02
"""Least confidence of an offered answer for a piece without a subject, instead of POSSIBLE."""


class PieceAnswers(NamedTuple):
    """The answers to a message's clear pieces, and those its unclear pieces may ask for, the likeliest first.

    `rest`: the message has unclear pieces, which may be requests.
    """

    clear: Sequence[Ranked] = ()
    unclear: Sequence[Ranked] = ()
    rest: bool = False


def apart(parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: Rank, sure: float) -> PieceAnswers:
    """Return the answers to the pieces of an unclear message that asks several things.

    `whole`: the ranking of the message; if it has an answer with confidence `sure`, the message is not split.
    """
    pieces = _pieces(parts)
    if len(pieces) < 2 or answer_in(whole, sure):
        return PieceAnswers()
    clear: dict[str, Ranked] = {}
    others: list[Sequence[Ranked]] = []
    for piece in pieces:
        ranked = ranked_side(piece, rank, CLEAR_PIECE)
        best = answer_in(ranked, CLEAR_PIECE)
        if best:
            clear.setdefault(best.label, best)
        else:
            others.append(ranked)
    unclear = [answer for ranked in others for answer in _possible(ranked) if answer.label not in clear]
    return PieceAnswers(list(clear.values()), unclear, bool(others)) if clear else PieceAnswers()


def _pieces(parts: Sequence[RequestPiece]) -> Sequence[Sequence[RequestPiece]]:
    """Group the parts into questions: each has the clause that asks, and the statements before it."""
    questions: list[list[RequestPiece]] = [[]]
    for part in parts:
        if questions[-1] and (part.another or asks_something(questions[-1][-1].text)):
            questions.append([])
        questions[-1].append(part)
    last = questions[-1]
    if len(questions) > 1 and not (last[0].another or any(asks_something(part.text) for part in last)):
        # Statements at the end belong to the question before them.
        questions[-2:] = [questions[-2] + last]
    return questions


def _possible(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    # For a piece without a subject less likely answers are offered too: 手机号修改 may mean two answers.
    least = POSSIBLE_SUBJECT if subjectless_in(ranked, POSSIBLE) else POSSIBLE
    return [answer for answer in ranked if is_under(FAQ, answer.label) and answer.confidence >= least][:MOST_POSSIBLE]

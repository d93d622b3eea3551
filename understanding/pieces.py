"""What is clear of a message that asks several things of which not all are known."""

from collections.abc import Sequence
from typing import NamedTuple

from understanding.labels import FAQ, is_under
from understanding.ranking import Rank, Ranked
from understanding.requests import POSSIBLE, answer_in, subjectless_in, text_of
from zh.clauses import RequestPiece
from zh.questions import asks_something

CLEAR_PIECE = 0.85
"""One of several pieces that each ask something is clear from this confidence on."""

MOST_POSSIBLE = 2
"""So many answers are offered for one unclear piece."""

POSSIBLE_SUBJECT = 0.02
"""The same for a piece without a subject."""


class PieceAnswers(NamedTuple):
    """The answers that clear pieces of a message ask for, and what its unclear pieces may be about, likeliest first.
    `rest`: something else was said that may be a request.
    """

    clear: Sequence[Ranked] = ()
    unclear: Sequence[Ranked] = ()
    rest: bool = False


def apart(parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: Rank, sure: float) -> PieceAnswers:
    """Return what is clear of a message that is not: it asks several things, of which some are known.

    `whole`: the ranking of the message; one that has an answer with confidence `sure` is not taken apart.
    """
    pieces = _pieces(parts)
    if len(pieces) < 2 or answer_in(whole, sure):
        return PieceAnswers()
    clear: dict[str, Ranked] = {}
    others: list[Sequence[Ranked]] = []
    for piece in pieces:
        ranked = rank(text_of(piece))
        best = answer_in(ranked, CLEAR_PIECE)
        if best:
            clear.setdefault(best.label, best)
        else:
            others.append(ranked)
    unclear = [answer for ranked in others for answer in _possible(ranked) if answer.label not in clear]
    return PieceAnswers(list(clear.values()), unclear, bool(others)) if clear else PieceAnswers()


def _pieces(parts: Sequence[RequestPiece]) -> Sequence[Sequence[RequestPiece]]:
    """Return the parts that make up one question each: what is told before it, and the clause that asks."""
    found: list[list[RequestPiece]] = [[]]
    for part in parts:
        if found[-1] and (part.another or asks_something(found[-1][-1].text)):
            found.append([])
        found[-1].append(part)
    last = found[-1]
    if len(found) > 1 and not (last[0].another or any(asks_something(part.text) for part in last)):
        # What is only told at the end goes with the question before it.
        found[-2:] = [found[-2] + last]
    return found


def _possible(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    # What has no subject is offered by what comes next: 手机号修改 may mean two answers.
    least = POSSIBLE_SUBJECT if subjectless_in(ranked, POSSIBLE) else POSSIBLE
    return [one for one in ranked if is_under(FAQ, one.label) and one.confidence >= least][:MOST_POSSIBLE]

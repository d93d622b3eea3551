"""Finds the requests that a message numbers or announces: 1改职称 2打证书, …，还有单位换了."""

from collections.abc import Sequence
from typing import NamedTuple

from understanding.labels import FAQ, is_under
from understanding.pieces import apart
from understanding.ranking import LookedUp, Ranked
from understanding.requests import answer_in, ranked_side, requests
from zh.clauses import RequestPiece
from zh.questions import asks_something
from zh.reading_words import any_word

POSSIBLE, POSSIBLE_REMARK = 0.05, 0.3
"""Least confidence of an answer that is offered for an unclear request; POSSIBLE_REMARK: where it asks nothing."""

MOST_POSSIBLE = 2
"""How many answers are offered at most for one unclear request."""


class Announced(NamedTuple):
    """`clear`: the answers of the clear requests, in their order; `unclear`: possible answers of the others.

    `rest`: one of the unclear requests asks something.
    """

    clear: Sequence[Ranked]
    unclear: Sequence[Ranked]
    rest: bool


SURE = 0.5
"""Least confidence of a request that is counted beside clear ones: 1密码忘了 2单位换了怎么改."""


def announced(parts: Sequence[RequestPiece], rank: LookedUp, sure: float) -> Announced | None:
    """Return the requests; None if the message announces no second one or none is clear.

    `sure`: the least confidence of a clear one.
    """
    pieces = _pieces(parts)
    if len(pieces) < 2:
        return None
    clear: dict[str, Ranked] = {}
    unclear: list[Ranked] = []
    rest = False
    for piece in pieces:
        ranked = ranked_side(piece, rank, sure)
        # Several clauses that nothing announces may be several requests.
        best = answer_in(ranked, SURE if len(piece) == 1 else sure)
        answers = requests(piece, ranked, rank, sure) or ([best] if best else apart(piece, ranked, rank, sure).clear)
        for answer in answers:
            clear.setdefault(answer.label, answer)
        if not answers:
            asks = any(asks_something(part.text) for part in piece)
            least = POSSIBLE if asks else POSSIBLE_REMARK
            possible = [answer for answer in ranked if is_under(FAQ, answer.label) and answer.confidence >= least]
            unclear += possible[:MOST_POSSIBLE]
            rest = rest or bool(possible) or asks
    left = [answer for answer in unclear if answer.label not in clear]
    return Announced(list(clear.values()), left, rest) if clear else None


def _pieces(parts: Sequence[RequestPiece]) -> Sequence[Sequence[RequestPiece]]:
    """Return the parts of each request, without the words that announce it."""
    pieces: list[list[RequestPiece]] = []
    for at, part in enumerate(parts):
        text = any_word("another").sub("", part.text, count=1) if part.another else part.text
        if not pieces or (part.another and at):
            pieces.append([])
        if text:
            pieces[-1].append(part._replace(text=text))
    return [piece for piece in pieces if piece]

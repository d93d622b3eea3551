"""Requests of which the message says itself that each is one: 1改职称 2打证书, …，还有单位换了."""

from collections.abc import Sequence
from typing import NamedTuple

from understanding.labels import FAQ, is_under
from understanding.ranking import LookedUp, Ranked
from understanding.requests import answer_in, requests, text_of
from zh.clauses import RequestPiece
from zh.questions import asks_something
from zh.reading_words import any_word

POSSIBLE = 0.05
"""From this confidence on an answer may be what an unclear request is about."""

MOST_POSSIBLE = 2
"""So many answers are offered for one unclear request."""


class Announced(NamedTuple):
    """What the requests are clearly about, in their order, and what the unclear ones may be about. `rest`: one of the
    unclear ones asks something.
    """

    clear: Sequence[Ranked]
    unclear: Sequence[Ranked]
    rest: bool


def announced(parts: Sequence[RequestPiece], rank: LookedUp, sure: float) -> Announced | None:
    """Return the requests, of which at least one is clear from the confidence `sure` on; None for a message that
    announces no further one.
    """
    pieces = _pieces(parts)
    if len(pieces) < 2:
        return None
    clear: dict[str, Ranked] = {}
    unclear: list[Ranked] = []
    rest = False
    for piece in pieces:
        ranked = rank(text_of(piece))
        found = requests(piece, ranked, rank, sure) or ([best] if (best := answer_in(ranked, sure)) else [])
        for answer in found:
            clear.setdefault(answer.label, answer)
        if not found:
            possible = [one for one in ranked if is_under(FAQ, one.label) and one.confidence >= POSSIBLE]
            unclear += possible[:MOST_POSSIBLE]
            rest = rest or bool(possible) or any(asks_something(part.text) for part in piece)
    left = [one for one in unclear if one.label not in clear]
    return Announced(list(clear.values()), left, rest) if clear else None


def _pieces(parts: Sequence[RequestPiece]) -> Sequence[Sequence[RequestPiece]]:
    """Return the parts of each request, without the words that announce it."""
    found: list[list[RequestPiece]] = []
    for at, part in enumerate(parts):
        text = any_word("another").sub("", part.text, count=1) if part.another else part.text
        if not found or (part.another and at):
            found.append([])
        if text:
            found[-1].append(part._replace(text=text))
    return [piece for piece in found if piece]

"""Several requests in one message: the clauses that, each by itself, clearly ask for different answers."""

from collections.abc import Callable, Sequence

from understanding.labels import FAQ, is_under
from understanding.ranking import Ranked
from zh.clauses import clauses
from zh.questions import asks_something

LIKELY = 3
"""A clause alone may decide between so many of the answers that the whole message may mean."""


def requests(
    text: str, whole: Sequence[Ranked], ranked: Callable[[str], Sequence[Ranked]], sure: float
) -> list[Ranked]:
    """Return the answers that `text` asks for, each with at least confidence `sure` and each once.

    First comes what the message as a whole (`whole`, its ranking) is about, if that is clear; then the clauses in
    order. Fewer than two clauses with an answer of their own are one request, and the list is empty.
    """
    parts = clauses(text)
    found = {best.label: best for part in parts if (best := _answer(ranked(part), sure))} if len(parts) > 1 else {}
    if len(found) < 2:
        return []
    about = _answer(whole, sure)
    first = {about.label: about} if about else {}
    return list({**first, **{label: best for label, best in found.items() if label not in first}}.values())


def one_request(
    text: str, whole: Sequence[Ranked], ranked: Callable[[str], Sequence[Ranked]], clear: float, sure: float
) -> Sequence[Ranked]:
    """Return `whole`, the ranking of `text`; if it is below `clear`, that of the only clause that asks, if that has at
    least confidence `sure`.
    """
    if not whole or whole[0].confidence >= clear:
        return whole
    parts = clauses(text)
    asking = [part for part in parts if asks_something(part)]
    if len(parts) < 2 or len(asking) != 1:
        return whole
    found = ranked(asking[0])
    best = _answer(found, sure)
    return found if best and best.label in [likely.label for likely in whole[:LIKELY]] else whole


def _answer(ranked: Sequence[Ranked], sure: float) -> Ranked | None:
    best = next(iter(ranked), None)
    return best if best and is_under(FAQ, best.label) and best.confidence >= sure else None

"""Several requests in one message: the clauses that, each by itself, clearly ask for different answers."""

from collections.abc import Callable, Sequence

from components.ranking import FAQ, Ranked
from zh.clauses import clauses


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


def _answer(ranked: Sequence[Ranked], sure: float) -> Ranked | None:
    best = next(iter(ranked), None)
    return best if best and best.label.startswith(f"{FAQ}/") and best.confidence >= sure else None

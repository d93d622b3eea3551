"""Several requests in one message: the clauses that, each by itself, clearly ask for different answers."""

from collections.abc import Callable, Sequence

from components.ranking import FAQ, Ranked
from zh.clauses import clauses


def requests(text: str, ranked: Callable[[str], Sequence[Ranked]], sure: float) -> list[Ranked]:
    """Return the answers that clauses of `text` ask for with at least confidence `sure`, each once, in order.

    Fewer than two means that the message is about one thing, whatever its clauses look like alone.
    """
    parts = clauses(text)
    if len(parts) < 2:
        return []
    found: dict[str, Ranked] = {}
    for part in parts:
        best = next(iter(ranked(part)), None)
        if best and best.label.startswith(f"{FAQ}/") and best.confidence >= sure:
            found.setdefault(best.label, best)
    return list(found.values()) if len(found) > 1 else []


def main_first(whole: Sequence[Ranked], asked: Sequence[Ranked]) -> list[Ranked]:
    """Return `asked` with the one first that the whole message is about, if it is among them."""
    about = whole[0].label if whole else ""
    return sorted(asked, key=lambda request: request.label != about)

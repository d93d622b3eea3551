"""Selects the conversations about this content if several contents share one database."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from persistence.turns import Turn
from understanding.payload import FAQ_ID, read_payload


def own_turns(turns: Sequence[Turn], ids: Collection[str]) -> list[Turn]:
    """Leave out turns with other contents. `ids`: present and former ids of this content's answers.

    A model belongs to another content if fewer than half of the answers it gave or offered have one of these ids. A
    conversation whose model is not known is judged in the same way. Turns that name no answer stay.
    """
    known = set(ids)
    named: dict[str, set[str]] = defaultdict(set)
    for turn in turns:
        named[_whose(turn)] |= turn.answers | _offered(turn)
    foreign = {whose for whose, found in named.items() if 2 * len(found & known) < len(found)}
    return [turn for turn in turns if _whose(turn) not in foreign]


def _whose(turn: Turn) -> str:
    return f"model {turn.model}" if turn.model else f"conversation {turn.sender}"


def _offered(turn: Turn) -> set[str]:
    return {found.texts[FAQ_ID] for one in turn.payloads if (found := read_payload(one)) and FAQ_ID in found.texts}

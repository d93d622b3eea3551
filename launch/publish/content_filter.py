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
    own_ids = set(ids)
    named: dict[str, set[str]] = defaultdict(set)
    for turn in turns:
        named[_whose(turn)] |= turn.answers | _offered(turn)
    foreign = {whose for whose, named_ids in named.items() if 2 * len(named_ids & own_ids) < len(named_ids)}
    return [turn for turn in turns if _whose(turn) not in foreign]


def _whose(turn: Turn) -> str:
    return f"model {turn.model}" if turn.model else f"conversation {turn.sender}"


def _offered(turn: Turn) -> set[str]:
    return {
        button.texts[FAQ_ID]
        for payload in turn.payloads
        if (button := read_payload(payload)) and FAQ_ID in button.texts
    }

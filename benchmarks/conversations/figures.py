"""Counts results of played conversations: by kind of want, by way of speaking."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.conversations.judge import Fault
from benchmarks.conversations.record import Played, Pursuit


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1. `at_once` and `unhindered` are of all wants, `wrong_turns` of all turns."""

    conversations: int
    whole: float
    wants: int
    reached: float
    at_once: float
    unhindered: float
    turns_of_reached: float
    turns: int
    faults: Mapping[Fault, int]
    wrong_role_or_city: int


@dataclass(frozen=True)
class Row:
    """What became of the wants of one kind."""

    name: str
    wants: int
    reached: float
    at_once: float
    unhindered: float


def figures(played: Sequence[Played]) -> Figures:
    pursuits = [pursuit for conversation in played for pursuit in conversation.pursuits]
    row = _row("", pursuits)
    faults = Counter(fault for conversation in played for fault in conversation.faults)
    reached = [pursuit.turns for pursuit in pursuits if pursuit.reached]
    return Figures(
        conversations=len(played),
        whole=_share(not conversation.failed for conversation in played),
        wants=row.wants,
        reached=row.reached,
        at_once=row.at_once,
        unhindered=row.unhindered,
        turns_of_reached=sum(reached) / max(1, len(reached)),
        turns=sum(len(conversation.turns) for conversation in played),
        faults={fault: faults[fault] for fault in Fault},
        wrong_role_or_city=sum(
            bool({Fault.WRONG_ROLE, Fault.WRONG_CITY} & set(conversation.faults)) for conversation in played
        ),
    )


def by_want(played: Iterable[Played], keys: Callable[[Played, Pursuit], Iterable[str]]) -> list[Row]:
    """Return a row for each key that wants have, the most frequent first."""
    groups: dict[str, list[Pursuit]] = defaultdict(list)
    for conversation in played:
        for pursuit in conversation.pursuits:
            for key in keys(conversation, pursuit):
                groups[key].append(pursuit)
    return sorted(
        (_row(name, conversations) for name, conversations in groups.items()), key=lambda row: (-row.wants, row.name)
    )


def faults_by_way(played: Iterable[Played]) -> Mapping[str, Counter[Fault]]:
    """Return which faults turns with each way of saying things had."""
    counts: dict[str, Counter[Fault]] = defaultdict(Counter)
    for turn in (turn for conversation in played for turn in conversation.turns):
        for way in turn.ways:
            counts[way].update(turn.faults)
    return counts


def telling(played: Sequence[Played], count: int) -> list[Played]:
    """Return failed conversations in which as many different things went wrong as possible, the short ones first."""
    failed = sorted(
        (conversation for conversation in played if conversation.failed),
        key=lambda conversation: (len(conversation.turns), conversation.goal.number),
    )
    kinds = {conversation.goal.number: _kinds(conversation) for conversation in failed}
    chosen: list[Played] = []
    seen: Counter[str] = Counter()
    while failed and len(chosen) < count:
        best = min(failed, key=lambda conversation: min(seen[kind] for kind in kinds[conversation.goal.number]))
        failed.remove(best)
        chosen.append(best)
        seen.update(kinds[best.goal.number])
    return chosen


def _kinds(conversation: Played) -> set[str]:
    lost = {"lost" for pursuit in conversation.pursuits if not pursuit.reached}
    return lost | {fault.value for fault in conversation.faults if fault is not Fault.NOISE}


def _row(name: str, pursuits: Sequence[Pursuit]) -> Row:
    return Row(
        name,
        len(pursuits),
        _share(pursuit.reached for pursuit in pursuits),
        _share(pursuit.reached and pursuit.turns <= 1 for pursuit in pursuits),
        _share(pursuit.reached and pursuit.turns <= pursuit.least for pursuit in pursuits),
    )


def _share(values: Iterable[bool]) -> float:
    outcomes = list(values)
    return sum(outcomes) / max(1, len(outcomes))

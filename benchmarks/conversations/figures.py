"""Counts over played conversations."""

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
    pursuits = [pursuit for one in played for pursuit in one.pursuits]
    row = _row("", pursuits)
    faults = Counter(fault for one in played for fault in one.faults)
    reached = [pursuit.turns for pursuit in pursuits if pursuit.reached]
    return Figures(
        conversations=len(played),
        whole=_share(not one.failed for one in played),
        wants=row.wants,
        reached=row.reached,
        at_once=row.at_once,
        unhindered=row.unhindered,
        turns_of_reached=sum(reached) / max(1, len(reached)),
        turns=sum(len(one.turns) for one in played),
        faults={fault: faults[fault] for fault in Fault},
        wrong_role_or_city=sum(bool({Fault.WRONG_ROLE, Fault.WRONG_CITY} & set(one.faults)) for one in played),
    )


def by_want(played: Iterable[Played], keys: Callable[[Played, Pursuit], Iterable[str]]) -> list[Row]:
    """Return a row for each key that wants have, the most frequent first."""
    groups: dict[str, list[Pursuit]] = defaultdict(list)
    for one in played:
        for pursuit in one.pursuits:
            for key in keys(one, pursuit):
                groups[key].append(pursuit)
    return sorted((_row(name, found) for name, found in groups.items()), key=lambda row: (-row.wants, row.name))


def faults_by_way(played: Iterable[Played]) -> Mapping[str, Counter[Fault]]:
    """Return which faults turns with each way of saying things had."""
    found: dict[str, Counter[Fault]] = defaultdict(Counter)
    for turn in (turn for one in played for turn in one.turns):
        for way in turn.ways:
            found[way].update(turn.faults)
    return found


def telling(played: Sequence[Played], count: int) -> list[Played]:
    """Return failed conversations in which as many different things went wrong as possible, the short ones first."""
    failed = sorted((one for one in played if one.failed), key=lambda one: (len(one.turns), one.goal.number))
    kinds = {one.goal.number: _kinds(one) for one in failed}
    chosen: list[Played] = []
    seen: Counter[str] = Counter()
    while failed and len(chosen) < count:
        best = min(failed, key=lambda one: min(seen[kind] for kind in kinds[one.goal.number]))
        failed.remove(best)
        chosen.append(best)
        seen.update(kinds[best.goal.number])
    return chosen


def _kinds(one: Played) -> set[str]:
    lost = {"lost" for pursuit in one.pursuits if not pursuit.reached}
    return lost | {fault.value for fault in one.faults if fault is not Fault.NOISE}


def _row(name: str, pursuits: Sequence[Pursuit]) -> Row:
    return Row(
        name,
        len(pursuits),
        _share(one.reached for one in pursuits),
        _share(one.reached and one.turns <= 1 for one in pursuits),
        _share(one.reached and one.turns <= one.least for one in pursuits),
    )


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / max(1, len(found))

"""What a message asks for, clause by clause: several requests, the one that is clear, and what is denied."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from understanding.gist import placeless
from understanding.labels import FAQ, is_under, topic_of
from understanding.ranking import Ranked
from zh.acts import is_unwanted, negated
from zh.fold import fold
from zh.questions import asks_something
from zh.reading import Clause, Reading

LIKELY = 3
"""A clause alone may decide between so many of the answers that the whole message may mean."""

PERSON = "handoff"
"""The intent of a wish for a person."""

Rank = Callable[[str], Sequence[Ranked]]


@dataclass(frozen=True)
class Denied:
    """What a message says is not wanted: the clauses, and the labels of what they are about."""

    clauses: Sequence[Clause]
    labels: frozenset[str]


def denied(reading: Reading, rank: Rank, known: Mapping[str, str], sure: float) -> Denied:
    """Return what the message denies: each clause that does so about an answer or a person.

    `known`: folded questions -> their labels. A clause that is a known question as it stands (不想用了) denies nothing.
    Nor does one in whose words people ask for that answer: 没收到验证码 is the trouble itself, 没有忘记密码 is none.
    """
    found = {}
    for clause in reading.unwanted:
        best = next(iter(rank(clause.about)), None) if len(clause.about) > 1 else None
        if best is None or best.confidence < sure or not (is_under(FAQ, best.label) or best.label == PERSON):
            continue
        if not (_is_asked(clause, best.label, known) or fold(placeless(clause.text)) in known):
            found[clause] = best.label
    return Denied(list(found), frozenset(found.values()))


def _is_asked(clause: Clause, label: str, known: Mapping[str, str]) -> bool:
    """Say whether one of the label's known questions has the clause's negation; what is not wanted is no question."""
    ways = frozenset[str]() if is_unwanted(clause.text) else negated(clause.text)
    return any(way in folded for folded, of in known.items() if of == label for way in ways)


def requests(parts: Sequence[str], whole: Sequence[Ranked], rank: Rank, sure: float) -> list[Ranked]:
    """Return the answers that the clauses `parts` ask for, each with at least confidence `sure` and each once, in their
    order. Fewer than two clauses with an answer of their own are one request, and the list is empty.

    `whole`: the ranking of the message. What it is clearly about as a whole, and no clause by itself, comes first.
    """
    clear = [(part, best) for part in parts if (best := _answer(rank(part), sure))] if len(parts) > 1 else []
    found = {best.label: best for at, (part, best) in enumerate(clear) if not _leads_to(part, best, clear[at + 1 :])}
    if len(found) < 2:
        return []
    about = _answer(whole, sure)
    first = {about.label: about} if about and about.label not in found else {}
    return [*first.values(), *found.values()]


def _leads_to(part: str, best: Ranked, later: Sequence[tuple[str, Ranked]]) -> bool:
    """Say whether a clause only tells how a later one of the same topic came about: 忘了密码想重置，验证短信收不到."""
    topics = {topic_of(other.label) for _, other in later if other.label != best.label}
    return not asks_something(part) and topic_of(best.label) in topics


def one_request(
    parts: Sequence[str], whole: Sequence[Ranked], rank: Rank, clear: float, sure: float
) -> Sequence[Ranked]:
    """Return `whole`, the ranking of the message; if it is below `clear`, that of the only clause that asks, or if none
    does of the last one, with at least confidence `sure`. What comes before is how it came about.
    """
    if not whole or whole[0].confidence >= clear or len(parts) < 2:
        return whole
    asking = [part for part in parts if asks_something(part)] or parts[-1:]
    if len(asking) != 1:
        return whole
    found = rank(asking[0])
    best = _answer(found, sure)
    return found if best and best.label in [likely.label for likely in whole[:LIKELY]] else whole


def listed(parts: Sequence[str]) -> list[str]:
    """Return the clauses with those that list several things taken apart: 三个事:证书打印、达标学时."""
    return [piece for part in parts for piece in re.split("[、:]", part) if piece]


def _answer(ranked: Sequence[Ranked], sure: float) -> Ranked | None:
    best = next(iter(ranked), None)
    return best if best and is_under(FAQ, best.label) and best.confidence >= sure else None

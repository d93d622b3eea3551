"""Finds carrier phrases: words around the subject that occur with many answers (…在哪里弄, …咋整, …点了没反应)."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from suggest.content import Content
from suggest.subjects import Subjects, kinds, runs, words
from zh.places import find_places
from zh.questions import asks_something
from zh.roles import RoleReading, find_role

ANSWERS, TOPICS = 4, 3
"""Answers and topics with which a phrase must occur to count as one that fits anywhere."""

SHORTEST, LONGEST = 2, 10
"""Characters of a carrier phrase."""

LIKELY = 0.15
"""Weight of an answer that shares no carrier with this one; one that shares all has 1."""


class Carrier(NamedTuple):
    """Words before the subject and behind it; one of them may be missing."""

    before: str
    behind: str

    def around(self, subject: str) -> str:
        return f"{self.before}{subject}{self.behind}"

    def __str__(self) -> str:
        return self.around("…")


@dataclass(frozen=True)
class Use:
    """How often a carrier occurs, by answer and by kinds of its subject."""

    answers: Counter[str] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def suits(self, kinds: tuple[str, str], carrier: Carrier) -> float:
        """Return 0 to 1: how usual subjects of these kinds (of the first and the last word) are in the carrier."""
        sides = [number for number, part in enumerate(carrier) if part]
        alike = sum(n for seen, n in self.kinds.items() if all(seen[side] == kinds[side] for side in sides))
        return alike / self.kinds.total()


Uses = Mapping[Carrier, Use]


@dataclass(frozen=True)
class LentPhrasing:
    """A phrasing made of this answer's subject and a carrier of others; `fit`, 0 to 1: how well they go together."""

    text: str
    carrier: Carrier
    fit: float


def carriers(content: Content, about: Subjects) -> Uses:
    """Learn the carriers from all phrasings."""
    uses: dict[Carrier, Use] = defaultdict(Use)
    for id_, answer in content.answers.items():
        for folded in answer.folds:
            runs_around = dict(_around(words(folded), about.of[id_]))
            for carrier, subject in runs_around.items():
                uses[carrier].answers[id_] += 1
                uses[carrier].kinds[kinds(subject)] += 1
    named = set(_named(content))
    return {carrier: use for carrier, use in uses.items() if _fits_anywhere(carrier, use.answers, content, named)}


def lend(id_: str, subjects: Mapping[str, float], uses: Uses) -> Iterator[LentPhrasing]:
    """Yield the carriers around each of the answer's `subjects`, which are worth 0 to 1.

    Those fit best that answers with the same other carriers have, around words of the same kind.
    """
    carried: dict[str, dict[Carrier, float]] = defaultdict(dict)
    for carrier, use in uses.items():
        for other, number in use.answers.items():
            carried[other][carrier] = math.log1p(number)
    # A new answer has none.
    own = carried.get(id_, {})
    alike = {other: LIKELY + (1 - LIKELY) * _cosine(own, theirs) for other, theirs in carried.items() if other != id_}
    fits = {carrier: sum(alike.get(other, 0.0) for other in use.answers) for carrier, use in uses.items()}
    most = max(fits.values(), default=1.0) or 1.0
    for subject, worth in subjects.items():
        for carrier, fit in fits.items():
            suits = uses[carrier].suits(kinds(subject), carrier)
            if subject.endswith("了") and carrier.behind.startswith("了"):
                continue
            yield LentPhrasing(carrier.around(subject), carrier, math.sqrt(fit / most) * suits * worth)


def _around(cut: tuple[str, ...], subjects: Mapping[str, float]) -> Iterator[tuple[Carrier, str]]:
    for start, end, text in runs(cut):
        if text in subjects:
            before, behind = "".join(cut[:start]), "".join(cut[end:])
            carriers = (Carrier("", behind), Carrier(before, ""), Carrier(before, behind))
            yield from ((carrier, text) for carrier in carriers if carrier.before or carrier.behind)


def _fits_anywhere(carrier: Carrier, counts: Mapping[str, int], content: Content, named: set[str]) -> bool:
    """Return whether the carrier names no subject, so that it fits any."""
    topics = {content.answers[id_].topic for id_ in counts}
    parts = carrier.before, carrier.behind
    if len(counts) < ANSWERS or len(topics) < TOPICS or any(0 < len(part) < SHORTEST for part in parts):
        return False
    if sum(map(len, parts)) > LONGEST or any(name in part for part in parts for name in named):
        return False
    return not any(find_places(part) or find_role(part, RoleReading.ANSWERED) for part in parts)


def _named(content: Content) -> Iterator[str]:
    """Yield the words of titles that name something: no carrier has them."""
    for answer in content.answers.values():
        yield from (word for word in words(answer.title) if len(word) > 1 and not asks_something(word))


def _cosine(uses: Mapping[Carrier, float], other: Mapping[Carrier, float]) -> float:
    product = sum(value * other[carrier] for carrier, value in uses.items() if carrier in other)
    norms = math.sqrt(sum(v * v for v in uses.values()) * sum(v * v for v in other.values()))
    return product / norms if norms else 0.0

"""Exchanges the ending of an own question for others that people ask with: 抬头写错了怎么改 -> 抬头写错了在哪里改.

An answer with few phrasings does not tell what its subject is; what stands before the ending of its question does.
Whether the question still asks the same, closeness.py says.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from suggest.content import Content, TaughtAnswer
from suggest.subjects import CAN, words
from zh.questions import asks_something

FEW = 6
"""Up to so many phrasings an answer has few."""

SHORTEST_STEM, SHORTEST, LONGEST = 2, 3, 8
"""Characters of what stands before an ending, and of an ending."""

BEFORE_ASKING = CAN | set("在从去到找该应由")
"""Words with which an ending begins, beside those that ask: 能改吗, 在哪里办. Others belong to what stands before."""

WORDS = 5
"""So many words an ending has at the most."""

ANSWERS, TOPICS = 4, 3
"""Answers and topics whose questions must end so: else the ending names what they are about."""


@dataclass(frozen=True)
class EndingExchange:
    """A phrasing: `stem`, which the answer has, and `ending`. `fit`, 0 to 1: how usual the ending is."""

    stem: str
    ending: str
    fit: float

    @property
    def text(self) -> str:
        return self.stem + self.ending


Endings = Mapping[str, float]
"""The endings of questions about anything, with how usual they are, 0 to 1."""


def endings(content: Content) -> Endings:
    """Learn the endings from the phrasings of all answers."""
    of: dict[str, set[str]] = defaultdict(set)
    for answer in content.answers.values():
        for folded in answer.folds:
            for _, ending in cuts(folded):
                of[ending].add(answer.id)
    usual = {
        ending: math.log1p(len(ids))
        for ending, ids in of.items()
        if len(ids) >= ANSWERS and len({content.answers[id_].topic for id_ in ids}) >= TOPICS
    }
    most = max(usual.values(), default=1.0)
    return {ending: how / most for ending, how in usual.items()}


def exchange(answer: TaughtAnswer, usual: Endings) -> Iterator[EndingExchange]:
    """Yield the answer's phrasings with other endings, in place of the longest one that is known."""
    for folded in answer.folds:
        own = [(stem, ending) for stem, ending in cuts(folded) if ending in usual]
        for stem, ending in own[:1]:
            yield from (EndingExchange(stem, new, fit) for new, fit in usual.items() if new != ending)


def cuts(folded: str) -> Sequence[tuple[str, str]]:
    """Return what stands before each ending that asks something, and the ending; the longest ending first."""
    cut = words(folded)
    places = range(max(1, len(cut) - WORDS), len(cut))
    begins = [
        at
        for at in places
        if (cut[at] in BEFORE_ASKING or asks_something(cut[at])) and cut[at - 1] not in BEFORE_ASKING
    ]
    both = (("".join(cut[:at]), "".join(cut[at:])) for at in begins)
    return [
        (stem, ending)
        for stem, ending in both
        if len(stem) >= SHORTEST_STEM and SHORTEST <= len(ending) <= LONGEST and asks_something(ending)
    ]

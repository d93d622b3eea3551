"""What a message asks for, clause by clause: several requests, the one that is clear, and what is denied."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from owner.live import answer_titles
from understanding.gist import placeless
from understanding.labels import FAQ, answer_label, bare, is_under
from understanding.ranking import Ranked
from zh.acts import is_unwanted, negated
from zh.clauses import Part
from zh.fold import fold
from zh.questions import asks_something
from zh.reading import Clause, Reading

PLAIN = 0.98
"""A message that is so clearly about one answer is not cut, unless it says that another request begins."""

AFTER_A_QUESTION, AFTER_A_STATEMENT, OF_ONE_TOPIC = 0.6, 2.0, 2.0
"""How many times the doubt about the sides of a cut that about the whole must be, by what stands before the cut;
and the factor for sides of one topic. Chosen on the held-out questions, by themselves and two in a message.
"""

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
            found[clause] = {best.label} | _of_topic_called(clause.about, best.label)
    return Denied(list(found), frozenset().union(*found.values()))


def _of_topic_called(name: str, label: str) -> set[str]:
    """Return the labels of all answers of the label's topic if it is called so: 我不是调转 wants none about it."""
    known = answer_titles().get(bare(label))
    if known is None or fold(placeless(name)) not in fold(known.topic_title):
        return set()
    return {answer_label(id_) for id_, other in answer_titles().items() if other.topic == known.topic}


def _is_asked(clause: Clause, label: str, known: Mapping[str, str]) -> bool:
    """Say whether one of the label's known questions has the clause's negation; what is not wanted is no question."""
    ways = frozenset[str]() if is_unwanted(clause.text) else negated(clause.text)
    return any(way in folded for folded, of in known.items() if of == label for way in ways)


def requests(parts: Sequence[Part], whole: Sequence[Ranked], rank: Rank, sure: float) -> list[Ranked]:
    """Return the answers that the message asks for, in their order; an empty list for one request.

    The message is cut where both sides clearly ask, with at least confidence `sure`, for different answers and are
    clearer than the whole. `whole`: the ranking of the message.
    """
    cut = _cut(parts, whole, rank, sure)
    if cut is None:
        return []
    found: dict[str, Ranked] = {}
    for side, ranked in ((parts[: cut.at], cut.left), (parts[cut.at :], cut.right)):
        for answer in requests(side, ranked, rank, sure) or ranked[:1]:
            found.setdefault(answer.label, answer)
    return list(found.values())


class _Cut(NamedTuple):
    """Where a message is cut, counted in parts, and the rankings of both sides."""

    at: int
    left: Sequence[Ranked]
    right: Sequence[Ranked]

    @property
    def confidence(self) -> float:
        return min(self.left[0].confidence, self.right[0].confidence)


def _cut(parts: Sequence[Part], whole: Sequence[Ranked], rank: Rank, sure: float) -> _Cut | None:
    """Return the cut with the clearest sides."""
    if len(parts) < 2 or not whole or not (whole[0].confidence < PLAIN or any(part.another for part in parts[1:])):
        return None
    found = []
    for at in range(1, len(parts)):
        left = rank(_text(parts[:at]))
        right = rank(_text(parts[at:])) if _answer(left, sure) else []
        if _answer(right, sure) and left[0].label != right[0].label:
            found.append(_Cut(at, left, right))
    apart = [cut for cut in found if _is_apart(cut, parts, whole, sure)]
    return max(apart, key=lambda cut: cut.confidence, default=None)


def _is_apart(cut: _Cut, parts: Sequence[Part], whole: Sequence[Ranked], sure: float) -> bool:
    """Say whether both sides are clear enough: the doubt whether the whole means one of them must be greater than that
    about the sides, a story's more than a question's.
    """
    if parts[cut.at].another:
        return True
    labels = (cut.left[0].label, cut.right[0].label)
    if _answer(whole, sure) and whole[0].label not in labels:
        return False
    one = max((ranked.confidence for ranked in whole if ranked.label in labels), default=0.0)
    doubt = AFTER_A_QUESTION if any(asks_something(part.text) for part in parts[: cut.at]) else AFTER_A_STATEMENT
    if _topic(labels[0]) == _topic(labels[1]):
        doubt *= OF_ONE_TOPIC
    return 1.0 - one >= doubt * (1.0 - cut.confidence)


def _topic(label: str) -> str:
    """Return the topic where the owner put the answer; the label itself for what is no answer."""
    known = answer_titles().get(bare(label))
    return known.topic if known else label


def _text(parts: Sequence[Part]) -> str:
    return ",".join(part.text for part in parts)


def one_request(
    parts: Sequence[Part], whole: Sequence[Ranked], rank: Rank, clear: float, sure: float
) -> Sequence[Ranked]:
    """Return `whole`, the ranking of the message; if it is below `clear`, that of the only clause that asks, or if none
    does of the last one, with at least confidence `sure`. What comes before is how it came about.
    """
    if not whole or whole[0].confidence >= clear or len(parts) < 2:
        return whole
    asking = [part for part in parts if asks_something(part.text)] or parts[-1:]
    if len(asking) != 1:
        return whole
    found = rank(asking[0].text)
    best = _answer(found, sure)
    return found if best and best.label in [likely.label for likely in whole[:LIKELY]] else whole


def listed(parts: Sequence[Part]) -> list[Part]:
    """Return the clauses with those that list several things taken apart: 三个事:证书打印、达标学时."""
    return [Part(piece, True) for part in parts for piece in re.split("[、:]", part.text) if piece]


def _answer(ranked: Sequence[Ranked], sure: float) -> Ranked | None:
    best = next(iter(ranked), None)
    return best if best and is_under(FAQ, best.label) and best.confidence >= sure else None

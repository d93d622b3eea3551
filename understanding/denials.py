"""What a message denies: 不是要打印证书, 没有忘记密码，就是登不上."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from owner.live import answer_titles
from understanding.gist import placeless
from understanding.labels import FAQ, answer_label, bare, is_under
from understanding.ranking import Rank
from zh.acts import is_unwanted, negated
from zh.fold import fold
from zh.reading import Clause, Reading

PERSON = "handoff"
"""The intent of a wish for a person."""


@dataclass(frozen=True)
class Denied:
    """What a message says is not wanted: the clauses, and the labels of what they are about."""

    clauses: Sequence[Clause]
    labels: frozenset[str]


def denied(reading: Reading, rank: Rank, known: Mapping[str, str], sure: float) -> Denied:
    """Return what the message denies: each clause that does so about an answer or a person.

    `known`: folded questions -> their labels. A clause that is a known question as it stands (不想用了) denies nothing.
    Nor does one in whose words people ask for that answer: 没收到验证码 is the trouble itself, 没有忘记密码 is none.
    Nor one about what the rest clearly asks: 能不能一次结账，不要一门一门付 says it a second time.
    """
    found: dict[Clause, set[str]] = {}
    for clause in reading.unwanted:
        best = next(iter(rank(clause.about)), None) if len(clause.about) > 1 else None
        if best is None or best.confidence < sure or not (is_under(FAQ, best.label) or best.label == PERSON):
            continue
        if not (_is_asked(clause, best.label, known) or fold(placeless(clause.text)) in known):
            found[clause] = {best.label} | _of_topic_called(clause.about, best.label)
    asked = _asked_beside(reading, list(found), rank, sure)
    kept = {clause: labels for clause, labels in found.items() if asked not in labels}
    return Denied(list(kept), frozenset().union(*kept.values()))


def _asked_beside(reading: Reading, clauses: Sequence[Clause], rank: Rank, sure: float) -> str:
    """Return the label that a message clearly asks for without these clauses; "" if there is none."""
    rest = placeless(reading.without(clauses)) if clauses else ""
    best = next(iter(rank(rest)), None) if rest else None
    return best.label if best and best.confidence >= sure else ""


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

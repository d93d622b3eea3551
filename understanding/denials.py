"""Finds what a message denies: 不是要打印证书, 没有忘记密码，就是登不上."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from owner.live import answer_titles
from understanding.gist import placeless
from understanding.labels import FAQ, answer_label, bare, is_under
from understanding.ranking import Rank
from understanding.requests import PERSON
from zh.fold import fold
from zh.reading import Clause, Reading
from zh.refusals import is_unwanted, negated


@dataclass(frozen=True)
class Denied:
    """The clauses of a message that deny something, and the labels of what they deny."""

    clauses: Sequence[Clause]
    labels: frozenset[str]


def denied(reading: Reading, rank: Rank, questions: Mapping[str, str], sure: float) -> Denied:
    """Return the clauses that deny an answer or a person, and their labels.

    `questions`: the known questions, folded, with their labels.

    Three kinds of clauses deny nothing. Known questions: 不想用了. Negations that are the trouble itself: 没收到验证码
    does not count, 没有忘记密码 does. Repetitions of the request: 能不能一次结账，不要一门一门付.
    """
    by_clause: dict[Clause, set[str]] = {}
    for clause in reading.unwanted:
        best = next(iter(rank(clause.about)), None) if len(clause.about) > 1 else None
        if best is None or best.confidence < sure or not (is_under(FAQ, best.label) or best.label == PERSON):
            continue
        if not (_is_asked(clause, best.label, questions) or fold(placeless(clause.text)) in questions):
            by_clause[clause] = {best.label} | _of_topic_called(clause.about, best.label)
    asked_label = _asked_beside(reading, list(by_clause), rank, sure)
    remaining = {clause: labels for clause, labels in by_clause.items() if asked_label not in labels}
    return Denied(list(remaining), frozenset().union(*remaining.values()))


def _asked_beside(reading: Reading, clauses: Sequence[Clause], rank: Rank, sure: float) -> str:
    """Return the label that the message clearly asks for without these clauses; "" if there is none."""
    rest = placeless(reading.without(clauses)) if clauses else ""
    best = next(iter(rank(rest)), None) if rest else None
    return best.label if best and best.confidence >= sure else ""


def _of_topic_called(name: str, label: str) -> set[str]:
    """Return the labels of all answers of the label's topic, if `name` is the topic's: 我不是调转 rules out all."""
    answer = answer_titles().get(bare(label))
    if answer is None or fold(placeless(name)) not in fold(answer.topic_title):
        return set()
    return {answer_label(id_) for id_, other in answer_titles().items() if other.topic == answer.topic}


def _is_asked(clause: Clause, label: str, questions: Mapping[str, str]) -> bool:
    """Say whether one of the label's known questions has the clause's negation; refusals do not count."""
    ways = frozenset[str]() if is_unwanted(clause.text) else negated(clause.text)
    return any(way in folded for folded, question_label in questions.items() if question_label == label for way in ways)

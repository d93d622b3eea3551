"""Cuts a message into requests where both sides are clearer than the whole and ask for different answers."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from owner.live import answer_titles
from understanding.labels import CONTEXT, FAQ, bare, is_under
from understanding.ranking import Rank, Ranked
from zh.clauses import RequestPiece
from zh.questions import asks_something
from zh.roles import RoleReading, find_role
from zh.states import reports_progress

PLAIN = 0.98
"""Confidence from which a message is not cut, unless its words begin another request."""

AFTER_A_QUESTION, AFTER_A_STATEMENT, BEFORE_A_STATEMENT, OF_ONE_TOPIC = 0.6, 2.5, 1.0, 2.0
"""Least ratio of the doubt about the whole message to that about the sides of a cut.

It depends on what is before the cut: a question or a statement. BEFORE_A_STATEMENT: a question, with a statement behind
the cut, which may belong to it (能跟你们合作吗，一起弄继续教育这块). OF_ONE_TOPIC is a further factor for sides of one
topic. The values were chosen on the held-out questions, with one and two in a message. AFTER_A_STATEMENT was chosen on
the held-out conversations.
"""

VERY_CLEAR = 0.9
"""Confidence from which a clause decides alone, or beside a known question."""

KNOWN_QUESTION = 1.0
"""The confidence of a known question."""

POSSIBLE = 0.2
"""Confidence from which an unclear text may be about an answer."""

PERSON = "handoff"
"""The intent of asking for a person."""


def requests(parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: Rank, sure: float) -> list[Ranked]:
    """Return the answers that the message asks for, in order; an empty list if there is only one request.

    The message is cut where both sides ask for different answers and are clearer than the whole. Each side must have at
    least confidence `sure`. `whole`: the ranking of the message.
    """
    cut = _cut(parts, whole, rank, sure)
    if cut is None:
        return []
    answers: dict[str, Ranked] = {}
    for side, ranked in ((parts[: cut.at], cut.left), (parts[cut.at :], cut.right)):
        for answer in requests(side, ranked, rank, sure) or ranked[:1]:
            answers.setdefault(answer.label, answer)
    return list(answers.values())


class _Cut(NamedTuple):
    """A cut before the part with index `at`, and the rankings of both sides."""

    at: int
    left: Sequence[Ranked]
    right: Sequence[Ranked]

    @property
    def confidence(self) -> float:
        return min(self.left[0].confidence, self.right[0].confidence)


def _cut(parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: Rank, sure: float) -> _Cut | None:
    """Return the cut with the clearest sides."""
    if len(parts) < 2 or not whole or not (whole[0].confidence < PLAIN or any(part.another for part in parts[1:])):
        return None
    cuts = []
    for at in range(1, len(parts)):
        if any(_only_reports(side) or all(map(says_who, side)) for side in (parts[:at], parts[at:])):
            continue
        left = ranked_side(parts[:at], rank, sure)
        # Encoding costs most, so the other side is ranked only if it can matter.
        right = ranked_side(parts[at:], rank, sure) if answer_in(left, sure) or answer_in(whole, sure) else []
        if _is_known_beside(parts[:at], left, parts[at:], whole, sure):
            right = right if answer_in(right, sure) else whole
        elif _is_known_beside(parts[at:], right, parts[:at], whole, sure):
            left = left if answer_in(left, sure) else whole
        if answer_in(left, sure) and answer_in(right, sure) and left[0].label != right[0].label:
            cuts.append(_Cut(at, left, right))
    apart = [cut for cut in cuts if _is_apart(cut, parts, whole, sure)]
    return max(apart, key=lambda cut: cut.confidence, default=None)


def ranked_side(side: Sequence[RequestPiece], rank: Rank, sure: float) -> Sequence[Ranked]:
    """Rank some parts of a message; where they are unclear together, without those that only say who the user is.

    我是卫生院的医生，密码忘了: the profession has an answer of its own, which hides what is asked beside it.
    """
    ranked = rank(text_of(side))
    asking = [part for part in side if not says_who(part)]
    if answer_in(ranked, sure) or not asking or len(asking) == len(side):
        return ranked
    without = rank(text_of(asking))
    return without if answer_in(without, sure) else ranked


def _only_reports(parts: Sequence[RequestPiece]) -> bool:
    """Say whether the parts only report what is done, which asks for nothing: 交上去了, 已经审过了."""
    return all(reports_progress(part.text) for part in parts)


def says_who(part: RequestPiece) -> bool:
    """Say whether the part says who the user is, and asks nothing: 我是药房的药师."""
    return find_role(part.text, RoleReading.STATED) is not None and not asks_something(part.text)


def _is_known_beside(
    side: Sequence[RequestPiece],
    ranked: Sequence[Ranked],
    other: Sequence[RequestPiece],
    whole: Sequence[Ranked],
    sure: float,
) -> bool:
    """Say whether one side is a known question and the message as a whole is clearly about the other.

    Both sides must ask: 单位调转谁审核，填错了又怎么撤回.
    """
    question = answer_in(ranked, KNOWN_QUESTION)
    about = answer_in(whole, sure)
    if question is None or about is None or question.label == about.label:
        return False
    return all(any(asks_something(part.text) for part in parts) for parts in (side, other))


def _is_apart(cut: _Cut, parts: Sequence[RequestPiece], whole: Sequence[Ranked], sure: float) -> bool:
    """Say whether both sides are clear enough to cut.

    The doubt that the whole means one of them must exceed the doubt about the sides, by more after a statement than
    after a question.
    """
    has_known = KNOWN_QUESTION in (cut.left[0].confidence, cut.right[0].confidence)
    asking = [any(asks_something(part.text) for part in side) for side in (parts[: cut.at], parts[cut.at :])]
    if parts[cut.at].another or (has_known and all(asking) and cut.confidence >= VERY_CLEAR):
        return True
    labels = (cut.left[0].label, cut.right[0].label)
    if answer_in(whole, sure) and whole[0].label not in labels:
        return False
    one_topic = _topic(labels[0]) == _topic(labels[1])
    if one_topic and asking == [False, True]:
        # A story before its question belongs to it: 人事让我转过去，我交了申请，由哪边来批.
        return False
    likeliest = max((ranked.confidence for ranked in whole if ranked.label in labels), default=0.0)
    after_a_question = AFTER_A_QUESTION if asking[1] else BEFORE_A_STATEMENT
    doubt = (after_a_question if asking[0] else AFTER_A_STATEMENT) * (OF_ONE_TOPIC if one_topic else 1.0)
    return 1.0 - likeliest >= doubt * (1.0 - cut.confidence)


def _topic(label: str) -> str:
    """Return the topic of the answer; for other labels the label itself."""
    answer = answer_titles().get(bare(label))
    return answer.topic if answer else label


def text_of(parts: Sequence[RequestPiece]) -> str:
    return ",".join(part.text for part in parts)


def with_list_items(parts: Sequence[RequestPiece]) -> list[RequestPiece]:
    """Return the clauses, with lists split into their items: 三个事:证书打印、达标学时."""
    return [RequestPiece(piece, True) for part in parts for piece in re.split("[、:]", part.text) if piece]


def subjectless_in(ranked: Sequence[Ranked], sure: float) -> Ranked | None:
    """Return the clearly asked question without a subject, if it ranks first: 换浏览器好了，那谁审核."""
    return _best(ranked, CONTEXT, sure)


def answer_in(ranked: Sequence[Ranked], sure: float) -> Ranked | None:
    return _best(ranked, FAQ, sure)


def _best(ranked: Sequence[Ranked], group: str, sure: float) -> Ranked | None:
    best = next(iter(ranked), None)
    return best if best and is_under(group, best.label) and best.confidence >= sure else None

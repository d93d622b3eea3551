"""Resolves unclear messages by their end: a call for a person (…，转人工吧), or a goodbye (…，我去问单位，谢谢)."""

from collections.abc import Sequence
from typing import NamedTuple

from components.context.conversation import Conversation
from components.context.intents import UNCLEAR
from components.context.knowledge import Knowledge
from components.context.resolution import (
    AFFIRM,
    CALL,
    CANCEL,
    COMPLAIN,
    GOODBYE,
    HOLD,
    REQUEST,
    STAFF,
    THANK,
    UNSURE,
    ClassifiedMessage,
    Resolution,
    Scored,
)
from understanding.labels import FAQ, is_under
from zh.following import is_plan
from zh.reading import Act, Clause

CLEAR = 0.8
"""Least confidence of a clause that calls for a person, or says goodbye."""

POSSIBLY = 0.3
"""From this confidence of an answer on, a clause may ask for it."""

LIKELY = 0.5
"""The same of a clause beside it that asks for nothing."""

AN_ANSWER = 0.75
"""From this confidence of an answer on, a clause asks for it."""

BEHIND_A_CALL = frozenset({THANK, GOODBYE, COMPLAIN, STAFF, REQUEST, AFFIRM})
"""Labels of clauses that may follow a call for a person: 转人工吧，你们几点上班."""

LEAVING = frozenset({GOODBYE, THANK, CANCEL, HOLD, AFFIRM})
"""Labels of clauses at the end of which somebody leaves."""


class _Labelled(NamedTuple):
    clause: Clause
    label: Scored

    def is_one_of(self, names: frozenset[str], least: float) -> bool:
        return self.label.name in names and self.label.confidence >= least

    @property
    def asks_answer(self) -> bool:
        """Whether it clearly asks for an answer, which it does not deny."""
        clear = is_under(FAQ, self.label.name) and self.label.confidence >= AN_ANSWER
        return clear and self.clause.act is not Act.DENIES

    @property
    def may_ask(self) -> bool:
        return is_under(FAQ, self.label.name) and self.label.confidence >= POSSIBLY


def called_for(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a message that ends with a call for a person, and clearly asks for no answer."""
    clauses = _labelled(message)
    if message.intent not in UNCLEAR | {STAFF, COMPLAIN} or any(clause.asks_answer for clause in clauses):
        return None
    calls = [at for at, part in enumerate(clauses) if _calls(part)]
    behind = clauses[calls[-1] + 1 :] if calls else ()
    ends = calls and all(part.clause.act is Act.COURTESY or part.is_one_of(BEHIND_A_CALL, LIKELY) for part in behind)
    return Resolution(CALL) if ends else None


def _calls(part: _Labelled) -> bool:
    return part.clause.act is Act.TELLS and part.is_one_of(frozenset({CALL}), CLEAR)


def parted(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a message at the end of which somebody leaves, and that asks nothing before."""
    clauses = _labelled(message)
    if message.intent not in UNCLEAR | {STAFF, REQUEST, HOLD} or talk.expects in ("role", "city"):
        return None
    end = len(clauses)
    while end and _leaves(clauses[end - 1]):
        end -= 1
    tail = clauses[end:]
    says_so = any(part.is_one_of(frozenset({GOODBYE, THANK}), CLEAR) for part in tail)
    goes = any(part.is_one_of(frozenset({GOODBYE, CANCEL}), LIKELY) or _plans(part.clause) for part in tail)
    asks = any(part.clause.act is Act.ASKS or part.asks_answer for part in clauses[:end])
    if not says_so or asks:
        return None
    # 看到了，是在审验里，谢谢您 behind an answer: an unclear remark that ends with thanks asks nothing.
    thanks = talk.answered and message.intent != UNSURE and not any(part.may_ask for part in clauses)
    return Resolution(GOODBYE) if goes else Resolution(THANK) if thanks else None


def _leaves(part: _Labelled) -> bool:
    if part.clause.act is Act.ASKS:
        return False
    return part.clause.act is Act.COURTESY or part.is_one_of(LEAVING, LIKELY) or _plans(part.clause)


def _plans(clause: Clause) -> bool:
    """Say whether the clause says what the user will do now; in a row of clauses 我去问单位 needs no 那 in front."""
    return is_plan(clause.text) or is_plan(f"那{clause.text}")


def _labelled(message: ClassifiedMessage) -> Sequence[_Labelled]:
    clauses, labels = message.reading.clauses, message.by_clause
    return [_Labelled(*pair) for pair in zip(clauses, labels, strict=True)] if len(labels) == len(clauses) else ()

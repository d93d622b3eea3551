"""Resolves what is meant of a request for a person after a hand-over: 他什么时候给我回电话, 行那你给我撤了吧."""

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import (
    FALLBACK,
    REQUEST,
    STAFF,
    UNSURE,
    WITHDRAW,
    ClassifiedMessage,
    Resolution,
    Scored,
)
from understanding.confidence import OUT_OF_SCOPE
from understanding.labels import FAQ, GIVES_UP_CLEARLY, GIVES_UP_VAGUELY, is_under
from zh.awaiting import is_about_contact, is_of_request, withdraws
from zh.reading import Act, Clause

LIKELY = 0.5
"""Least confidence of a clause that asks about the staff or the request."""

AN_ANSWER = 0.5
"""From this confidence of an answer on, the message asks for that answer."""


def withdrawn(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a message that only withdraws the request; behind an answer it may mean something else."""
    if not talk.handed_over or message.sure or not withdraws(message.reading, prompted=talk.asks_withdrawal):
        return None
    if not talk.answered:
        return Resolution(WITHDRAW, gives_up=GIVES_UP_CLEARLY)
    plain = message.intent in (WITHDRAW, FALLBACK)
    return Resolution(WITHDRAW, gives_up=GIVES_UP_VAGUELY) if plain else None


def of_request(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a question about the request: how, where and when it is answered, and what its number is for."""
    if not talk.handed_over or message.sure:
        return None
    if message.intent in (STAFF, REQUEST):
        return Resolution(message.intent) if is_of_request(message.text) else None
    if message.intent not in (FALLBACK, UNSURE, OUT_OF_SCOPE, None) or message.best.confidence >= AN_ANSWER:
        return None
    clauses, labels = message.reading.clauses, message.by_clause
    ranked = labels if len(labels) == len(clauses) else [Scored("", 0.0)] * len(clauses)
    every = zip(clauses, ranked, strict=True)
    return Resolution(REQUEST) if any(_asks_of_it(clause, label) for clause, label in every) else None


def _asks_of_it(clause: Clause, label: Scored) -> bool:
    if clause.act is not Act.ASKS or (is_under(FAQ, label.name) and label.confidence >= AN_ANSWER):
        return False
    likely = label.name in (STAFF, REQUEST) and label.confidence >= LIKELY
    return is_about_contact(clause.text) or (likely and is_of_request(clause.text))

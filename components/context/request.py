"""Resolves what is meant of a request for a person after a hand-over: 他什么时候给我回电话, 行那你给我撤了吧."""

from collections.abc import Sequence

from components.context.conversation import Conversation
from components.context.intents import POSSIBLE_REQUESTS
from components.context.knowledge import Knowledge
from components.context.resolution import (
    FALLBACK,
    REQUEST,
    STAFF,
    WITHDRAW,
    ClassifiedMessage,
    Resolution,
    Scored,
)
from understanding.labels import CONTEXT, GIVES_UP_CLEARLY, GIVES_UP_VAGUELY
from zh.awaiting import is_about_contact, is_of_request, is_only_of_request, withdraws
from zh.reading import Act, Clause

LIKELY = 0.5
"""Least confidence of a clause that asks about the staff or the request."""

AN_ANSWER = 0.5
"""From this confidence of an answer on, the message asks for that answer."""

POSSIBLE = 0.3
"""The same of a message that only its words, right after a turn about the request, put to that request."""


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
    if message.intent == CONTEXT or message.best.confidence >= AN_ANSWER:
        return None
    asking = [pair for pair in _labelled(message) if pair[0].act is Act.ASKS]
    if any(is_about_contact(clause.text) or _is_ranked_so(clause, label) for clause, label in asking):
        return Resolution(REQUEST)
    unclear = message.intent in POSSIBLE_REQUESTS and message.best.confidence < POSSIBLE
    right_after = talk.on_request and unclear and any(is_only_of_request(clause.text) for clause, _ in asking)
    return Resolution(REQUEST) if right_after else None


def _is_ranked_so(clause: Clause, label: Scored) -> bool:
    return label.name in (STAFF, REQUEST) and label.confidence >= LIKELY and is_of_request(clause.text)


def _labelled(message: ClassifiedMessage) -> Sequence[tuple[Clause, Scored]]:
    clauses, labels = message.reading.clauses, message.by_clause
    labels = labels if len(labels) == len(clauses) else [Scored("", 0.0)] * len(clauses)
    return [*zip(clauses, labels, strict=True)]

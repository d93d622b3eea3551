"""Keeps away what the user rejects: the answer that an objection is about, and choices refused with 以上都不是."""

from collections.abc import Sequence
from dataclasses import replace

from components.context.asked_for import give_as_named
from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import FALLBACK, UNSURE, ClassifiedMessage, Resolution, Scored
from owner.live import answer_titles
from understanding.labels import FAQ, bare, is_under
from zh.reading_words import any_word

CLEAR = 0.75
"""Least confidence of the answer to the clause that says what was meant."""

LIKELY, LIKELY_HERE = 0.05, 0.1
"""Least confidence of another answer that is offered; LIKELY_HERE: under the topic."""

IN_FRONT = 8
"""Characters in front of a clause in which the words stand that say it is meant instead."""

MOST = 4
"""How many answers are offered at most."""


OBJECTED = "meant_instead"
"""The step named when the user objects to an answer."""


def objects(message: ClassifiedMessage) -> bool:
    """Return whether the message objects to what it was answered: 我问的是换管理员, 谁问导出了."""
    return message.reading.has("objecting")


def meant_instead(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution:
    """Return what an objection means instead of the last answers: another answer, a choice of others, or nothing."""
    rejected = {*talk.just_given, talk.shown[0]} | {bare(label) for label in message.denied}
    own = _says_instead(message)
    if own and is_under(FAQ, own.name) and own.confidence >= CLEAR and bare(own.name) not in rejected:
        return replace(give_as_named(bare(own.name), message, talk, knowledge), by=OBJECTED)
    if own and not is_under(FAQ, own.name):
        return Resolution(FALLBACK, by=OBJECTED)
    choices = [id_ for id_ in others(message, talk) if id_ in knowledge.answers and id_ not in rejected]
    return Resolution(UNSURE if choices else FALLBACK, choices=choices[:MOST], by=OBJECTED)


def others(message: ClassifiedMessage, talk: Conversation) -> Sequence[str]:
    """Return other answers than the last ones that the message may mean, the likeliest first."""
    here = [answer.name for answer in message.in_topic if answer.confidence >= LIKELY_HERE]
    alone = [answer.name for answer in message.answers if answer.confidence >= LIKELY]
    last = answer_titles().get(talk.shown[0])
    likely = dict.fromkeys([*here, *alone, *(last.related if last else ())])
    return [id_ for id_ in likely if id_ not in talk.just_given]


def without_refused(resolution: Resolution, talk: Conversation) -> Resolution:
    """Leave out choices that the user has just refused; nothing is offered where none is left."""
    if resolution.intent != UNSURE or resolution.fragment or not talk.refused:
        return resolution
    left = [id_ for id_ in resolution.choices if id_ not in talk.refused]
    return replace(resolution, choices=left) if left else replace(resolution, intent=FALLBACK, choices=())


def _says_instead(message: ClassifiedMessage) -> Scored | None:
    """Return the label of the clause that says what was meant: 我问的是换管理员."""
    clauses = message.reading.clauses
    if len(message.by_clause) != len(clauses):
        return None
    for clause, label in zip(clauses, message.by_clause, strict=True):
        # The words may have been taken for mere words in front of the clause.
        if any_word("meaning_instead").search(message.text, max(0, clause.start - IN_FRONT), clause.end):
            return label
    return None

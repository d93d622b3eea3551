"""Ranks the answers under the topic that is talked about: 填错了，能撤回吗 after an answer about registration."""

from collections.abc import Sequence

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import FALLBACK, REQUEST, UNSURE, WITHDRAW, ClassifiedMessage, Scored
from components.context.under_topic import meant_under
from owner.live import answer_titles
from understanding.in_topic import Discussed, in_topic
from understanding.labels import CONTEXT, FAQ, context_label
from understanding.ranking import Rank, Ranked

SURE = 0.95
"""From this confidence on a message means the same answer under every topic, and is not ranked again."""

CLEAR = 0.65
"""From this confidence on an answer is clear under the topic."""

POSSIBLE = 0.2
"""From this confidence of the best answer under the topic on, the answers are offered in that order."""

OF_THE_WHOLE, CLEARLY = 0.3, 1.5
"""Least confidence, alone and under the topic, of what the whole message means, and how many times as likely it must be
as what the topic means.
"""

MOST_OF_ALL = 0.5
"""A topic with more than this share of all answers says nothing of which one is meant."""

OFFERED, WORTH_OFFERING = 4, 0.5
"""So many answers, which together have at least this confidence under the topic, are offered for an unknown message."""


def ranked_in_topic(
    message: ClassifiedMessage, whole: str, rank: Rank, talk: Conversation, known: Knowledge
) -> Sequence[Scored]:
    """Return the answers with their confidence under the topic, best first; nothing where no topic is talked about.

    `whole`: the part of the message that was looked up.
    """
    about = answer_titles().get(talk.discussed or "")
    if about is None or not whole or talk.asked not in (None, "choice") or not _may_depend(message):
        return ()
    here = discussed(talk.discussed or "", known, about.related)
    if len(here.topic) > len(known.answers) * MOST_OF_ALL:
        return ()
    alone, there = (_possible(rank(text), talk) for text in (whole, under(about.topic_title, whole)))
    found = in_topic(alone, there, len(whole), here, meaning=known.meaning)
    return [Scored(*one) for one in found if one.label in known.answers]


def _may_depend(message: ClassifiedMessage) -> bool:
    sure = message.best.confidence >= SURE and message.intent == FAQ
    return message.intent in (FAQ, CONTEXT, UNSURE, FALLBACK, REQUEST, WITHDRAW, None) and not sure


def _possible(ranked: Sequence[Ranked], talk: Conversation) -> Sequence[Ranked]:
    """Leave out the labels about a request for a person if there is no request: 那要不撤了吧."""
    return ranked if talk.handed_over else [one for one in ranked if one.label not in (REQUEST, WITHDRAW)]


def under(topic_title: str, text: str) -> str:
    """Return the text as it is ranked under a topic."""
    return f"{topic_title}，{text}"


def discussed(id_: str, known: Knowledge, related: Sequence[str]) -> Discussed:
    """Return what the answer that is talked about says of the others."""
    topic = known.topic_of(id_)
    same = frozenset(other for other, facts in known.answers.items() if facts.topic == topic)
    meant = {context_label(name): meant_under(name, id_, topic, known) for name in known.contexts}
    return Discussed(id_, same, frozenset(related), {label: found for label, found in meant.items() if found})


def meant_here(message: ClassifiedMessage, talk: Conversation, known: Knowledge) -> str | None:
    """Return the answer that is clear under the topic, unless it is the one that is talked about."""
    best = next(iter(message.in_topic), None)
    return best.name if best and best.confidence >= CLEAR and best.name != talk.discussed else None


def is_worth_offering(message: ClassifiedMessage) -> bool:
    """Return whether few answers are likely under the topic for a message that is unknown by itself."""
    return sum(one.confidence for one in message.in_topic[:OFFERED]) >= WORTH_OFFERING


def whole_means(message: ClassifiedMessage, name: str, meant: str | None, known: Knowledge) -> str | None:
    """Return what the whole message means by its clause without a subject, if not `meant`: 从别的厂调来的 谁点通过."""
    best = next(iter(message.in_topic), None)
    if best is None or best.name not in known.contexts[name]:
        return None
    if best.name != message.best.name or min(best.confidence, message.best.confidence) < OF_THE_WHOLE:
        return None
    beside = dict(message.in_topic).get(meant or "", 0.0)
    return best.name if best.confidence >= CLEARLY * beside else None

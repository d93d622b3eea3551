"""Says what a message gets that means, in other words, the answer which the last turn has just given."""

from dataclasses import replace

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import FALLBACK, NO_MORE, QUOTE, ClassifiedMessage, Resolution
from understanding.labels import FAQ, bare
from zh.fold import fold

EXPLICIT = frozenset({"chosen", "titled", "by_title", "of_the_offered", "repeated", "returned", "reply"})
"""Steps by which the user has chosen the answer, or wants to read it again."""

WHOLE = 0.9
"""Share of an answer from which on a quoted sentence is all that it says."""


def same_again(
    resolution: Resolution, message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge
) -> Resolution:
    """Give the answer with the word that there is no more; none at all where the message denies its topic.

    A user who words the question anew, objects (我问过了，人家说推了) or goes on reads the same text twice otherwise.
    The same words once more get what they got: they may have been sent twice.
    """
    if resolution.by in EXPLICIT or not talk.just_given or fold(message.text) in map(fold, talk.texts[:1]):
        return resolution
    if resolution.intent == QUOTE:
        whole = len(resolution.sentence) >= WHOLE * len(talk.shown[1])
        return replace(resolution, no_more=whole)
    id_ = resolution.answer or (message.best.name if message.intent == FAQ and resolution.intent is None else "")
    if resolution.intent not in (FAQ, None) or id_ not in talk.just_given:
        return resolution
    if resolution.entities and (knowledge.answers[id_].asks or knowledge.answers[id_].heeds):
        # It says something else for another role or city.
        return resolution
    if any(knowledge.topic_of(bare(label)) == knowledge.topic_of(id_) for label in message.denied):
        return replace(resolution, intent=FALLBACK, answer=None)
    return replace(resolution, intent=NO_MORE, answer=id_)

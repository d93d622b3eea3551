"""Says what a message gets that means, in other words, the answer which the last turn has just given."""

from dataclasses import replace

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.quoting import main_sentence
from components.context.rejecting import meant_instead, objects, others
from components.context.resolution import BY_CITY, FALLBACK, NO_MORE, QUOTE, ClassifiedMessage, Resolution
from understanding.labels import FAQ, bare
from zh.fold import fold

EXPLICIT = frozenset({"chosen", "titled", "by_title", "of_the_offered", "repeated", "returned", "reply"})
"""Steps by which the user has chosen the answer, or wants to read it again."""

MOST_BESIDE = 3
"""How many other answers are offered beside the same one once more."""

RECENT = 3
"""How many of the answers before an objection it may be about."""

WHOLE = 0.9
"""Share of an answer from which on a quoted sentence is all that it says."""

ABOUT_LAST = frozenset({"about_last", "quoted", "of_own_place"})
"""Steps by which a message without an answer of its own gets the last one."""

OUTSIDE = 0.8
"""From this confidence of being out of scope on, a message asks for more than the last answer says."""


def only_quoted(
    resolution: Resolution, message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge
) -> Resolution:
    """Quote the last answer as all that is published, to a message that asks for more: 那东营的平台网址呢."""
    if resolution.by not in ABOUT_LAST or message.out_of_scope < OUTSIDE or not talk.answered:
        return resolution
    if resolution.intent == QUOTE:
        return replace(resolution, asks_more=True)
    last, city = knowledge.answers.get(talk.shown[0]), resolution.entities.get("city")
    by_city = last is not None and "city" in (last.asks, last.heeds) and talk.faq_id == talk.shown[0]
    again = city.value == talk.city if city else resolution.place is None
    if not (by_city and again and resolution.intent == BY_CITY):
        return resolution
    return Resolution(QUOTE, talk.faq_id, sentence=main_sentence(talk, knowledge), asks_more=True, by=resolution.by)


def same_again(
    resolution: Resolution, message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge
) -> Resolution:
    """Quote the whole answer with the word that there is no more; nothing where the message denies its topic.

    A user who words the question anew, objects (我问过了，人家说推了) or goes on reads the same text twice otherwise.
    The same words once more get what they got: they may have been sent twice. A known question gets its answer plainly.
    """
    if message.best.confidence == 1.0 and not objects(message):
        return resolution
    if resolution.asks_more or resolution.by in EXPLICIT or fold(message.text) in map(fold, talk.texts[:1]):
        return resolution
    id_ = _whole_answer(resolution, message, talk)
    if objects(message) and id_ in [*talk.just_given, *talk.past_answers[:RECENT]]:
        return meant_instead(message, talk, knowledge)
    if id_ not in talk.just_given:
        return resolution
    differs = knowledge.answers[id_].asks or knowledge.answers[id_].heeds
    if differs and (resolution.entities or resolution.intent == QUOTE):
        # It says something else for another role or city.
        return resolution
    if any(knowledge.topic_of(bare(label)) == knowledge.topic_of(id_) for label in message.denied):
        return replace(resolution, intent=FALLBACK, answer=None, sentence="")
    whole = dict([talk.shown, *talk.several]).get(id_)
    if not whole:
        return resolution
    beside = [other for other in others(message, talk) if other in knowledge.answers]
    return replace(resolution, intent=NO_MORE, answer=id_, sentence=whole, choices=beside[:MOST_BESIDE])


def _whole_answer(resolution: Resolution, message: ClassifiedMessage, talk: Conversation) -> str:
    """Return the answer that the resolution gives whole, "" for none; a quoted sentence may be all of it."""
    if resolution.intent == QUOTE:
        return talk.shown[0] if len(resolution.sentence) >= WHOLE * len(talk.shown[1]) else ""
    if resolution.intent not in (FAQ, None):
        return ""
    return resolution.answer or (message.best.name if message.intent == FAQ else "")

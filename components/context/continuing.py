"""Resolves messages that continue the last question for another subject: 那手机号呢, 注册的呢, 换单位的呢，能撤回吗."""

from collections import Counter

from components.context.asked_for import give_as_named
from components.context.choosing import most_in_common
from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.mentions import replied
from components.context.resolution import CONTINUE, FALLBACK, UNSURE, ClassifiedMessage, Resolution
from components.context.under_topic import meant_under
from understanding.labels import CONTEXT
from zh.fold import fold
from zh.ngrams import pairs
from zh.reading import read
from zh.statements import continued, is_continuation

MOST = 4
"""Answers of the topic that are offered."""

SHORTEST, LONGEST = 2, 4
"""Characters of a subject that stands alone."""

GOES_ON = 0.1
"""Least confidence of an answer of the same topic for a continuation, which needs less certainty."""

CERTAIN = 0.9
"""From this confidence of an answer on, a continuation has a meaning of its own: 那注册的呢 hardly has."""

HARDLY = 0.04
"""Least confidence of the answer that a subject without a question may mean behind another answer."""

FAR_AHEAD = 4.0
"""It must be this many times as likely as the next."""

CONTINUING = ("呢", "呢?")

OF_THE_TOPIC = 1.5
"""A continuation means the likeliest answer of the topic if it is this many times as likely as the next."""

STANDS_OUT = 1.5
"""How many times as much as the next title one must share with another, to be the one that is meant."""


def continuation(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve 那…呢: the last answer again, the last question on another topic, or another answer of the topic."""
    if message.intent in (CONTEXT, CONTINUE) or not is_continuation(message.text):
        return None
    last = talk.faq_id or ""
    subject = continued(message.text).removesuffix("的")
    if last in knowledge.answers and _stands_in(subject, knowledge.answers[last].title):
        return give_as_named(last, message, talk, knowledge)
    certain = message.sure and message.best.confidence >= CERTAIN
    if not talk.topic or certain or not message.answers:
        return None
    if talk.fragment in knowledge.contexts:
        meant = meant_under(talk.fragment or "", None, knowledge.answers[message.best.name].topic, knowledge)
        if meant:
            return give_as_named(meant, message, talk, knowledge)
    words = _subject_of(message.text)
    same = likewise(words, talk.shown[0], knowledge) if words else None
    if same:
        return give_as_named(same, message, talk, knowledge)
    return _of_the_topic(message, talk, knowledge) if message.intent == UNSURE else _nearest(message, talk, knowledge)


def _nearest(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a mere subject by the only answer that it may mean, although it is unknown by itself: 辞职的呢."""
    if message.intent != FALLBACK or not message.text.endswith(CONTINUING) or not talk.answered:
        return None
    best, after = message.best, max((other.confidence for other in message.answers[1:]), default=0.0)
    apart = best.confidence >= HARDLY and best.confidence >= FAR_AHEAD * after
    return give_as_named(best.name, message, talk, knowledge) if apart and best.name in knowledge.answers else None


def named_beside(message: ClassifiedMessage, name: str, knowledge: Knowledge) -> str | None:
    """Return the answer whose subject a continuation beside the question names: 换单位的呢，能撤回吗."""
    choices = list(knowledge.contexts[name])
    subjects = filter(None, (_subject_of(clause.text) for clause in message.reading.clauses))
    return next((id_ for subject in subjects if (id_ := most_in_common(subject, choices, knowledge))), None)


def _subject_of(text: str) -> str:
    """Return the subject of a continuation that has nothing else: 那换单位的呢; empty for a role (单位那个呢)."""
    words = continued(text).removesuffix("的")
    only = is_continuation(text) and text.endswith("呢") and SHORTEST <= len(words) <= LONGEST
    return words if only and replied(read(words), LONGEST, role=True, city=False).role is None else ""


def likewise(subject: str, last: str, knowledge: Knowledge) -> str | None:
    """Return the answer that says of another subject what the last one says of its own: 撤回单位调转, then 注册的呢.

    Its title has the subject, and of all such titles it shares most with the last answer's, rare words above all.
    """
    if last not in knowledge.answers:
        return None
    titles = {id_: pairs(answer.folded_title) for id_, answer in knowledge.answers.items()}
    named = {id_ for id_, answer in knowledge.answers.items() if fold(subject) in answer.folded_title and id_ != last}
    about = {id_: titles[id_] & titles[last] - pairs(fold(subject)) for id_ in named}
    often = Counter(word for words in titles.values() for word in words)
    shared = {id_: sum(1 / often[word] for word in words) for id_, words in about.items()}
    most = max(shared.values(), default=0.0)
    others = [id_ for id_, count in shared.items() if 0 < count < most and count * STANDS_OUT > most]
    best = [id_ for id_, count in shared.items() if count == most]
    return best[0] if most and len(best) == 1 and not others else None


def _stands_in(words: str, title: str) -> bool:
    """Return whether the title of the last answer has these words: 公需课多少学时, then 专业课呢."""
    return len(words) >= SHORTEST and words in title


def _of_the_topic(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    likely = [answer for answer in message.answers if answer.confidence >= GOES_ON]
    same = [answer for answer in likely if knowledge.topic_of(answer.name) == talk.topic]
    if not same:
        return None
    if len(same) == 1 or same[0].confidence >= OF_THE_TOPIC * same[1].confidence:
        return give_as_named(same[0].name, message, talk, knowledge)
    return Resolution(UNSURE, choices=tuple(answer.name for answer in same[:MOST]))

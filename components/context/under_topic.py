"""Chooses between likely answers by the topic under discussion or by the state of the user's account."""

from collections.abc import Sequence

from components.context.conversation import Conversation
from components.context.knowledge import AnswerFacts, Knowledge
from components.context.resolution import FALLBACK, UNSURE, ClassifiedMessage, Resolution, give
from understanding.labels import FAQ
from zh.fold import fold
from zh.ngrams import pairs
from zh.reading import Act
from zh.statements import is_continuation
from zh.states import AFTER, BEFORE, states, updated_states

HERE = 0.3
"""Least confidence of an answer of the topic under discussion that is given if no other is likely."""

LIKELY_HERE = 0.5
"""Least confidence under the topic, if no other answer is likely there."""

AGAIN = 0.75
"""The same for the answer that was just given, where another one is likelier by the message alone."""

DOUBTFUL = 0.7
"""Below this confidence a clear message may mean another answer under the topic."""

BESIDE = 0.4
"""An answer counts as likely if it has at least this share of the likeliest one's confidence."""

POSSIBLE = 0.05
"""Least confidence of an answer that is taken if the likeliest one is useless."""

SUBJECTLESS = 0.01
"""From this confidence on a clear question may be one without a subject.

Nine of ten questions with a subject are below it.
"""

RATHER_SUBJECTLESS = 0.1
"""From this confidence on words that are also in a title (填错) name no subject."""

SURE = 0.9
"""From this confidence on a continuation may be about another topic."""

TOGETHER, ALONE = 0.5, 0.6
"""Least confidence, added up, of several answers that say the same; ALONE: of a single one."""

SAME_HERE = 0.5
"""The same under the topic, for a message that is unknown by itself."""

LONGEST_SUBJECTLESS = 12
"""Characters; a longer message names its subject, unless it is RATHER_SUBJECTLESS."""


def reachable(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> str | None:
    """Return an answer for a user who cannot log in, or is approved, if the likeliest one is useless then."""
    if message.intent not in (FAQ, UNSURE) or message.best.name not in knowledge.answers:
        return None
    # In a clear message only an approval is sure to be the account's: 调转还没批，能撤吗 is about something else.
    now = states(message.text) & AFTER if message.sure else states(message.text)
    account_states = updated_states(talk.states, now)
    if not _is_useless(knowledge.answers[message.best.name], account_states):
        return None
    if message.sure and knowledge.topic_of(message.best.name) == talk.topic:
        # A user who asks more about the same topic can do it: 单位填错了怎么撤 while a move is discussed.
        return None
    likely = [
        a.name
        for a in message.answers
        if a.confidence >= POSSIBLE and not _is_useless(knowledge.answers[a.name], account_states)
    ]
    return likely[0] if likely else None


def leaps(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> bool:
    """Return whether a continuation was classified as another topic but has no word of it: 那我该去哪弄."""
    best = message.best
    if message.intent != FAQ or not talk.answered or best.confidence >= SURE or best.name not in knowledge.answers:
        return False
    if not is_continuation(message.text) or knowledge.topic_of(best.name) == talk.topic:
        return False
    return not pairs(fold(message.text)) & pairs(knowledge.answers[best.name].folded_title)


def account_state(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a state that makes the last answer useless by the next likely answer: 可是已经审核通过了."""
    now, last = states(message.text), knowledge.answers.get(talk.shown[0])
    if not now or last is None or talk.expects or message.sure or message.reading.having(Act.ASKS):
        return None
    account_states = updated_states(talk.states, now)
    if not _is_useless(last, account_states):
        return None
    left = [
        id_
        for id_ in talk.likely
        if id_ in knowledge.answers and not _is_useless(knowledge.answers[id_], account_states)
    ]
    both = [id_ for id_ in left if id_ in [answer.name for answer in message.answers]]
    return give([*both, *left][0], talk, knowledge, {}) if left else None


def useful(ids: Sequence[str], message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the answers that are useful in the stated account states; all if none is."""
    account_states = updated_states(talk.states, states(message.text))
    left = tuple(
        id_ for id_ in ids if not (id_ in knowledge.answers and _is_useless(knowledge.answers[id_], account_states))
    )
    return left or tuple(ids)


def _is_useless(answer: AnswerFacts, account_states: frozenset[str]) -> bool:
    return (answer.behind_login and bool(BEFORE & account_states)) or (
        answer.before_approval and bool(AFTER & account_states)
    )


def likely_here(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> str | None:
    """Return the only likely answer of the topic under discussion, else the only likely answer.

    After an answer an unclear message is more often a further question about the platform than one without an answer.
    """
    # 非得身份证号 is rather about the answer on the screen than what it is by itself.
    doubtful = message.intent == FAQ and message.best.confidence < DOUBTFUL
    if not (message.intent == UNSURE or doubtful) or not talk.topic:
        return None
    likely = [a.name for a in message.answers if a.confidence >= max(HERE, message.best.confidence * BESIDE)]
    same = [name for name in likely if knowledge.topic_of(name) == talk.topic]
    alone = next((names[0] for names in (same, likely) if len(names) == 1), None)
    if not message.in_topic:
        return None if doubtful else alone
    best, *others = message.in_topic
    again = best.name == talk.discussed != message.best.name
    if doubtful and not again:
        return None
    least = AGAIN if again else LIKELY_HERE
    if best.confidence >= least and all(other.confidence < best.confidence * BESIDE for other in others):
        return best.name
    return alone if alone == best.name and not doubtful else None


def whichever(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> str | None:
    """Return the likeliest answer if the other likely ones say the same: 密码也忘了 means two such answers."""
    if message.intent not in (UNSURE, FALLBACK):
        return None
    # What is unknown by itself counts only under a topic.
    ranked = message.in_topic if message.intent == FALLBACK else message.answers
    best = next((answer.name for answer in ranked), "")
    if best not in knowledge.answers:
        return None
    same = _same(best, talk, knowledge)
    if any(scored.name not in same and scored.confidence >= LIKELY_HERE for scored in message.in_topic[:1]):
        return None
    together = sum(answer.confidence for answer in ranked if answer.name in same)
    if message.intent == FALLBACK:
        return best if together >= SAME_HERE and best in _by_city(talk, knowledge) else None
    return best if together >= (TOGETHER if together > ranked[0].confidence else ALONE) else None


def _same(id_: str, talk: Conversation, knowledge: Knowledge) -> set[str]:
    """Return the answers that say what this one says."""
    by_city = _by_city(talk, knowledge)
    return {id_, *knowledge.answers[id_].alike, *(by_city if id_ in by_city else ())}


def _by_city(talk: Conversation, knowledge: Knowledge) -> set[str]:
    """Return the answers that depend on the city, after one of them: for a known city they say the same."""
    by_city = {id_ for id_, answer in knowledge.answers.items() if "city" in (answer.asks, answer.heeds)}
    return by_city if talk.by_city and talk.faq_id in by_city else set()


def discussed_instead(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> str | None:
    """Return the answer that a question without a subject means under the topic, in place of the likeliest one.

    谁来点同意 is most often about a registration. After an answer about moving to another unit it is about that,
    because no word of it tells the two titles apart. A message with a subject (派出所改了名) resembles no such one.
    """
    best = message.best.name
    if (
        message.intent not in (FAQ, UNSURE)
        or message.best.confidence == 1.0
        or best not in knowledge.answers
        or not talk.topic
    ):
        return None
    long = len(message.text) > LONGEST_SUBJECTLESS
    topic = knowledge.topic_of(talk.discussed or "") or talk.topic
    for name, confidence in message.contexts:
        has_no_subject = confidence >= (RATHER_SUBJECTLESS if long else SUBJECTLESS) and best in knowledge.contexts.get(
            name, ()
        )
        meant = meant_under(name, talk.discussed, topic, knowledge) if has_no_subject else None
        if meant and meant != best:
            if confidence >= RATHER_SUBJECTLESS:
                return meant
            apart = pairs(knowledge.answers[best].folded_title) - pairs(knowledge.answers[meant].folded_title)
            return None if apart & pairs(fold(message.text)) else meant
    return None


def meant_under(name: str, faq_id: str | None, topic: str | None, knowledge: Knowledge) -> str | None:
    """Return the answer that a context means, given the answer or else the topic under discussion."""
    choices = knowledge.contexts[name]
    for under in filter(None, (faq_id, topic)):
        for id_, unders in choices.items():
            if under == id_ or under in unders or (under == topic and not unders and knowledge.topic_of(id_) == topic):
                return id_
    return None

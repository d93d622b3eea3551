"""Ranks the answers under the topic that is talked about: 填错了，能撤回吗 after an answer about registration."""

from collections.abc import Sequence

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import FALLBACK, INFORM, REQUEST, UNSURE, WITHDRAW, ClassifiedMessage, Scored
from components.context.under_topic import meant_under
from owner.live import answer_titles
from understanding.in_topic import Discussed, in_topic
from understanding.labels import CONTEXT, FAQ, context_label
from understanding.ranking import Rank, Ranked
from zh.fold import fold
from zh.reading import Act

SURE = 0.95
"""Confidence from which a message means the same answer under every topic, so that it is not ranked again."""

CLEAR = 0.65
"""Confidence from which an answer is clear under the topic."""

POSSIBLE = 0.2
"""Least confidence of the best answer under the topic for offering the answers in that order."""

OF_THE_WHOLE, LEAD_OVER_TOPIC = 0.3, 1.5
"""Least confidence, alone and under the topic, of the answer that the whole message means.

LEAD_OVER_TOPIC: how many times as likely it must be as the answer that the topic gives.
"""

MOST_OF_ALL = 0.5
"""Share of all answers above which a topic is too large to tell which of them is meant."""

HARDLY_HERE, LIKELIER_HERE, POSSIBLE_ALONE = 0.3, 1.5, 0.05
"""Confidence under the topic below which an answer that is clear alone is doubted.

LIKELIER_HERE: how many times as likely another answer must be. POSSIBLE_ALONE: how likely that one must be by itself.
"""

OFFERED, WORTH_OFFERING = 4, 0.5
"""Number of answers that are offered for an unknown message, and their least confidence together under the topic."""


def ranked_in_topic(
    message: ClassifiedMessage, whole: str, rank: Rank, talk: Conversation, knowledge: Knowledge
) -> Sequence[Scored]:
    """Return the answers with their confidence under the topic, best first; nothing where no topic is talked about.

    `whole`: the part of the message that was looked up.
    """
    about = answer_titles().get(talk.discussed or "")
    if about is None or not whole or talk.expects not in (None, "choice") or not _may_depend(message):
        return ()
    here = discussed(talk.discussed or "", knowledge, about.related)
    if len(here.topic) > len(knowledge.answers) * MOST_OF_ALL:
        return ()
    alone, there = (_possible(rank(text), talk) for text in (whole, under(about.topic_title, whole)))
    ranked = in_topic(alone, there, len(whole), here, meaning=knowledge.meaning)
    return [Scored(*answer) for answer in ranked if answer.label in knowledge.answers]


def _may_depend(message: ClassifiedMessage) -> bool:
    sure = message.best.confidence >= SURE and message.intent == FAQ
    # 那荣成的上哪报 asks, though it has the words of a statement.
    asks_beside = message.intent == INFORM and bool(message.reading.having(Act.ASKS))
    possible = message.intent in (FAQ, CONTEXT, UNSURE, FALLBACK, REQUEST, WITHDRAW, None)
    return (possible or asks_beside) and not sure


def _possible(ranked: Sequence[Ranked], talk: Conversation) -> Sequence[Ranked]:
    """Leave out the labels about a request for a person if there is no request: 那要不撤了吧."""
    return ranked if talk.handed_over else [label for label in ranked if label.label not in (REQUEST, WITHDRAW)]


def under(topic_title: str, text: str) -> str:
    """Return the text as it is ranked under a topic."""
    return f"{topic_title}，{text}"


def discussed(id_: str, knowledge: Knowledge, related: Sequence[str]) -> Discussed:
    """Return the answer that is talked about, with the answers of its topic and those that questions mean under it."""
    topic = knowledge.topic_of(id_)
    same = frozenset(other for other, facts in knowledge.answers.items() if facts.topic == topic)
    meant = {context_label(name): meant_under(name, id_, topic, knowledge) for name in knowledge.contexts}
    return Discussed(id_, same, frozenset(related), {label: answer for label, answer in meant.items() if answer})


def topic_named(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> str | None:
    """Return the topic that the message names by its title, in place of the one discussed: 注册时选了临时单位，谁审.

    What is denied is not named: 不是调转，是注册.
    """
    titles = {
        title.topic: fold(title.topic_title) for id_, title in answer_titles().items() if id_ in knowledge.answers
    }
    text = "，".join(clause.text for clause in message.reading.clauses if clause.act is not Act.DENIES)
    named = [topic for topic, title in titles.items() if title and title in text]
    here = knowledge.topic_of(talk.discussed or "") or talk.topic
    return named[0] if len(named) == 1 and here and named[0] != here else None


def meant_here(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> str | None:
    """Return the answer that is clear under the topic, unless it is the one that is talked about."""
    best = next(iter(message.in_topic), None)
    return best.name if best and best.confidence >= CLEAR and best.name != talk.discussed else None


def doubted_here(message: ClassifiedMessage) -> tuple[str, ...]:
    """Return the answers to offer for a message that is clear alone, but hardly means that answer under the topic.

    Another one must be likelier there, and possible alone: 单位说没看到我 after an answer about registration, not about
    moving; but 注册的呢 names its subject.
    """
    best = next(iter(message.in_topic), None)
    if message.intent != FAQ or best is None or best.name == message.best.name:
        return ()
    here = dict(message.in_topic).get(message.best.name, 0.0)
    likelier = best.confidence >= max(POSSIBLE, LIKELIER_HERE * here)
    likelier = likelier and dict(message.answers).get(best.name, 0.0) >= POSSIBLE_ALONE
    return (best.name, message.best.name) if here < HARDLY_HERE and likelier else ()


def is_worth_offering(message: ClassifiedMessage) -> bool:
    """Return whether few answers are likely under the topic for a message that is unknown by itself."""
    return sum(answer.confidence for answer in message.in_topic[:OFFERED]) >= WORTH_OFFERING


def whole_means(message: ClassifiedMessage, name: str, meant: str | None, knowledge: Knowledge) -> str | None:
    """Return what the whole message means by its clause without a subject, if not `meant`: 从别的厂调来的 谁点通过."""
    best = next(iter(message.in_topic), None)
    if best is None or best.name not in knowledge.contexts[name]:
        return None
    if best.name != message.best.name or min(best.confidence, message.best.confidence) < OF_THE_WHOLE:
        return None
    beside = dict(message.in_topic).get(meant or "", 0.0)
    return best.name if best.confidence >= LEAD_OVER_TOPIC * beside else None

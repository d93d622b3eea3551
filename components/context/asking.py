"""Resolves questions: with a subject, without one (谁审核), and for another role."""

from collections.abc import Sequence
from dataclasses import replace

from components.context.asked_for import give_as_named
from components.context.choosing import most_in_common
from components.context.continuing import GOES_ON, named_beside
from components.context.conversation import Conversation
from components.context.giving_up import gives_up
from components.context.in_topic import (
    POSSIBLE,
    doubted_here,
    is_worth_offering,
    meant_here,
    topic_named,
    whole_means,
)
from components.context.knowledge import Knowledge
from components.context.mentions import for_answer, stated
from components.context.resolution import (
    FALLBACK,
    HANDOFF,
    INFORM,
    SEVERAL,
    UNSURE,
    ClassifiedMessage,
    Resolution,
    Scored,
)
from components.context.under_topic import discussed_instead, likely_here, meant_under, reachable, useful, whichever
from understanding.labels import CONTEXT, FAQ
from zh.acts import LONGEST_STATEMENT
from zh.fold import fold
from zh.following import apologizes
from zh.ngrams import pairs
from zh.questions import asks_something, subject
from zh.reading import Act
from zh.statements import is_continuation, wants_account

MOST = 4
WORTH = 0.05
"""An answer is offered when its confidence is at least this share of the best one's."""

SHORTEST_SUBJECT, LONGEST_SUBJECT = 2, 4
"""Characters of a message that is only a topic."""

NAMED = 0.3
"""From this confidence of an answer on, whose title fits, a question counts as one with a subject."""

WANTED = 0.4
"""Least confidence of an answer for a user who wants an account opened, which is a request in itself."""

LIKE_IT = 0.25
"""From this confidence on a message that is no question counts as one without a subject."""


def question(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution:
    """Resolve any other message: give one answer by the role and city it names, or offer several."""
    here = discussed_instead(message, talk, knowledge) or reachable(message, talk, knowledge)
    here = here or likely_here(message, talk, knowledge) or _wanted(message, knowledge)
    here = here or whichever(message, talk, knowledge)
    if here:
        return give_as_named(here, message, talk, knowledge)
    doubted = doubted_here(message)
    if doubted:
        mentions = stated(message.reading)
        return Resolution(UNSURE, entities=mentions.entities, choices=doubted, place=mentions.place)
    if message.intent in (FAQ, HANDOFF) and message.best.name in knowledge.answers:
        return give_as_named(message.best.name, message, talk, knowledge)
    if message.intent == SEVERAL and message.best.name in knowledge.answers:
        named = give_as_named(message.best.name, message, talk, knowledge)
        return Resolution(entities=named.entities, place=named.place)
    mentions = stated(message.reading)
    # A message classified as a statement that names no role or city states nothing.
    intent = FALLBACK if message.intent == INFORM and not mentions.spans else None
    if message.intent == FALLBACK and _only_introduces(message):
        return Resolution(INFORM, entities=mentions.entities, place=mentions.place)
    unsure = message.intent == UNSURE or (message.intent == FALLBACK and is_worth_offering(message))
    choices = useful(offered(message, knowledge), message, talk, knowledge) if unsure else ()
    return Resolution(UNSURE if choices else intent, entities=mentions.entities, choices=choices, place=mentions.place)


def _only_introduces(message: ClassifiedMessage) -> bool:
    """Return whether the message has nothing but one short clause that states the user's role: 这里是机构的教务."""
    clauses = [clause for clause in message.reading.clauses if clause.act is not Act.COURTESY]
    short = len(clauses) == 1 and len(clauses[0].text) <= LONGEST_STATEMENT
    return short and clauses[0].act in (Act.TELLS, Act.STATES) and clauses[0].role is not None


def _wanted(message: ClassifiedMessage, knowledge: Knowledge) -> str | None:
    """Return the likeliest answer if the user wants an account opened: 我们做培训的，想在平台注册个机构."""
    likely = message.intent == UNSURE and message.best.confidence >= WANTED and message.best.name in knowledge.answers
    return message.best.name if likely and wants_account(message.text) else None


def in_topic(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a question by the topic that is talked about: 填错了，能撤回吗."""
    meant = meant_here(message, talk, knowledge)
    elsewhere = topic_named(message, talk, knowledge)
    if elsewhere and meant and knowledge.topic_of(meant) != elsewhere and message.intent != FAQ:
        return None
    return give_as_named(meant, message, talk, knowledge, goes_on=not message.sure) if meant else None


def returned(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve 接着说申报 by the last answer on that subject, else by the likeliest one."""
    clause = next(iter(message.reading.having(Act.RETURNS)), None)
    asks = clause is not None and (message.reading.having(Act.ASKS) or asks_something(clause.about))
    if clause is None or not clause.about or (message.sure and asks) or apologizes(message.reading):
        # 再回到申报，提示超过8学时怎么办 is a question of its own.
        return None
    before = message.reading.clauses[: message.reading.clauses.index(clause)]
    if any(other.act is Act.ASKS for other in before):
        # 课程在哪儿传，还是说先开个班 asks which of two.
        return None
    words = pairs(fold(clause.about))
    earlier = [id_ for id_ in (talk.discussed or "", *talk.past_answers) if id_ in knowledge.answers]
    fitting = [id_ for id_ in earlier if words & pairs(knowledge.answers[id_].folded_title)]
    ranked = [answer.name for answer in message.answers if answer.name in knowledge.answers]
    meant = next(iter([*fitting, *ranked]), None)
    return give_as_named(meant, message, talk, knowledge) if meant else None


def fragment(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a question without a subject by the topic under discussion, or offer its possible meanings."""
    name = message.contexts[0].name if message.contexts else ""
    if message.intent not in (CONTEXT, UNSURE) or name not in knowledge.contexts:
        return None
    discussed = talk.discussed if talk.discussed in knowledge.answers else None
    if talk.handed_over and gives_up(message):
        # 撤回 may mean the request for a person as well.
        return Resolution(UNSURE, choices=tuple(knowledge.contexts[name]), fragment=name)
    meant = meant_under(name, discussed, knowledge.answers[discussed].topic if discussed else None, knowledge)
    elsewhere = topic_named(message, talk, knowledge)
    meant = meant_under(name, None, elsewhere, knowledge) or meant
    meant = named_beside(message, name, knowledge) or whole_means(message, name, meant, knowledge) or meant
    agreed = meant == message.best.name and message.contexts[0].confidence >= LIKE_IT
    if message.intent == UNSURE and not (agreed or (meant and _asks_so(message) and _likelier(meant, message))):
        return None
    if meant is None and message.best.confidence >= NAMED and message.contexts[0].confidence < 1.0:
        named = most_in_common(message.text, list(knowledge.contexts[name]), knowledge)
        meant = named if named == message.best.name else None
    meant = meant or most_in_common(_statement_beside(message), list(knowledge.contexts[name]), knowledge)
    if meant is None:
        return Resolution(UNSURE, choices=tuple(knowledge.contexts[name]), fragment=name)
    resolution = give_as_named(meant, message, talk, knowledge, goes_on=True)
    return replace(resolution, fragment=name)


def _statement_beside(message: ClassifiedMessage) -> str:
    """Return what the message tells beside its question: 同事注册了个人账号，这个归谁审."""
    asks = message.reading.having(Act.ASKS)
    return "，".join(clause.text for clause in message.reading.having(Act.TELLS)) if asks else ""


def _asks_so(message: ClassifiedMessage) -> bool:
    """Return whether an unclear message is a question, or resembles that one: 审核早过了 is none."""
    return asks_something(message.text) or message.contexts[0].confidence >= LIKE_IT


def _likelier(meant: str, message: ClassifiedMessage) -> bool:
    """Return whether an unclear message is most likely this question without a subject: 填错了，怎么撤回."""
    is_ranked = meant in [answer.name for answer in message.answers]
    return is_ranked and message.contexts[0].confidence >= message.best.confidence


def for_another_role(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve 那单位账号要是忘了呢 by the last answer that depended on the role, for the role it names."""
    about, given_for = talk.by_role or ("", "")
    if about not in knowledge.answers or message.sure or message.intent == CONTEXT:
        return None
    role_named = for_answer(message.reading, role=True, city=False).role
    if role_named is None or role_named.role == given_for:
        return None
    ranked = (*message.answers[:MOST], *message.in_topic[:1])
    likely = any(answer.name == about and answer.confidence >= GOES_ON for answer in ranked)
    return give_as_named(about, message, talk, knowledge) if likely or is_continuation(message.text) else None


def topical(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Offer the answers whose titles contain a single-word message, likeliest first."""
    word = subject(message.text)
    if message.sure or message.intent == CONTEXT or not SHORTEST_SUBJECT <= len(word) <= LONGEST_SUBJECT:
        return None
    named = [id_ for id_, answer in knowledge.answers.items() if word in answer.title]
    ranks = {answer.name: rank for rank, answer in enumerate(message.answers)}
    likeliest = sorted(named, key=lambda id_: ranks.get(id_, len(ranks)))
    return Resolution(UNSURE, choices=tuple(likeliest[:MOST])) if len(named) > 1 else None


def offered(message: ClassifiedMessage, knowledge: Knowledge) -> tuple[str, ...]:
    """Return two to four answers to offer, best first; a context counts for each answer it may mean."""
    in_topic = message.in_topic and message.in_topic[0].confidence >= POSSIBLE
    candidates = message.in_topic if in_topic else _candidates(message, knowledge)
    ranked = [Scored(id_, confidence) for id_, confidence in candidates if id_ in knowledge.answers]
    if not ranked:
        return ()
    enough = [answer.name for answer in ranked if answer.confidence >= WORTH * ranked[0].confidence]
    return tuple(enough[:MOST] if len(enough) > 1 else [answer.name for answer in ranked[:2]])


def _candidates(message: ClassifiedMessage, knowledge: Knowledge) -> Sequence[Scored]:
    best: dict[str, float] = {}
    for name, confidence in message.contexts:
        for id_ in knowledge.contexts.get(name, ()):
            best[id_] = max(best.get(id_, 0.0), confidence)
    for id_, confidence in message.answers:
        best[id_] = max(best.get(id_, 0.0), confidence)
    return sorted((Scored(*pair) for pair in best.items()), key=lambda scored: -scored.confidence)

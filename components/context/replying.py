"""Resolves replies to 请问您是哪种角色 and 请问您在哪个地市."""

from components.context.conversation import Conversation
from components.context.intents import POSSIBLE_REPLIES
from components.context.knowledge import Knowledge
from components.context.mentions import replied
from components.context.resolution import (
    AFFIRM,
    BY_CITY,
    BY_ROLE,
    CANCEL,
    DENY,
    NONE_OF_THESE,
    UNSURE,
    ClassifiedMessage,
    Resolution,
)
from components.context.stating import A_QUESTION, LITTLE, LONGEST_REPLY, inform
from zh.following import reports_success
from zh.questions import asks_something
from zh.reading import Act
from zh.statements import is_statement

STRANGE = 0.95
"""From this confidence of being out of scope on, a message is another matter: asdkjhg."""


def reply(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve the message after a question for role or city: a reply or a failed one; None for another matter."""
    if talk.expects not in ("role", "city") or talk.waiting is None:
        return None
    mentions = replied(message.reading, LONGEST_REPLY, role=talk.expects == "role", city=talk.expects == "city")
    named = mentions.role if talk.expects == "role" else mentions.places
    if named and (not _asks(message) or _says_profession(message)):
        return inform(mentions)
    # People who are asked for the role may name their place, and the other way round.
    says_the_other = message.reading.only_states and bool(mentions.spans)
    if says_the_other or reports_success(message.reading) or not _is_failed(message):
        return None
    if message.reading.opens("leaving_off"):
        return Resolution(CANCEL)
    about = talk.waiting.about
    intent = BY_ROLE if talk.expects == "role" else BY_CITY
    return Resolution(intent, about if about in knowledge.answers else None, unclear=True)


def _asks(message: ClassifiedMessage) -> bool:
    """Return whether the message is a question, with or without a statement."""
    return message.sure and not message.reading.only_states


def _says_profession(message: ClassifiedMessage) -> bool:
    """Return whether a message that asks nothing names a profession, which may have an answer of its own: 干会计的."""
    professions = (clause for clause in message.reading.clauses if clause.role)
    own = ((c.text, c.role.start - c.start, c.role.end - c.start) for c in professions if c.role)
    says_so = any(is_statement(text, [(start, end)]) for text, start, end in own)
    return says_so and not message.reading.having(Act.ASKS)


def _is_failed(message: ClassifiedMessage) -> bool:
    """Return whether a message without the wanted role or city is a failed reply."""
    if len(message.text) <= LONGEST_REPLY and message.reading.has("unsure") and message.best.confidence < A_QUESTION:
        return True
    strange = message.out_of_scope >= STRANGE and len(message.text) > LITTLE
    another = len(message.text) > LONGEST_REPLY or strange
    if another or asks_something(message.text):
        return message.intent in (AFFIRM, DENY, NONE_OF_THESE)
    return message.intent in POSSIBLE_REPLIES or (message.intent == UNSURE and message.best.confidence < A_QUESTION)

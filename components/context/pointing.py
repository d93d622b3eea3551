"""What is said of one of several answers: 第三个谁审批, 第二个再说一遍; the last one once more."""

from dataclasses import replace

from components.context.choosing import most_in_common
from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import AGAIN, FALLBACK, UNSURE, ClassifiedMessage, Resolution, give
from zh.ordinals import pointing
from zh.questions import asks_something

NAMED_AGAIN = 0.05
"""From this confidence on an answer is named beside 再说一遍."""


def pointed_at(message: ClassifiedMessage, talk: Conversation, known: Knowledge) -> Conversation | None:
    """Return the conversation as if the answer that the message points at were the last one; None if it points at none.

    While something is offered to choose from, a number means that.
    """
    found = pointing(message.text)
    if found is None or talk.asked or not found.number <= len(talk.several):
        return None
    id_, text = talk.several[found.number - 1]
    if id_ not in known.answers:
        return None
    return replace(
        talk, faq_id=id_, discussed=id_, topic=known.topic_of(id_), text=text, shown=(id_, text), answered=True
    )


def said_again(resolution: Resolution, message: ClassifiedMessage, talk: Conversation, known: Knowledge) -> Resolution:
    """Give the answer that was pointed at once more where the message says nothing that is understood otherwise."""
    unclear = resolution.intent in (FALLBACK, UNSURE) or (resolution.intent is None and not message.sure)
    if resolution.by != "question" or not unclear or (message.sure and asks_something(message.text)):
        return resolution
    return give(talk.faq_id or "", talk, known, {})


def _named_again(message: ClassifiedMessage, talk: Conversation, known: Knowledge) -> str | None:
    """Return the answer that is named as well: 报学时的步骤再说一遍."""
    likeliest = message.best.name if message.best.confidence >= NAMED_AGAIN else ""
    named = most_in_common(message.text, [id_ for id_ in (likeliest, *talk.given) if id_], known)
    return likeliest if likeliest in talk.given else named


def repeated(message: ClassifiedMessage, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Give the last answer once more to who asks for it, or where to click without saying for what."""
    if message.intent != AGAIN:
        return None
    last = _named_again(message, talk, known) or talk.shown[0] or talk.discussed or ""
    return give(last, talk, known, {}) if last in known.answers else Resolution(FALLBACK)

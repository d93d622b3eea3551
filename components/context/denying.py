"""Resolves a denial of the last answer that leaves only an unclear wish: 我没说要注销，我就是想改对."""

from components.context.conversation import Conversation
from components.context.intents import POSSIBLE_QUESTIONS
from components.context.knowledge import Knowledge
from components.context.resolution import FALLBACK, UNSURE, ClassifiedMessage, Resolution
from owner.live import answer_titles
from understanding.labels import answer_label
from zh.reading import Act

MOST = 4


def wish_left(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Offer the likely, related and earlier answers if the last answer is denied and the rest is unclear."""
    last = talk.discussed or ""
    unclear = message.intent in (FALLBACK, UNSURE, *POSSIBLE_QUESTIONS)
    if answer_label(last) not in message.denied or not unclear or not message.reading.having(Act.TELLS):
        return None
    titles = answer_titles().get(last)
    likely = [answer.name for answer in message.in_topic if answer.confidence >= 0.1]
    beside = [*likely, *(titles.related if titles else ()), *talk.past_answers]
    existing = [id_ for id_ in dict.fromkeys(beside) if id_ in knowledge.answers]
    choices = [id_ for id_ in existing if answer_label(id_) not in message.denied]
    return Resolution(UNSURE, choices=tuple(choices[:MOST])) if len(choices) > 1 else None

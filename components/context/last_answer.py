"""What is said about the last answer, or after a hand-over: 通知在哪看, 到底能不能, 你没回答我, 有人吗."""

import re

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import (
    ACKNOWLEDGED,
    BY_CITY,
    COMPLAIN,
    FALLBACK,
    QUOTE,
    STAFF,
    UNSURE,
    Resolution,
    Said,
)
from zh.fold import fold
from zh.ngrams import pairs
from zh.reading import Act
from zh.statements import is_continuation

LONGEST = 16
"""Characters of a question about one word of the last answer."""

A_QUESTION = 0.5
"""From this confidence of an answer on, an unclear message rather asks something new."""

POSSIBLE = 0.15
"""Below this confidence of any answer a message that takes note asks nothing."""

_SENTENCE = re.compile(r"[^。；;！!？?]+[。；;！!？?]?")


def waiting_for_staff(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve 有人吗 after a hand-over, which greets at the beginning of a conversation."""
    asks_for_somebody = said.intent == "greet" and said.reading.has("calling")
    return Resolution(STAFF) if talk.handed_over and asks_for_somebody else None


def complained(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve a complaint about the last answer, or one who insists on a plain word: its heart is said again."""
    if not talk.answered or not talk.text or said.sure:
        return None
    if said.intent == COMPLAIN and said.reading.has("answering"):
        return Resolution(COMPLAIN, talk.faq_id, sentence=heart(talk, known))
    if not said.reading.has("insisting") or said.intent not in (UNSURE, FALLBACK, None):
        return None
    last = known.answers.get(talk.faq_id or "")
    by_city = next((id_ for id_, answer in known.answers.items() if answer.asks == "city"), None)
    if last and last.heeds == "city" and not talk.city and by_city:
        return Resolution(BY_CITY, by_city)
    return Resolution(QUOTE, talk.faq_id, sentence=heart(talk, known)) if last else None


def quoted(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve a short question about a word of the last answer by the sentence that has it."""
    if not talk.answered or said.intent not in (UNSURE, FALLBACK, None) or len(said.text) > LONGEST:
        return None
    last = known.answers.get(talk.faq_id or "")
    asks = said.reading.has("which") or (said.intent == FALLBACK and said.reading.having(Act.ASKS))
    if last is None or said.best.confidence >= A_QUESTION or not asks:
        return None
    asked = pairs(fold(said.text)) - pairs(last.folded_title)
    shared = {one: len(asked & pairs(fold(one))) for one in sentences(talk.text)}
    best = max(shared, key=lambda one: shared[one], default="")
    if best and shared[best]:
        return Resolution(QUOTE, talk.faq_id, sentence=best)
    goes_on = is_continuation(said.text) and said.intent == FALLBACK
    return Resolution(QUOTE, talk.faq_id, sentence=heart(talk, known)) if goes_on else None


def acknowledged(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve what only takes note of an answer: 哦哦那我找台电脑, 两样都懂了."""
    unclear = said.intent in (FALLBACK, UNSURE) and said.best.confidence < POSSIBLE
    asks = bool(said.reading.having(Act.ASKS)) or (is_continuation(said.text) and said.text.endswith("呢"))
    short = len(said.text) <= LONGEST and not asks
    takes_note = said.reading.has("noting") or said.reading.opens("noting_openings")
    return Resolution(ACKNOWLEDGED) if talk.answered and unclear and short and takes_note else None


def heart(talk: Conversation, known: Knowledge) -> str:
    """Return the sentence of the last answer that is most about what its title says."""
    last = known.answers.get(talk.faq_id or "")
    words = pairs(last.folded_title) if last else set()
    return max(sentences(talk.text), key=lambda one: len(words & pairs(fold(one))), default="")


def sentences(text: str) -> list[str]:
    return [found for one in _SENTENCE.findall(text) if (found := one.strip())]

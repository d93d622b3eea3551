"""Chooses the sentence of the last answer to quote: the one of the asked kind, of the user's state, or the main one."""

import re
from collections.abc import Sequence

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import ClassifiedMessage
from zh.fold import fold
from zh.ngrams import pairs
from zh.passages import Passage, are_opposed, passages, sentences
from zh.reading_words import any_word
from zh.states import AFTER, BEFORE, states

_TIME = re.compile(
    r"\d\s{0,2}(?:个?工作日|天|日内|个?小时|分钟|周|个?月|个?星期)|[一二两三四五六七]个?(?:工作日|小时|星期)"
)
_MAIL = re.compile(r"[\w.-]{1,64}@[\w-]{1,64}\.\w")


def main_sentence(talk: Conversation, knowledge: Knowledge) -> str:
    """Return the sentence of the last answer that shares most with its title."""
    last = knowledge.answers.get(talk.faq_id or "")
    words = pairs(last.folded_title) if last else set()
    return max(sentences(talk.text), key=lambda sentence: len(words & pairs(fold(sentence))), default="")


def condition_for(message: ClassifiedMessage, text: str) -> Passage | None:
    """Return the condition of an answer that holds in the state that the message reports."""
    conditions = _conditions_in(states(message.text), text)
    # What the message denies is not its state: 单位是对的 behind 所在单位不对.
    fitting = [c for c in conditions if states(c.clause) or not are_opposed(message.text, c.clause)]
    return next(iter(fitting), None)


def instead_of_excluded(passage: Passage, talk: Conversation, text: str) -> Passage:
    """Return the passage, or the condition that holds in the account's state if that excludes the passage."""
    its = states(passage.text)
    excluded = (its & AFTER and not its & BEFORE and talk.states & BEFORE) or (
        its & BEFORE and not its & AFTER and talk.states & AFTER
    )
    return next(iter(_conditions_in(talk.states, text) if excluded else ()), passage)


def _conditions_in(now: frozenset[str], text: str) -> Sequence[Passage]:
    """Return the conditions of an answer that may hold in the states, the surest first."""
    conditions = [passage for passage in passages(text) if passage.is_condition]
    if not now or not any(states(condition.clause) for condition in conditions):
        return ()
    same = [c for c in conditions if states(c.clause) & now]
    # 如果没有 in an answer that begins with 是否通过 names no state.
    others = [c for c in conditions if not states(c.clause)]
    return [*same, *(others if now & BEFORE else ())]


def of_asked_kind(message: ClassifiedMessage, text: str) -> str:
    """Return the sentence of an answer that has what the message asks for: a time (几天能好), an address (照片发哪)."""
    for asking, having in (("asking_time", _TIME), ("asking_address", _MAIL)):
        if any_word(asking).search(message.text):
            return next((sentence for sentence in sentences(text) if having.search(sentence)), "")
    return ""

"""Giving up a request for a person: 取消登记 clearly, 取消 or 撤回 perhaps."""

from components.context.resolution import CANCEL, WITHDRAW, ClassifiedMessage
from components.context.wishing import CLEARLY, refuses_person
from understanding.labels import CONTEXT
from zh.reading import Act
from zh.reading_words import any_word, opening

CLEAR, VAGUE = "clearly", "vaguely"


def gives_up(message: ClassifiedMessage) -> str:
    """Return how the message gives a request up: CLEAR, VAGUE, or empty for one that does not.

    What is vague may mean something else, and withdraws nothing by itself.
    """
    if message.intent == WITHDRAW:
        return CLEAR if message.confidence >= CLEARLY and not _asks(message) and not _keeps(message) else VAGUE
    if message.intent == CANCEL:
        return CLEAR if refuses_person(message) else VAGUE
    return VAGUE if message.intent == CONTEXT and message.reading.has("withdrawing") else ""


def _asks(message: ClassifiedMessage) -> bool:
    """Say whether it is rather asked how or whether: 怎么撤回请求."""
    return bool(message.reading.having(Act.ASKS))


def _keeps(message: ClassifiedMessage) -> bool:
    """Say whether a clause refuses to give up: 先别撤回请求, but not 不用登记了."""
    refused = (opening("unwanted").match(clause.text) for clause in message.reading.clauses)
    return any(any_word(name).search(one["about"]) for one in refused if one for name in ("withdrawing", "leaving"))

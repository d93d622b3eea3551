"""Recognizes that a user gives up a request for a person: clearly by 取消登记, vaguely by 取消 or 撤回."""

from components.context.resolution import CANCEL, WITHDRAW, ClassifiedMessage
from components.context.wishing import CLEARLY, refuses_person
from understanding.labels import CONTEXT
from zh.reading import Act
from zh.reading_words import any_word, opening

CLEAR, VAGUE = "clearly", "vaguely"


def gives_up(message: ClassifiedMessage) -> str:
    """Return how the message gives a request up: CLEAR, VAGUE, or empty if it does not.

    A vague message may mean something else, so it withdraws nothing by itself.
    """
    if message.intent == WITHDRAW:
        return CLEAR if message.confidence >= CLEARLY and not _asks(message) and not _keeps(message) else VAGUE
    if message.intent == CANCEL:
        return CLEAR if refuses_person(message) else VAGUE
    return VAGUE if message.intent == CONTEXT and message.reading.has("withdrawing") else ""


def _asks(message: ClassifiedMessage) -> bool:
    """Return whether the message is a question instead: 怎么撤回请求."""
    return bool(message.reading.having(Act.ASKS))


def _keeps(message: ClassifiedMessage) -> bool:
    """Return whether a clause refuses to give up: 先别撤回请求, but not 不用登记了."""
    refused = (opening("unwanted").match(clause.text) for clause in message.reading.clauses)
    return any(any_word(name).search(one["about"]) for one in refused if one for name in ("withdrawing", "leaving"))

"""Recognizes that a user gives up a request for a person: clearly by 取消登记, vaguely by 取消 or 撤回."""

from components.context.resolution import CANCEL, WITHDRAW, ClassifiedMessage
from components.context.wishing import CLEAR_WISH, refuses_person
from understanding.labels import CONTEXT, GIVES_UP_CLEARLY, GIVES_UP_VAGUELY
from zh.reading import Act
from zh.reading_words import any_word, opening


def gives_up(message: ClassifiedMessage) -> str:
    """Return how the message gives a request up: GIVES_UP_CLEARLY, GIVES_UP_VAGUELY, or empty if it does not.

    A vague message may mean something else, so it withdraws nothing by itself.
    """
    if message.intent == WITHDRAW:
        clear = message.confidence >= CLEAR_WISH and not _asks(message) and not _keeps(message)
        return GIVES_UP_CLEARLY if clear else GIVES_UP_VAGUELY
    if message.intent == CANCEL:
        return GIVES_UP_CLEARLY if refuses_person(message) else GIVES_UP_VAGUELY
    return GIVES_UP_VAGUELY if message.intent == CONTEXT and message.reading.has("withdrawing") else ""


def _asks(message: ClassifiedMessage) -> bool:
    """Return whether the message is a question instead: 怎么撤回请求."""
    return bool(message.reading.having(Act.ASKS))


def _keeps(message: ClassifiedMessage) -> bool:
    """Return whether a clause refuses to give up: 先别撤回请求, but not 不用登记了."""
    matches = (opening("unwanted").match(clause.text) for clause in message.reading.clauses)
    refused = [match["about"] for match in matches if match]
    return any(any_word(name).search(about) for about in refused for name in ("withdrawing", "leaving"))

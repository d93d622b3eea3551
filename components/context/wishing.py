"""Recognizes the wish for the assistant instead of a person: 还是让助手回答吧. It ends the request for a person."""

from components.context.resolution import RESUME, ClassifiedMessage
from zh.reading_words import any_word, opening

CLEAR_WISH = 0.8
"""Least confidence of a clear wish. Below it the person gets the message.

A user taken away from a person by mistake would have to wait again; a user who wants the assistant has a button.
"""


def is_wished(message: ClassifiedMessage) -> bool:
    """Return whether the message clearly wishes for the assistant."""
    return message.intent == RESUME and message.confidence >= CLEAR_WISH and wants_assistant(message)


def wants_assistant(message: ClassifiedMessage) -> bool:
    """Return whether the words name the assistant or refuse a person.

    Without this check 让客服回答吧 and 您继续回答 look like such a wish. So does 不想用助手, a refusal of it.
    """
    clauses = [clause.text for clause in message.reading.clauses]
    return not any(map(_is_refusal, clauses)) and any(map(_is_for_assistant, clauses))


def refuses_person(message: ClassifiedMessage) -> bool:
    """Return whether a clause names and refuses a person: 不用人工了, but not 取消."""
    return any(_refuses(clause.text) and any_word("people").search(clause.text) for clause in message.reading.clauses)


def _is_for_assistant(clause: str) -> bool:
    return _refuses(clause) or any_word("assistants").search(clause) is not None


def _refuses(clause: str) -> bool:
    return (opening("unwanted").match(clause) or any_word("leaving").search(clause)) is not None


def _is_refusal(clause: str) -> bool:
    refusal = opening("unwanted").match(clause)
    if refusal is None or not any_word("assistants").search(refusal["about"]):
        return False
    # Names of the assistant may contain 人 and 客服, so they are removed first.
    return not any_word("people").search(any_word("assistants").sub("", refusal["about"]))

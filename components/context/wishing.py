"""A wish to be answered by the assistant again: 还是让助手回答吧, which ends the request for a person."""

from components.context.resolution import RESUME, ClassifiedMessage
from zh.reading_words import any_word, opening

CLEARLY = 0.8
"""From this confidence on it is one. Below it the person gets the message: who is taken away from one by mistake has
to wait anew, and whoever really wants the assistant has a button.
"""


def is_wished(message: ClassifiedMessage) -> bool:
    """Say whether the message clearly wishes for the assistant."""
    return message.intent == RESUME and message.confidence >= CLEARLY and wants_assistant(message)


def wants_assistant(message: ClassifiedMessage) -> bool:
    """Say whether the words name the assistant, or refuse a person.

    让客服回答吧 and 您继续回答 have the same words otherwise, and 不想用助手 refuses the assistant.
    """
    clauses = [clause.text for clause in message.reading.clauses]
    return not any(map(_is_refusal, clauses)) and any(map(_is_for_assistant, clauses))


def refuses_person(message: ClassifiedMessage) -> bool:
    """Say whether a clause refuses a person by that word: 不用人工了, but not 取消."""
    return any(_refuses(clause.text) and any_word("people").search(clause.text) for clause in message.reading.clauses)


def _is_for_assistant(clause: str) -> bool:
    return _refuses(clause) or any_word("assistants").search(clause) is not None


def _refuses(clause: str) -> bool:
    return (opening("unwanted").match(clause) or any_word("leaving").search(clause)) is not None


def _is_refusal(clause: str) -> bool:
    found = opening("unwanted").match(clause)
    if found is None or not any_word("assistants").search(found["about"]):
        return False
    # The names of the assistant have 人 and 客服 in them.
    return not any_word("people").search(any_word("assistants").sub("", found["about"]))

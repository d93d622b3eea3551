"""A wish to be answered by the assistant again: 还是让助手回答吧, which ends the request for a person."""

from components.context.resolution import RESUME, Said
from zh.reading_words import any_word, opening

CLEARLY = 0.8
"""From this confidence on it is one. Below it the person gets the message: who is taken away from one by mistake has
to wait anew, and whoever really wants the assistant has a button.
"""


def is_wished(said: Said) -> bool:
    """Say whether the message clearly wishes for the assistant; 不想用助手 has the same words and refuses it."""
    return said.intent == RESUME and said.confidence >= CLEARLY and not refuses_assistant(said)


def refuses_assistant(said: Said) -> bool:
    """Say whether a clause refuses the assistant; 别等人工了还是机器人吧 refuses a person before."""
    return any(_is_refusal(clause.text) for clause in said.reading.clauses)


def _is_refusal(clause: str) -> bool:
    found = opening("unwanted").match(clause)
    if found is None or not any_word("assistants").search(found["about"]):
        return False
    # The names of the assistant have 人 and 客服 in them.
    return not any_word("people").search(any_word("assistants").sub("", found["about"]))

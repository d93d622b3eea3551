"""A "/" that somebody typed: stored with a mark that nobody sees, as Rasa runs whatever begins with "/" as a command.

The mark is a character that is dropped from what users send, so only the program can have put it there.
"""

_MARK = "\u2060"


def without_power(text: str) -> str:
    """Return `text` in a form that Rasa takes for words, and that looks the same."""
    return _MARK + text if text.startswith("/") else text


def as_typed(text: str) -> str:
    """Return a stored text as its user typed it."""
    return text.removeprefix(_MARK)

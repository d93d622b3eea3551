"""A long message -> its clauses: the request may be one of five."""

import re

_END = re.compile(r"[,，。.;；!！?？~～…\n]+|\s{1,}")


def clauses(text: str, shortest: int = 4) -> list[str]:
    """Split `text` at punctuation and blanks. A piece shorter than `shortest` characters joins the next one."""
    found: list[str] = []
    carried = ""
    for piece in _END.split(text):
        carried += piece
        if len(carried) >= shortest:
            found.append(carried)
            carried = ""
    if carried and found:
        found[-1] += carried
    return found or ([carried] if carried else [])

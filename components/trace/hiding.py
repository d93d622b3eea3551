"""Personal data of a message in texts that were made from pieces of it."""

import re
from collections.abc import Callable

from zh.personal import find_personal, mask

HIDDEN = "＊"

_APART = re.compile(r"[\W_]+")


def hiding(text: str) -> Callable[[str], str]:
    """Return what masks personal data of `text` in a text made from pieces of it.

    A number that is written in groups is none any more once its clauses stand apart: each group goes.
    """
    pieces = {piece for _, start, end in find_personal(text) for piece in _APART.split(text[start:end]) if piece}
    if not pieces:
        return mask
    any_of_them = re.compile("|".join(map(re.escape, sorted(pieces, key=len, reverse=True))))
    return lambda made: any_of_them.sub(HIDDEN, mask(made))

"""Masks a message's personal data in texts that were made from pieces of it."""

import re
from collections.abc import Callable

from zh.personal import find_personal, mask

HIDDEN = "＊"

_APART = re.compile(r"[\W_]+")


def hiding(text: str) -> Callable[[str], str]:
    """Return a function that masks personal data of `text` in a text made from pieces of it.

    A number written in groups may be split between pieces, so each group is masked by itself.
    """
    pieces = {piece for _, start, end in find_personal(text) for piece in _APART.split(text[start:end]) if piece}
    if not pieces:
        return mask
    any_of_them = re.compile("|".join(map(re.escape, sorted(pieces, key=len, reverse=True))))
    return lambda made: any_of_them.sub(HIDDEN, mask(made))

"""The part of a message the classifier sees: who or where somebody is does not decide what is asked."""

from zh.fillers import plainly
from zh.places import find_places
from zh.reading import read
from zh.statements import behind_statement
from zh.whose_places import own_places

INSIDE, ELSEWHERE = "某市", "省外"
"""Stand for any place of the profile's region, so that a question learnt for one city is known for all, and for any
other: what is asked about another province is not for this platform. They are taught, whatever the profile calls it.
"""


def gist(text: str) -> str:
    """Return the normalized `text` without statements of who or where somebody is, and with every place as one."""
    return placeless(read(text).rest)


def placeless(text: str) -> str:
    """Return the normalized `text` with every place replaced by what stands for its kind, and without
    words that only stress.
    """
    pieces, done = [], 0
    for place in find_places(text):
        pieces += [text[done : place.start], ELSEWHERE if place.outside else INSIDE]
        done = place.end
    return plainly("".join([*pieces, text[done:]]))


def behind_place(text: str) -> str:
    """Return what the normalized `text` asks behind words that only say where: 临沂这边登录不了 -> 登录不了.

    "" when it does not begin with such words.
    """
    return behind_statement(text, [(place.start, place.end) for place in own_places(text) if not place.outside])

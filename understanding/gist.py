"""Reduces a message to what the classifier sees: without statements of role or place, with one word for all places."""

from zh.fillers import plainly
from zh.places import find_places
from zh.reading import read
from zh.statements import behind_statement
from zh.whose_places import own_places

INSIDE, ELSEWHERE = "某市", "省外"
"""Placeholders for any place inside the profile's region, and for any place elsewhere.

With them a question learnt for one city is known for all cities. Questions about other provinces are kept apart, since
they are not for this platform. Models are trained with these words, so they do not depend on the profile.
"""


def gist(text: str) -> str:
    """Return the normalized `text` without statements of who or where somebody is, and with placeholders for places."""
    return placeless(read(text).rest)


def placeless(text: str) -> str:
    """Return the normalized `text` with places replaced by placeholders, and without words that only stress."""
    pieces, done = [], 0
    for place in find_places(text):
        pieces += [text[done : place.start], ELSEWHERE if place.outside else INSIDE]
        # 江苏省 is one place; 江苏 is its name in the lists.
        done = place.end + (1 if place.outside and text.startswith("省", place.end) else 0)
    return plainly("".join([*pieces, text[done:]]))


def behind_place(text: str) -> str:
    """Return the normalized `text` without opening words that only say where: 临沂这边登录不了 -> 登录不了.

    "" if it does not begin with such words.
    """
    return behind_statement(text, [(place.start, place.end) for place in own_places(text) if not place.outside])

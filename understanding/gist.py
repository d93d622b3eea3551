"""The part of a message the classifier sees: who or where somebody is does not decide what is asked."""

from zh.places import find_places
from zh.reading import read

INSIDE, ELSEWHERE = "某市", "省外"
"""Stand for any place of the profile's region, so that a question learnt for one city is known for all, and for any
other: what is asked about another province is not for this platform. They are taught, whatever the profile calls it.
"""


def gist(text: str) -> str:
    """Return the normalized `text` without statements of who or where somebody is, and with every place as one."""
    return placeless(read(text).rest)


def placeless(text: str) -> str:
    """Return the normalized `text` with every place replaced by what stands for its kind."""
    pieces, done = [], 0
    for place in find_places(text):
        pieces += [text[done : place.start], ELSEWHERE if place.outside else INSIDE]
        done = place.end
    return "".join([*pieces, text[done:]])

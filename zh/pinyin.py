"""Converts characters to sounds, so that homophones and near-homophones of an input method are equal."""

from collections.abc import Sequence
from functools import lru_cache

from pypinyin import Style, pinyin

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@lru_cache(maxsize=16384)
def sound(char: str) -> str:
    """Return the first reading of one character, without tone; zh/z, ch/c, sh/s and -ng/-n are not distinguished.

    Anything that is not a Chinese character is returned unchanged.
    """
    reading = str(pinyin(char, style=Style.NORMAL, errors="default")[0][0])
    if reading == char:
        return char
    for long, short in _INITIALS:
        if reading.startswith(long):
            reading = short + reading[len(long) :]
    return reading.removesuffix("g") if reading.endswith("ng") else reading


def sounds(text: str) -> Sequence[str]:
    """Return the sound of each character of `text`."""
    return [sound(char) for char in text]

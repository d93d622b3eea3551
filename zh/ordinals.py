"""Reads a choice by its number: 1, 第二个, 最后一个."""

import re
from typing import NamedTuple

_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "俩": 2}
_NUMBER = r"(?P<number>[1-9]\d?|[一二三四五六七八九十两俩])"
_BEFORE = r"(?:我?(?:就|要|想)?(?:选择?|点|要|问)?的?(?:是)?(?:上面|下面|以上)?(?:的)?)?"
_AFTER = r"(?:[.、,。!)）]|个|项|条|号|种|款)?(?:吧|啊|呀|呢|的|问题|选项|那个){0,4}[.。!]?"
_FROM_START = re.compile(rf"{_BEFORE}\(?第?{_NUMBER}{_AFTER}")
_FROM_END = re.compile(rf"{_BEFORE}(?:倒数第?{_NUMBER}|(?P<last>最后(?:面)?(?:的)?(?:那)?一?)){_AFTER}")


ONE_OF_SEVERAL = "第[1-6一二三四五六]个(?:问题|事情|事)?(?![年月季学星礼小])"
"""A pattern for the opening of a message about one of several things: 第一个问题."""

_POINTING = re.compile(
    rf"(?:那么?|(?:我?(?:就|说的)?(?:是|选|要|问)))?(?P<which>{ONE_OF_SEVERAL})[,，、 ]?(?P<rest>.{{2,}})"
)


_DONE = re.compile(rf"{ONE_OF_SEVERAL}[^,，。;；!！?？ ]{{0,12}}[,，。;；!！ ]{{1,3}}(?={ONE_OF_SEVERAL})")


class Pointing(NamedTuple):
    """Which one of several the message is about (1 is the first), and the rest of the message."""

    number: int
    rest: str


def pointing(text: str) -> Pointing | None:
    """Return the number and the question in the normalized `text`: 第三个谁审批. None if there is no number."""
    # The last number counts: 第一个明白了，第二个要审吗.
    done = _DONE.match(text)
    match = _POINTING.fullmatch(text[done.end() if done else 0 :].strip())
    return Pointing(_value(match["which"][1]), match["rest"]) if match else None


def ordinal(text: str) -> int | None:
    """Return the number that the normalized `text` chooses from a list: 1 the first, -1 the last, None no choice."""
    text = text.strip()
    if match := _FROM_END.fullmatch(text):
        return -1 if match["last"] else -_value(match["number"])
    match = _FROM_START.fullmatch(text)
    return _value(match["number"]) if match else None


def _value(number: str) -> int:
    return _DIGITS.get(number) or int(number)

"""Addresses of mail, also where the @ and the dots are written in words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zh.personal.kinds import Found, Personal, any_of, words
from zh.personal.reading import Reading

_LONGEST_NAME = 64
_OF_A_NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.+-"
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
_NOT_OF_A_NAME = re.compile(r".{0,3}[是为到给在用址箱的]", re.DOTALL)
_WORDS_BEFORE = re.compile(r"(?<![0-9A-Za-z])(?:(?:[0-9]{1,11} ){1,11}|(?:[A-Za-z]{1,15} ){1,2})\Z")
"""The beginning of a name that was written with blanks."""
_ANY_LABEL = r"[A-Za-z0-9\u4e00-\u9fff-]{1,63}"
_LABEL = "[A-Za-z0-9-]{1,63}"


class _Patterns(NamedTuple):
    at: re.Pattern[str]
    """An @ or what stands for it, with blanks around."""
    host: re.Pattern[str]
    """Any host behind a real @."""
    provider: re.Pattern[str]
    """The name alone of a host that everybody knows, behind a real @."""
    known: re.Pattern[str]
    """Such a host with its end, behind anything."""


def mails(reading: Reading) -> Iterator[Found]:
    patterns = _patterns()
    plain = reading.plain
    for at in patterns.at.finditer(plain):
        choices = (patterns.host, patterns.known, patterns.provider) if "@" in at[0] else (patterns.known,)
        host = next(filter(None, (pattern.match(plain, at.end()) for pattern in choices)), None)
        start = _name_start(plain, at.start(), at[0].strip())
        if host and start < at.start():
            yield Found(Personal.MAIL, start, host.end())


def _name_start(plain: str, end: int, at: str) -> int:
    """Return where the name begins that ends before `end`; there, where there is none. `at`: what stands behind it."""
    before = plain[max(0, end - _LONGEST_NAME) : end]
    name = before[len(before.rstrip(_OF_A_NAME)) :].lstrip(".+-")
    start = end - len(name)
    if start < end:
        words_before = _WORDS_BEFORE.search(plain, max(0, start - 40), start)
        is_announced = words_before and plain[: words_before.start()].rstrip().endswith(("箱", "址", "是", ":", "："))
        is_apart = name.isdigit() or (name.isalpha() and (at != "@" or plain[end] == " " or is_announced))
        return words_before.start() if words_before and is_apart else start
    han = _HAN_NAME.search(plain, max(0, end - 4), end) if at != "在" else None
    return end - len(_NOT_OF_A_NAME.sub("", han[0])) if han else end


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    mail = words()["mail"]
    dot = rf"\s?[(（\[]?(?:{any_of(mail['dots'])})[)）\]]?\s?"
    known_end = rf"(?:{any_of(mail['ends'])})(?![A-Za-z])"
    end = rf"(?:{any_of(mail['ends'])}|[A-Za-z]{{2,24}})(?![A-Za-z])"
    spoken = any_of([word for word in mail["at"] if not word.isascii()])
    bracketed = rf"[(（\[【{{<]\s?(?:@|{any_of(mail['at'])}|#)\s?[)）\]】}}>]"
    hosts = any_of(mail["hosts"])
    return _Patterns(
        at=re.compile(rf"\s{{0,2}}(?:{bracketed}|@|#|\*|(?<![A-Za-z])(?:at|AT|At)(?![A-Za-z])|{spoken})\s{{0,2}}"),
        host=re.compile(
            rf"{_ANY_LABEL}(?:[.．]{_ANY_LABEL}){{0,9}}[.．]{end}|{_LABEL}(?:{dot}{_LABEL}){{0,4}}{dot}{known_end}",
            re.IGNORECASE,
        ),
        provider=re.compile(rf"(?:{hosts})(?![A-Za-z0-9])", re.IGNORECASE),
        known=re.compile(rf"(?:{hosts})(?:{dot}{known_end}){{1,3}}", re.IGNORECASE),
    )

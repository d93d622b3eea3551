"""Finds mail addresses, also if the @ and the dots are written in words."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from zh.personal.kinds import Personal, PersonalPiece, any_of, words
from zh.personal.reading import PersonalReading

_LONGEST_NAME = 64
_OF_A_NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.+-"
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
_NOT_OF_A_NAME = re.compile(r".{0,3}[是为到给在用址箱的缀]", re.DOTALL)
_AN_EXAMPLE = re.compile("[xX]{2,}|[*]+")
"""A placeholder instead of a name."""
_SPACED = re.compile(r"(?<![A-Za-z0-9_.-])(?:[A-Za-z0-9_.-] ){2,40}\Z")
"""The letters but the last of a name that is written with blanks between them."""
_WORDS_BEFORE = re.compile(r"(?<![0-9A-Za-z])(?:(?:[0-9]{1,11} ){1,11}|(?:[A-Za-z]{1,15} ){1,2})\Z")
"""The beginning of a name that was written with blanks."""
_ANY_LABEL = r"[A-Za-z0-9\u4e00-\u9fff-]{1,63}"
_LABEL = "[A-Za-z0-9-]{1,63}"


class _MailPatterns(NamedTuple):
    at: re.Pattern[str]
    """An @ or a word for it, with blanks around."""
    host: re.Pattern[str]
    """Any host after a real @."""
    provider: re.Pattern[str]
    """A well-known host without its ending, after a real @."""
    provider_with_ending: re.Pattern[str]
    """A well-known host with its ending, after an @ or a word for it."""
    without: re.Pattern[str]
    """A well-known host directly after a name, in a text that announces a mail address."""


def mails(reading: PersonalReading) -> Iterator[PersonalPiece]:
    patterns = _patterns()
    plain = reading.plain
    for at in patterns.at.finditer(plain):
        choices = _choices(at[0])
        host = next(filter(None, (pattern.match(plain, at.end()) for pattern in choices)), None)
        start = _name_start(plain, at.start(), at[0].strip())
        if host and start < at.start() and not _AN_EXAMPLE.fullmatch(plain, start, at.start()):
            yield PersonalPiece(Personal.MAIL, start, host.end())
    for match in patterns.without.finditer(plain):
        yield PersonalPiece(Personal.MAIL, *match.span("address"))


def _choices(at: str) -> Iterable[re.Pattern[str]]:
    patterns = _patterns()
    if "@" in at:
        return (patterns.provider_with_ending, patterns.host, patterns.provider)
    return (
        (patterns.provider_with_ending, patterns.host)
        if at.strip(" ()（）[]【】{}") in words()["mail"]["only_at"]
        else (patterns.provider_with_ending,)
    )


def _name_start(plain: str, end: int, at: str) -> int:
    """Return the start of the name that ends at `end`; `end` itself if there is none. `at`: the text after the name."""
    before = plain[max(0, end - _LONGEST_NAME) : end]
    name = before[len(before.rstrip(_OF_A_NAME)) :].lstrip(".+-")
    start = end - len(name)
    if start < end:
        spaced = len(name) == 1 and _SPACED.search(plain, max(0, start - 82), start)
        if spaced:
            return spaced.start()
        words_before = _WORDS_BEFORE.search(plain, max(0, start - 40), start)
        is_announced = words_before and plain[: words_before.start()].rstrip().endswith(("箱", "址", "是", ":", "："))
        is_apart = name.isdigit() or (name.isalpha() and (at != "@" or plain[end] == " " or is_announced))
        return words_before.start() if words_before and is_apart else start
    han = _HAN_NAME.search(plain, max(0, end - 4), end) if at != "在" else None
    return end - len(_NOT_OF_A_NAME.sub("", han[0])) if han else end


@lru_cache(maxsize=1)
def _patterns() -> _MailPatterns:
    mail = words()["mail"]
    dot = rf"[\s_@-]?[(（\[{{<]?(?:{any_of(mail['dots'])}){{1,2}}[)）\]}}>]?[\s_-]?"
    known_end = rf"(?:{_apart(mail['ends'])})(?![A-Za-z])"
    end = rf"(?:{any_of(mail['ends'])}|[A-Za-z]{{2,24}})(?![A-Za-z])"
    spoken = any_of([word for word in mail["at"] if not word.isascii()])
    bracketed = rf"[(（\[【{{<]\s?(?:@|{any_of(mail['at'])}|#)\s?[)）\]】}}>]"
    hosts = _apart(mail["hosts"])
    return _MailPatterns(
        at=re.compile(
            rf"\s{{0,2}}(?:{bracketed}|@(?:\s?@){{0,2}}\.?|[#*&$%^!]|{spoken})\s{{0,2}}"
            r"|[\s_-]{0,2}(?<![A-Za-z])(?:at|AT|At)(?![A-Za-z])[\s_-]{0,2}"
        ),
        host=re.compile(
            rf"{_ANY_LABEL}(?:[.．]{_ANY_LABEL}){{0,9}}[.．]{end}|{_LABEL}(?:{dot}{_LABEL}){{0,4}}{dot}{known_end}",
            re.IGNORECASE,
        ),
        provider=re.compile(rf"(?:{hosts})(?:com|cn)?(?![A-Za-z0-9])", re.IGNORECASE),
        provider_with_ending=re.compile(rf"(?:{hosts})(?:{dot}{known_end}){{1,3}}", re.IGNORECASE),
        without=re.compile(
            rf"(?:{any_of(mail['labels'])})(?:地址|号)?[\s:：是为]{{0,3}}"
            rf"(?P<address>(?!(?:{any_of(mail['of_machines'])})[. ])"
            rf"[A-Za-z0-9_]{{3,30}}?[\s.]?(?:{hosts}){dot}{known_end})",
            re.IGNORECASE,
        ),
    )


def _apart(names: list[str]) -> str:
    """Return a pattern for one of `names`, also with blanks between its letters."""
    return "|".join("[ .。]?".join(map(re.escape, name)) for name in sorted(names, key=len, reverse=True))

"""Finds WeChat names: before or after their label, and after the many spellings of 微信."""

import re
from collections.abc import Iterator
from functools import lru_cache

from zh.personal.kinds import Personal, PersonalPiece, any_of, words
from zh.personal.labels import Label, Labels, units
from zh.personal.passwords import is_no_password
from zh.personal.reading import PersonalReading

_EDGE = r"(?<![A-Za-z0-9_])"
_NO_MORE = r"(?![A-Za-z0-9_])"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{4,29}")
_SPACED = re.compile(r"(?:[A-Za-z0-9_] ){5,19}[A-Za-z0-9_](?![A-Za-z0-9_])")
_TELLING = r"[A-Za-z](?=[A-Za-z_-]{0,18}[0-9_])[A-Za-z0-9_-]{5,19}"
"""A name with a digit or underscore, so that it is no ordinary word."""
_BEFORE_A_LABEL = re.compile(rf"{_EDGE}{_TELLING}{_NO_MORE}")
_ASKED_TO_ADD = re.compile(
    r"(?:加|搜|找|联系)\s?(?:一?下|我的?)?\s?(?P<name>[A-Za-z][A-Za-z0-9_-]{5,19})(?=\s?(?:这个|的)?微信)"
)
_OWN_BEHIND = re.compile(r"\s?[，,、]\s?(?:这?就?是)?(?:我的?)?")
_ENDS = re.compile(r"(?:号码?)?\s?(?:[，,。！!、；;)）\n]|\Z)")
_FROM = re.compile(r"[A-Za-z0-9_]")


def wechat_names(reading: PersonalReading, labels: Labels) -> Iterator[PersonalPiece]:
    plain = reading.plain
    for name in _names(plain, labels):
        if not _is_no_name(name):
            yield PersonalPiece(Personal.WECHAT, *name.span("name" if name.re.groups else 0))
    for label in labels.all:
        if label.name == "wechat" and (piece := _behind(plain, labels, label)):
            yield piece


def _names(plain: str, labels: Labels) -> Iterator[re.Match[str]]:
    """Yield texts that may be a name because of the words directly beside them."""
    for match in _BEFORE_A_LABEL.finditer(plain):
        behind, own = labels.behind(match.end()), _OWN_BEHIND.match(plain, match.end())
        if (behind and behind.name == "wechat") or (own and _is_own_name(plain, labels, own.end())):
            yield match
    yield from _ASKED_TO_ADD.finditer(plain)
    for pattern in _by_sound():
        yield from pattern.finditer(plain)


def _is_own_name(plain: str, labels: Labels, place: int) -> bool:
    """Say whether the words at `place` call the text before them a name: 我的微信, 微信号."""
    label = labels.behind(place)
    if not label or label.name != "wechat" or label.start != place or not _ENDS.match(plain, label.end):
        return False
    return plain[place - 1] in "我的" or "号" in plain[label.start : label.end + 1]


def _is_no_name(name: re.Match[str]) -> bool:
    written = name["name"] if name.re.groups else name[0]
    return is_no_password(written)


def _behind(plain: str, labels: Labels, label: Label) -> PersonalPiece | None:
    first = _FROM.search(plain, label.end, label.end + 14)
    if not first or labels.before(first.start()) != label:
        return None
    start = first.start()
    name = _SPACED.match(plain, start) or _NAME.match(plain, start)
    if not name or is_no_password(name[0]):
        return None
    linked = "号" in plain[label.start : start] or re.search(r"[是为：:=]", plain[label.end : start])
    # A word of letters only counts if the text calls it a name.
    if name[0].isalpha() and not (linked and len(name[0]) >= 6):
        return None
    if (name[0].isdigit() and len(name[0]) < 6) or units().match(plain, name.end()):
        return None
    return PersonalPiece(Personal.WECHAT, *name.span())


@lru_cache(maxsize=1)
def _by_sound() -> tuple[re.Pattern[str], ...]:
    """Return patterns for a name after a word that sounds like 微信, after its first syllable, or glued to letters."""
    lists = words()["wechat"]
    first, second, alone, letters = (any_of(lists[part]) for part in ("first", "second", "alone", "letters"))
    link = r"\ufe0f?(?:号码?|id)?(?:[\s:：=]|就?是|为|同号?){0,3}"
    add = any_of(lists["add"])
    apart = r"[\s./·_-]?"
    name = rf"(?P<name>{_TELLING})"
    glued = r"(?P<name>[A-Za-z](?=[A-Za-z_-]{0,18}[0-9_][A-Za-z_-]{0,9}[0-9])[A-Za-z0-9_-]{5,19})"
    not_these = rf"(?!(?:{any_of(lists['not_glued'])})[a-z]?[0-9._-])"
    return (
        re.compile(rf"{_EDGE}(?:(?:{first}){apart}(?:{second})|{alone}){link}{not_these}{name}", re.IGNORECASE),
        re.compile(
            rf"(?:{add})(?:我的?)?\s?(?:(?:{first}){apart}(?:{second})|{alone}){link}(?P<name>[0-9]{{6,11}})(?![0-9])"
        ),
        re.compile(rf"{_EDGE}(?:{letters}){not_these}{glued}", re.IGNORECASE),
        re.compile(rf"(?:{add})(?:我的?)?\s?v{not_these}{glued}", re.IGNORECASE),
        re.compile(rf"{_EDGE}v{not_these}{glued}(?=\s?(?:{add}))", re.IGNORECASE),
        re.compile(
            rf"(?:我的?\s?v|{_EDGE}v(?=号|[-—:：])(?:号|[-—]))(?:\s|[:：]|就?是|为){{0,3}}{not_these}{name}",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:加一?下?我|拉我进群|拉我)[\s，,]{{0,2}}{name}"),
    )

"""Finds and removes words that only announce what follows: 补充一下, 我就想知道, 三个问题, 对了, 第二个问题."""

import re
from functools import lru_cache

from zh.clauses import Span, counted
from zh.ordinals import ONE_OF_SEVERAL
from zh.questions import asks_something
from zh.reading_words import any_word, words
from zh.role_patterns import any_of

NUMERALS = "一二三四五六"
"""Numbers of requests in words: 一 证书咋打 二 手机号在哪改."""

BEHIND_NUMBER = "是"
"""What may stand between a number in words and its request."""

SHORTEST = 2
"""Least characters of what is introduced; a single one (老师您好啊) does not count."""


def without_introduction(text: str, span: Span) -> Span:
    """Return the clause without words that only introduce it; unchanged if less than SHORTEST would be left."""
    clause = text[span.start : span.end]
    if span.start in counted(text):
        behind_number = span.start + 1
        # 一是密码忘了，二是证书怎么打印
        start = behind_number + 1 if text.startswith(BEHIND_NUMBER, behind_number) else behind_number
        return without_introduction(text, Span(start, span.end))
    before = _introducing().match(clause)
    frame = _framing().match(clause, before.end() if before else 0)
    # 我想知道这制度的来由 asks by its frame alone.
    before = frame if frame and asks_something(clause[frame.end() :]) else before
    behind = re.search(f"(?:{any_of(words()['introducing_endings'])})$", clause)
    start, end = before.end() if before else 0, behind.start() if behind else len(clause)
    return Span(span.start + start, span.start + end) if end - start >= SHORTEST else span


def begins_another(text: str, span: Span) -> bool:
    """Say whether a clause that is not the first begins with words for a further request, or with its number."""
    clause = text[span.start : span.end]
    if span.start in counted(text):
        return clause[0] not in "1一"
    return span.start > 0 and (any_word("another").match(clause) is not None or _is_number(clause))


def _is_number(clause: str) -> bool:
    number = clause.removeprefix("第")
    return len(number) == 1 and (number.isdigit() or number in NUMERALS)


def without_contrast(text: str, span: Span) -> Span:
    """Return the clause after a denial without the word that opposes it: 不注销，是想换单位."""
    match = any_word("contrasts").match(text, span.start, span.end)
    opposes = match is not None and any_word("no_contrasts").match(text, span.start, span.end) is None
    return Span(match.end(), span.end) if match and opposes and span.end - match.end() >= SHORTEST else span


def announced_count(text: str) -> int:
    """Return how many requests the message announces: 3 for 三个问题; 0 if it announces no number."""
    match = _announcing_count().search(text)
    return _COUNTS.get(match["count"], 0) if match else 0


_COUNTS = {**{char: value for value, char in enumerate("一二三四五六", 1)}, **{str(n): n for n in range(2, 7)}} | {
    "两": 2,
    "俩": 2,
    "仨": 3,
}


@lru_cache(maxsize=1)
def _announcing_count() -> re.Pattern[str]:
    """Return the pattern of a clause that only says how many requests follow: 问您三个事儿哈."""
    lists = words()
    before, things, behind = (any_of(lists[name]) for name in ("count_openings", "counted_things", "count_endings"))
    counts = any_of([*_COUNTS, *lists["some"]])
    end = r"(?:[:：]|(?=[\s,，。.;；!！?？]|$))"
    return re.compile(
        rf"(?:(?<=[\s,，。.;；!！?？])|^)(?:{before}){{0,3}}(?P<count>{counts})(?:{things})(?:{behind}){{0,3}}{end}"
    )


@lru_cache(maxsize=1)
def _introducing() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words()['introducing'])}|{ONE_OF_SEVERAL}|{_announcing_count().pattern})+")


@lru_cache(maxsize=1)
def _framing() -> re.Pattern[str]:
    """Return the pattern of words that say that a question comes: 我就想知道, 就问一句."""
    names = ("framing_who", "framing_only", "framing_wants", "framing_asks", "framing_asks_briefly", "framing_endings")
    who, only, wants, asks, briefly, endings = (any_of(words()[name]) for name in names)
    wanting = rf"(?:{who})?(?:{only}){{0,2}}(?:{wants})(?:{asks}|{briefly})(?:{endings}){{0,2}}"
    return re.compile(rf"{wanting}|(?:{who})?(?:{only}){{0,2}}(?:{briefly})(?:{endings}){{1,2}}")


def is_introducing(clause: str) -> bool:
    """Say whether the clause only announces what follows."""
    return any(words_for(clause) for words_for in (_introducing().fullmatch, _framing().fullmatch, _is_number))

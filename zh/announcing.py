"""Finds and removes words that only announce what follows: 补充一下, 对了, 第二个问题."""

import re
from functools import lru_cache

from zh.clauses import Span, counted
from zh.ordinals import ONE_OF_SEVERAL
from zh.reading_words import any_word, words
from zh.role_patterns import any_of

NUMERALS = "一二三四五六"
"""Numbers of requests in words: 一 证书咋打 二 手机号在哪改."""

SHORTEST = 2
"""Least characters of what is introduced; a single one (老师您好啊) does not count."""


def without_introduction(text: str, span: Span) -> Span:
    """Return the clause without words that only introduce it; unchanged if less than SHORTEST would be left."""
    clause = text[span.start : span.end]
    if span.start in counted(text):
        return without_introduction(text, Span(span.start + 1, span.end))
    before = _introducing().match(clause)
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
    return len(clause) == 1 and (clause.isdigit() or clause in NUMERALS)


@lru_cache(maxsize=1)
def _introducing() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words()['introducing'])}|{ONE_OF_SEVERAL})+")


def is_introducing(clause: str) -> bool:
    """Say whether the clause only announces what follows."""
    return _introducing().fullmatch(clause) is not None or _is_number(clause)

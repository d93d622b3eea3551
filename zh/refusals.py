"""Recognises clauses that refuse or deny something: 不是要打印证书, 人工就算了, 没有忘记密码."""

import re
from functools import lru_cache

from zh.questions import asks_something
from zh.reading_words import any_word, opening, words
from zh.role_patterns import any_of

_TWICE = re.compile(r"不(?P<about>[\u4e00-\u9fff]{1,4})不(?P=about)了?$")
"""A denial that is said twice: 不注销不注销."""


def is_unwanted(clause: str) -> bool:
    """Say whether the clause has the form of a refusal: it names what is not wanted."""
    return refusal(clause) is not None


def is_untrue(clause: str) -> bool:
    """Say whether the clause opens with 不是."""
    return untruth(clause) is not None


def untruth(clause: str) -> "re.Match[str] | None":
    """Return the match of a clause that opens with 不是; its group `about` is what is not the case."""
    return _not_asked(clause, opening("untrue_openings").fullmatch(clause))


def refusal(clause: str) -> "re.Match[str] | None":
    """Return the match of a clause that refuses something, which is its group `about`."""
    match = opening("unwanted").fullmatch(clause) or _unwanted_behind().fullmatch(clause) or _TWICE.match(clause)
    return _not_asked(clause, match) or _rhetorical().fullmatch(clause)


def _not_asked(clause: str, match: "re.Match[str] | None") -> "re.Match[str] | None":
    return match if match and (not asks_something(clause) or _holds_question(clause, match["about"])) else None


def _holds_question(clause: str, about: str) -> bool:
    """Say whether the question belongs to what is not wanted: true for 没打算查要多少学时, false for 不用审核吗."""
    lists = words()
    if clause.endswith(tuple(lists["question_endings"])):
        return False
    openly = opening("unwanted_questions").fullmatch(clause) is not None
    return openly or about.startswith(tuple(lists["seeking"])) or not clause.endswith(about)


@lru_cache(maxsize=1)
def _unwanted_behind() -> re.Pattern[str]:
    endings, about = (any_of(words()[name]) for name in ("unwanted_endings", "unwanted_about"))
    return re.compile(rf"(?:{about})?(?P<about>.{{2,16}}?)(?:的事情?)?(?:{endings})")


@lru_cache(maxsize=1)
def _rhetorical() -> re.Pattern[str]:
    openings, endings = (any_of(words()[name]) for name in ("rhetorical", "rhetorical_endings"))
    return re.compile(rf".{{0,10}}?(?:{openings})(?P<about>[^还]{{2,8}}?)(?:{endings})")


def negated(clause: str) -> frozenset[str]:
    """Return the spellings of the clause's negated verb, each a negation and two characters: 没收到, 没有收到."""
    match = any_word("untrue").search(clause)
    verb = clause[match.end() : match.end() + 2] if match else ""
    if verb and is_untrue(clause):
        return frozenset({f"不是{verb}"})
    return frozenset(f"{word}{verb}" for word in words()["untrue"]) if verb else frozenset()


def contrasts(text: str, end: int) -> bool:
    """Say whether the text after `end` states what is true instead: 没有忘记密码，就是登不上."""
    rest = text[end:].lstrip("，,。.；; ")
    return any_word("contrasts").match(rest) is not None and any_word("no_contrasts").match(rest) is None


@lru_cache(maxsize=1)
def _mere_refusal() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words()['subjects'])}){{0,3}}不再?(?P<about>[^\W_]{{2,8}})")


def refused_for_less(text: str, start: int, end: int) -> str:
    """Return what the clause refuses with a mere 不, if the text behind it wants only something else; else "".

    Example: 不重新注册 就换个单位. A trouble (不能登录 就想问问) refuses nothing.
    """
    match = _mere_refusal().fullmatch(text, start, end)
    rest = text[end:].lstrip("，,。.；; ")
    less = any_word("only").match(rest) is not None and not asks_something(text[start:end])
    return match["about"] if match and less and not match["about"].startswith(tuple(words()["no_refusal"])) else ""

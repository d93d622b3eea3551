"""Recognises what is asked about a registered request for a person, and that it is not wanted any more, by words."""

import re
from collections.abc import Sequence
from functools import cache

from zh.reading import Act, Clause, Reading
from zh.reading_words import any_word, words
from zh.role_patterns import any_of

PHONE, WHERE, NUMBER, WHEN = "phone", "where", "number", "when"
"""What may be asked: whether somebody phones, where the answer comes, what the number is for, when it comes."""

OF_REQUEST = ("phoning", "awaiting_when", "awaiting_somebody", "answering_user", "requests", "people", "leaving")
"""The lists of reading.yml with words of a question about a request."""

RIGHT_AFTER = ("phoning", "awaiting_when", "awaiting_somebody", "answering_user", "staying_on", "requests", "somebody")
"""The same right after a turn about the request, where the words alone decide."""

MOST_OTHERS, MOST_BESIDE_CONTACT = 1, 2
"""Most characters of other words beside these, and in a question about being contacted."""


def asked_of_request(reading: Reading) -> frozenset[str]:
    """Return what the message asks about a request, by the words of the clauses that ask."""
    clauses: Sequence[Clause] = reading.having(Act.ASKS) or reading.clauses
    return frozenset(kind for clause in clauses for kind in _kinds(clause.text))


def _kinds(clause: str) -> set[str]:
    kinds = {kind for kind, name in ((PHONE, "phoning"), (WHEN, "awaiting_when")) if any_word(name).search(clause)}
    if any_word("numbers").search(clause) and any_word("numbers_use").search(clause):
        kinds.add(NUMBER)
    # 什么时候回复我 asks for the time alone, and 会有人回我吗 for the answer.
    if not kinds and any(any_word(name).search(clause) for name in ("answering_user", "staying_on")):
        return {WHERE}
    return kinds or ({WHEN} if any_word("awaiting_somebody").search(clause) else set())


def is_of_request(clause: str) -> bool:
    """Say whether a clause that asks has a word for waiting, for the number, or for how one is answered."""
    return any(any_word(name).search(clause) for name in OF_REQUEST)


def is_only_of_request(clause: str) -> bool:
    """Say whether a clause has such a word and hardly any other, so that it asks for nothing else: not 审核要多久."""
    return any(any_word(name).search(clause) for name in RIGHT_AFTER) and _others(clause) <= MOST_OTHERS


def is_about_contact(clause: str) -> bool:
    """Say whether the words alone show a question about being contacted, or about the number: 他们怎么找我."""
    if _contact().search(clause):
        return _others(clause) <= MOST_BESIDE_CONTACT
    number = any_word("numbers").search(clause) and any_word("numbers_use").search(clause)
    return bool(number) and _others(clause) <= MOST_OTHERS


def _others(clause: str) -> int:
    """Return how many characters of the clause belong to none of the words of a question about a request."""
    return len(_around_it().sub("", _of_it().sub("", clause)))


@cache
def _of_it() -> re.Pattern[str]:
    names = (*RIGHT_AFTER, "numbers", "numbers_use", "contacting", "contacting_behind")
    return re.compile(rf"{any_of([word for name in names for word in words()[name]])}|[0-9]+号?")


@cache
def _around_it() -> re.Pattern[str]:
    return re.compile(any_of(words()["awaiting_around"]))


@cache
def _contact() -> re.Pattern[str]:
    verbs, behind, selves = (any_of(words()[name]) for name in ("contacting", "contacting_behind", "selves"))
    return re.compile(rf"(?:{verbs})(?:{selves})|[给跟和](?:{selves})们?.{{0,3}}?(?:{behind})")


def withdraws(reading: Reading, *, prompted: bool) -> bool:
    """Say whether the message only withdraws: 行那你给我撤了吧, 撤掉吧不等了.

    `prompted`: right after being told how to withdraw. Otherwise a mere 撤回 may mean something else that was sent in.
    """
    clauses = [clause.text for clause in reading.clauses if clause.act is not Act.COURTESY]
    withdrawing = [clause for clause in clauses if _withdrawal(prompted).fullmatch(clause)]
    others = [clause for clause in clauses if clause not in withdrawing]
    if not all(any_word("leaving").search(clause) or _around().fullmatch(clause) for clause in others):
        return False
    alone = len(reading.clauses) == 1 and any_word("withdrawing").fullmatch(reading.text)
    return bool(withdrawing) and (prompted or not alone)


@cache
def _withdrawal(prompted: bool) -> re.Pattern[str]:
    lists = words()
    more = lists["withdrawing_prompted"] if prompted else ()
    around, verbs = lists["withdrawing_around"], [*lists["withdrawing"], *lists["withdrawing_briefly"], *more]
    once = rf"(?:{any_of(around)}|[0-9]+号?){{0,8}}(?:{any_of(verbs)})(?:{any_of(around)}){{0,5}}"
    return re.compile(rf"(?:{once}){{1,2}}")


@cache
def _around() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words()['withdrawing_around'])}){{1,4}}")

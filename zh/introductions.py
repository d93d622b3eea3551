"""Introductions: clauses of a message that only say who or where somebody is (老师一个，密码忘了)."""

import re
from itertools import takewhile

from zh.places import find_places
from zh.questions import asks_something
from zh.role_patterns import any_of, words
from zh.roles import Reading, RoleMention, find_role
from zh.statements import is_statement, says_nothing

_CLAUSE = re.compile(r"[^,，。.!！;；~\s]+")
_BEHIND = re.compile(r"(?:一枚|一个|一名|这边|来的|的|了){0,8}")
LONGEST = 16
"""Characters; people who say more are telling something."""


def without_introductions(text: str) -> str:
    """Return what the normalized `text` says besides who or where somebody is, at its beginning and its end."""
    clauses = list(_CLAUSE.finditer(text))
    while len(clauses) > 1 and _says_only_that(clauses[0][0]):
        del clauses[0]
    while len(clauses) > 1 and _says_only_that(clauses[-1][0]):
        del clauses[-1]
    return text[clauses[0].start() : clauses[-1].end()] if clauses else text


def introduced_role(text: str) -> RoleMention | None:
    """Return the role that the first clauses of the normalized `text` name as somebody's: 刚入职的老师，怎么注册."""
    for clause in _first_clauses(text):
        role = _role_of(clause[0])
        if role:
            return RoleMention(role.role, clause.start() + role.start, clause.start() + role.end)
    return None


def _first_clauses(text: str) -> list["re.Match[str]"]:
    """All but the last, which asks; none from the first one on that asks itself."""
    firsts = list(_CLAUSE.finditer(text))[:-1]
    return list(takewhile(lambda clause: len(clause[0]) <= LONGEST and not asks_something(clause[0]), firsts))


def _says_only_that(clause: str) -> bool:
    if asks_something(clause):
        return False
    if says_nothing(clause):
        return True
    role, places = _role_of(clause), find_places(clause)
    if role and clause[role.start : role.end] in words()["telling"]:
        return False
    spans = [*([(role.start, role.end)] if role else []), *((place.start, place.end) for place in places)]
    return is_statement(clause, spans)


def _role_of(clause: str) -> RoleMention | None:
    """Return the role a clause ends with, unless something is done to it (找单位管理员) or it is denied (没有单位)."""
    role = find_role(clause, Reading.ANSWERED)
    if role is None or not _BEHIND.fullmatch(clause[role.end :]):
        return None
    return None if re.search(rf"{any_of(words()['others'])}|没|不|未|无", clause[: role.start]) else role

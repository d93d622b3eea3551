"""Classifies a clause: whether it asks, states, denies, corrects, and so on. The words are in reading.yml."""

import re
from enum import Enum
from functools import lru_cache

from zh.announcing import is_introducing
from zh.clauses import Span
from zh.moved_units import changes_unit, is_former_unit
from zh.personal import gives_only_masked
from zh.places import find_places
from zh.reading_words import any_word, opening, words
from zh.refusals import refusal, untruth
from zh.role_patterns import any_of
from zh.role_patterns import words as role_words
from zh.roles import RoleMention, RoleReading, find_role, is_hint, is_name, is_telling, speaks_for_itself
from zh.statements import is_statement, remainder, says_nothing, wants_account
from zh.whose_places import own_places

LONGEST_STATEMENT = 24
"""Characters; a longer clause reports something and is no mere statement of a role or place."""

LONGEST = 16
"""Characters of a clause that only introduces somebody."""

BEHIND_SELF = 3
"""Most characters in front of a role that directly follows 我们是."""

_BEHIND = re.compile(r"(?:一枚|一个|一名|这边|来的|的|了){0,8}")


class Act(Enum):
    """What a clause does."""

    STATES = "states"
    """Says who or where somebody is, and nothing else."""
    CORRECTS = "corrects"
    """Takes back what was said before."""
    DENIES = "denies"
    """Says what is not wanted, or not the case."""
    RETURNS = "returns"
    """Returns to an earlier subject."""
    INTRODUCES = "introduces"
    """Announces that more follows, and nothing else: 忘了说, 对了."""
    GIVES = "gives"
    """Gives personal data, which is masked, and nothing else: 我的手机号【手机号】."""
    COURTESY = "courtesy"
    ASKS = "asks"
    TELLS = "tells"


def act_of(clause: str, asks: bool, role: RoleMention | None) -> tuple[Act, str]:
    if says_nothing(clause):
        return Act.CORRECTS, ""
    if is_introducing(clause):
        return Act.INTRODUCES, ""
    only_says = not asks and not wants_account(clause) and not _did_once(clause)
    if only_says and len(clause) <= LONGEST_STATEMENT and _states(clause, role):
        return Act.STATES, ""
    if only_says and role and is_name(clause[role.start : role.end], role.role) and is_introduced(clause, role):
        return Act.STATES, ""
    if only_says and (_tells_work(clause) or _tells_job(clause)):
        return Act.STATES, ""
    if not asks and gives_only_masked(clause):
        return Act.GIVES, ""
    if not remainder(clause, ()) and not changes_unit(clause):
        return Act.COURTESY, ""
    if (untrue := untruth(clause)) and _names_somebody(untrue["about"]):
        return Act.STATES, ""
    if match := refusal(clause) or untrue:
        return Act.DENIES, match["about"]
    if not asks and (match := any_word("untrue").search(clause)):
        return Act.DENIES, clause[: match.start()] + clause[match.end() :]
    if match := opening("returns").fullmatch(clause) or (None if asks else _returns_around().fullmatch(clause)):
        return Act.RETURNS, match["about"]
    return (Act.ASKS if asks else Act.TELLS), ""


@lru_cache(maxsize=1)
def _returns_around() -> re.Pattern[str]:
    before, behind = (any_of(words()[name]) for name in ("returns_before", "returns_behind"))
    return re.compile(rf"(?:{before})(?:[问说]的)?(?P<about>.{{2,8}}?)(?:{behind})")


def _did_once(clause: str) -> bool:
    """Say whether the clause reports what the user once did for themselves; 我替单位注册过 tells their role instead."""
    return any_word("did_once").search(clause) is not None and any_word("acting_for").search(clause) is None


def _states(clause: str, role: RoleMention | None) -> bool:
    word = clause[role.start : role.end] if role else ""
    if role and (is_telling(word, role.role) or is_former_unit(clause) or not _is_own(clause, role)):
        return False
    if role and is_hint(word, role.role) and not _identifies_as(clause, role) and not own_places(clause):
        return False
    every = [*([(role.start, role.end)] if role else []), *((place.start, place.end) for place in find_places(clause))]
    return is_statement(clause, every)


def _names_somebody(text: str) -> bool:
    """Say whether the text names a role and nothing else: 单位的号 in 不是单位的号."""
    role = find_role(text, RoleReading.ANSWERED)
    return role is not None and is_statement(text, [(role.start, role.end)])


def _tells_work(clause: str) -> bool:
    """Say whether the clause says what the user does for an organisation of their role: 我是局里负责审核的."""
    role = find_role(clause, RoleReading.STATED) if clause.endswith("的") and len(clause) <= LONGEST else None
    return role is not None and speaks_for_itself(role.role) and role.start <= BEHIND_SELF


def _tells_job(clause: str) -> bool:
    """Say whether a clause about the user ends with their profession: 我在济南轨道公司干工程师."""
    if len(clause) > LONGEST_STATEMENT or not clause.startswith(tuple(words()["selves"])):
        return False
    role = find_role(clause, RoleReading.STATED)
    if role is None or is_telling(clause[role.start : role.end], role.role):
        return False
    return _BEHIND.fullmatch(clause[role.end :]) is not None and _is_own(clause, role)


def _identifies_as(clause: str, role: RoleMention) -> bool:
    """Say whether the clause says that the user has the role: 我是单位的, 单位这边; not 所在单位是错的."""
    before, behind = clause[: role.start], clause[role.end :]
    named = any_word("identity").search(before.replace("要是", "")) or behind in words()["identity_endings"]
    return bool(named) and not before.endswith(tuple(role_words()["moved"]))


def _identifies(clause: str) -> bool:
    lists = words()
    return clause.endswith(tuple(lists["identity_endings"])) or any(word in clause for word in lists["identity"])


def is_loose(text: str, span: Span, named: int) -> bool:
    """Say whether a clause is a single word in a row of words with blanks between, rather than a sentence.

    `named`: how many of its characters name a role or place; 就济南 says more.
    """
    before, clause = text[: span.start], text[span.start : span.end]
    says_who = any(word in clause for word in words()["speakers"])
    return before.endswith(" ") and not _identifies(clause) and not says_who and named in (0, len(clause))


def _is_own(clause: str, role: RoleMention) -> bool:
    """Say whether the role is the user's: neither of somebody they deal with (找单位管理员), nor denied (没有单位)."""
    before = clause[: role.start]
    if any_word("looked_after").search(clause, role.end):
        return False
    # In 那调单位的呢 and 管理员换人 the word is what changes, in 单位错了 what is wrong.
    changed, wrong = tuple(words()["changed_role"]), tuple(words()["wrong_behind"])
    if before.endswith(changed) or clause[role.end :].startswith((*changed, *wrong)):
        return False
    return not _not_own().search(before)


def is_introduced(clause: str, role: RoleMention) -> bool:
    """Say whether the clause ends with the role as a person's description: 刚入职的老师."""
    if is_hint(clause[role.start : role.end], role.role) and not _identifies_as(clause, role):
        return False
    return len(clause) <= LONGEST and _BEHIND.fullmatch(clause[role.end :]) is not None and _is_own(clause, role)


@lru_cache(maxsize=1)
def _not_own() -> re.Pattern[str]:
    return re.compile(rf"{any_of(role_words()['others'])}|没|不(?!过)|未|无")

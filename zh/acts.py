"""Classifies a clause: whether it asks, states, denies, corrects, and so on. The words are in reading.yml."""

import re
from enum import Enum
from functools import lru_cache

from zh.announcing import is_introducing
from zh.clauses import Span
from zh.moved_units import changes_unit, is_former_unit
from zh.personal import gives_only_masked
from zh.places import find_places
from zh.questions import asks_something
from zh.reading_words import any_word, opening, words
from zh.role_patterns import any_of
from zh.role_patterns import words as role_words
from zh.roles import RoleMention, find_role, is_hint, is_name, is_telling, speaks_for_itself
from zh.roles import RoleReading as Generosity
from zh.statements import is_statement, remainder, says_nothing, wants_account
from zh.whose_places import own_places

LONGEST_STATEMENT = 24
"""Characters; a longer clause reports something and is no mere statement of a role or place."""

LONGEST = 16
"""Characters of a clause that only introduces somebody."""

BEHIND_SELF = 3
"""Most characters in front of a role that directly follows 我们是."""

_TWICE = re.compile(r"不(?P<about>[\u4e00-\u9fff]{1,4})不(?P=about)了?$")
"""A denial that is said twice: 不注销不注销."""

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
    if (untrue := _untrue(clause)) and _names_somebody(untrue["about"]):
        return Act.STATES, ""
    if match := _unwanted(clause) or untrue:
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
    role = find_role(text, Generosity.ANSWERED)
    return role is not None and is_statement(text, [(role.start, role.end)])


def _tells_work(clause: str) -> bool:
    """Say whether the clause says what the user does for an organisation of their role: 我是局里负责审核的."""
    role = find_role(clause, Generosity.STATED) if clause.endswith("的") and len(clause) <= LONGEST else None
    return role is not None and speaks_for_itself(role.role) and role.start <= BEHIND_SELF


def _tells_job(clause: str) -> bool:
    """Say whether a clause about the user ends with their profession: 我在济南轨道公司干工程师."""
    if len(clause) > LONGEST_STATEMENT or not clause.startswith(tuple(words()["selves"])):
        return False
    role = find_role(clause, Generosity.STATED)
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
    # In 那调单位的呢 and 管理员换人 the word is what changes.
    changed = tuple(words()["changed_role"])
    return not _not_own().search(before) and not (before.endswith(changed) or clause[role.end :].startswith(changed))


def is_introduced(clause: str, role: RoleMention) -> bool:
    """Say whether the clause ends with the role as a person's description: 刚入职的老师."""
    if is_hint(clause[role.start : role.end], role.role) and not _identifies_as(clause, role):
        return False
    return len(clause) <= LONGEST and _BEHIND.fullmatch(clause[role.end :]) is not None and _is_own(clause, role)


@lru_cache(maxsize=1)
def _not_own() -> re.Pattern[str]:
    return re.compile(rf"{any_of(role_words()['others'])}|没|不|未|无")


def is_unwanted(clause: str) -> bool:
    """Say whether the clause has the form of a refusal: it names what is not wanted."""
    return _unwanted(clause) is not None


def is_untrue(clause: str) -> bool:
    """Say whether the clause opens with 不是."""
    return _untrue(clause) is not None


def _untrue(clause: str) -> "re.Match[str] | None":
    return _not_asked(clause, opening("untrue_openings").fullmatch(clause))


def _unwanted(clause: str) -> "re.Match[str] | None":
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

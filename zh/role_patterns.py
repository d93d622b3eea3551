"""Builds patterns for the ways to name a role, from words of the profile and roles.yml.

In each pattern the group `role` is the name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from owner.profile import Role

ROLES_FILE = Path(__file__).with_name("roles.yml")

_NO_MARK = "[^,，。？?!！、；;]"
_SOMETHING = rf"(?:{_NO_MARK}{{0,8}}?的?)"
"""Words between 我是 and the role: 一名, 济南市第一中学的."""

_END = r"(?=$|[,，。!！?？ ])"
_BEGINNING = r"(?:^|(?<=[,，。!！?？ ]))"

_AMBIGUOUS = "个人"
"""A role's name that also occurs in words that mean no role: 找个人, 个人信息."""

Pattern = tuple[str, str]
"""A role's id and the pattern that finds it."""

Roles = Sequence[Role]


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the words of roles.yml."""
    content: Mapping[str, Any] = yaml.load(ROLES_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return content


def any_of(*lists: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; for no words a pattern that never matches."""
    every = sorted({re.escape(word) for words_ in lists for word in words_}, key=len, reverse=True)
    return "|".join(every) or "(?!)"


def stated(roles: Roles) -> Iterable[Pattern]:
    """Yield patterns for the role that users say they have: 我是老师, 我们医院的人事, 我管单位账号."""
    yield from _by_work(roles)
    for role in _of(roles, "person"):
        yield from _person(role, roles)
    for role in _of(roles, "keeper"):
        yield from _keeper(role, roles)
    for role in _of(roles, "organisation"):
        yield role.id, rf"{_self()}(?P<role>{any_of(role.organisations)}|{_trading(role)})"
        others = [name for name in _selves(role) if name not in role.organisations]
        yield role.id, rf"{_self()}(?P<role>{any_of(others)})"


def asked_about(roles: Roles) -> Iterable[Pattern]:
    """Yield patterns for the role in a question about registration or a password: 单位怎么注册, 老师忘记密码."""
    other = rf"(?P<other>(?:{any_of(words()['others'])})(?:我们?|本|你们)?(?:的)?)?"
    does = _does()
    for role in roles:
        done_to = "(?!员|没|不|未|重置|帮|给|审核|说|让|来)" if role.kind == "keeper" else ""
        yield role.id, rf"{other}(?P<role>{_named(role)}){done_to}"
    for role in filter(_represented, roles):
        kinds = any_of(_represented(role))
        yield role.id, rf"(?:我们?|咱们?|俺们?)(?P<role>{kinds})(?:也|先|得|准备|打算){{1,2}}(?:注册|开通|开户)"
    people = _of(roles, "person")
    for role in people:
        somebody = other if len(people) > 1 else ""
        yield role.id, rf"{somebody}(?P<role>{any_of(role.people, _both('employed', role.reply))})的?(?:{does}|账号)"
    for role in _of(roles, "keeper"):
        units = any_of(role.organisations)
        yield role.id, rf"{other}(?P<role>(?:我们?|咱们?|本|新)?(?:{units}))的?(?:{does}|账号)"
        account = rf"(?:{units})(?:的|管理员)?(?:账号|账户|号|用户)?"
        yield role.id, rf"(?:注册|开通|开|申请)(?:一个|个)?(?P<role>{account})(?=$|[,，。?？怎如]|账)"
    for role in _of(roles, "organisation"):
        # A trading organisation is the one that asks; others are authorities that a question only mentions.
        asks = "" if role.trades else f"的?(?:{does}|账号)"
        yield role.id, rf"{other}(?P<role>{any_of(role.organisations)}){asks}"


def answered(roles: Roles) -> Iterable[Pattern]:
    """Yield patterns for any hint at a role, in reply to 您是哪种用户."""
    for role in roles:
        yield role.id, rf"(?P<role>{_named(role)}|{any_of(role.reply)})"
    if len(people := _of(roles, "person")) == 1:
        yield people[0].id, rf"(?P<role>(?:{any_of(words()['plain_work'])}){_no_work()}{_NO_MARK}{{1,6}}?的){_END}"
    for role in roles:
        if role.kind == "keeper":
            units, keeping = any_of(role.organisations), any_of(words()["keeping"])
            yield role.id, rf"(?P<role>(?:{units})?里?的?(?:{any_of(role.keepers)}))"
            if len(_of(roles, "keeper")) == 1:
                accounts = any_of(("账号", "账户"), _both("duties", role.keepers))
                yield role.id, rf"(?<![主不没])(?P<role>(?:{keeping})[^,，。]{{0,6}}(?:{accounts}))"
        else:
            kinds = role.people if role.kind == "person" else role.organisations
            yield role.id, rf"(?P<role>{any_of(kinds)})"
            yield role.id, rf"(?P<role>{_trading(role)})"


def _of(roles: Roles, kind: str) -> Roles:
    return [role for role in roles if role.kind == kind]


def _both(name: str, choices: Iterable[str]) -> list[str]:
    """Return those of `choices` that roles.yml lists under `name`."""
    return [word for word in choices if word in words()[name]]


def _named(role: Role) -> str:
    """Return a pattern of the role's own names."""
    names = any_of([name for name in role.called if name != _AMBIGUOUS])
    if _AMBIGUOUS not in role.called:
        return names
    before, behind = "".join(words()["no_role"]["before"]), any_of(words()["no_role"]["behind"])
    # 那个人 means somebody, but in 那个人怎么注册 个人 is the role: it continues the last question.
    return rf"{names}|(?:(?<![{before}])|(?<=^那)){_AMBIGUOUS}(?!{behind})"


def _selves(role: Role) -> list[str]:
    """Return the role's names that mean a person or organisation: 用人单位, not 单位账号."""
    return [name for name in role.called if not name.endswith(tuple(words()["of_accounts"]))]


def _self() -> str:
    """Return a pattern for the user as subject: 我是 with words in between, or a mere 是 directly before the role."""
    return rf"(?:(?:{any_of(words()['self']['clear'])}){_SOMETHING}|(?:^|[,，。!！ ])是的?)"


def _person(role: Role, roles: Roles) -> Iterable[Pattern]:
    """Yield patterns for a person: 我是老师, 我个人.

    If several roles are persons, 我老师 is somebody else unless nothing follows.
    """
    people = rf"{any_of(role.people)}|{_named(role)}"
    keepers = any_of(["管理员"], *(other.keepers for other in roles))
    hardly = any_of(words()["self"]["hardly"])
    # 我们单位管理员 means somebody else, 我个人 the user.
    if len(_of(roles, "person")) == 1:
        yield role.id, rf"(?:{_self()}|{hardly})(?P<role>{people})(?!的?(?:{keepers}))"
    else:
        yield role.id, rf"{_self()}(?P<role>{people})(?!的?(?:{keepers}))"
        yield role.id, rf"{_BEGINNING}(?:{hardly})(?P<role>{people}){_END}"


def _keeper(role: Role, roles: Roles) -> Iterable[Pattern]:
    """Yield patterns for the keeper of an organisation's account: 我们医院的人事, 我是用人单位, 我管单位账号."""
    units = any_of(role.organisations)
    longer = any_of([name for name in role.called if name.endswith(role.organisations)])
    keepers = rf"(?:{units}|{longer})?里?的?(?:{any_of(role.keepers)})"
    yield role.id, rf"{_self()}(?P<role>{keepers}|{any_of(_selves(role))})"
    only = "?" if len(_of(roles, "keeper")) == 1 else ""
    whose = rf"(?:我|俺)是?(?:在|给|帮|替)?(?:我们?|本)?(?:{units}){only}里?(?:专门)?"
    accounts = any_of(("账号", "账户", "号"), _both("duties", role.keepers))
    yield role.id, rf"(?P<role>{whose}(?:{any_of(words()['keeping'])}){_NO_MARK}{{0,8}}(?:{accounts}))"
    hinted = any_of([name for name in role.organisations if name in role.reply])
    yield role.id, rf"{_self()}(?P<role>(?:{hinted})(?:这边|的人|方|用户|的)?){_END}"


def _by_work(roles: Roles) -> Iterable[Pattern]:
    """Yield patterns for a role by the user's work: 我在工地当安全员, 我教初中数学的, 我替单位办这个事, 学校那个号我管.

    If several roles are persons, their work does not tell them apart.
    """
    lists, people, no_work = words(), _of(roles, "person"), _no_work()
    if len(people) == 1:
        does = rf"(?P<role>(?:{any_of(lists['work'])}){no_work}{_NO_MARK}{{1,6}}?(?:的|员|师|工))"
        yield people[0].id, rf"(?:我|俺|咱)(?:是|在|就|们)?{_NO_MARK}{{0,6}}?{does}{_END}"
        yield people[0].id, rf"{_self()}(?P<role>{no_work}(?:(?!的)[一-龥]){{1,3}}[员师工]){_END}"
    needs, does_it = "(?:要|想|需要)(?:用|注册|开通|开户)", any_of(lists["acting"])
    for role in people:
        # 我们自己的号 may be anybody's account.
        yield role.id, rf"(?<!们)(?P<role>{any_of(role.for_oneself)}|{_acting_for_oneself(role, does_it)})"
    for role in filter(_represented, roles):
        kinds = any_of(_represented(role))
        yield role.id, rf"(?P<role>(?:替|帮|给|代表)(?:我们?|咱们?|本)?(?:{kinds})[来去]?(?:{does_it}))"
        theirs = "" if role.trades else needs
        yield role.id, rf"(?:我们?|咱们?|俺们?)(?P<role>(?:{kinds}){theirs})"
        yield role.id, rf"(?P<role>(?:{kinds})(?:那个|这个)(?:账号|账户|号|(?=呢|也?(?:忘|密码|记不|想不起))))"


def _no_work() -> str:
    """Return a pattern for the end of a verb behind which no word follows that makes it another role's, or no work."""
    return rf"(?!{_NO_MARK}{{0,6}}(?:{any_of(words()['no_work'])}))"


def _acting_for_oneself(role: Role, does_it: str) -> str:
    """Return a pattern for 给自己注册 if the profile has words for acting for oneself; else one that never matches."""
    return rf"给自己(?:{does_it})" if role.for_oneself else "(?!)"


def _represented(role: Role) -> Sequence[str]:
    """Return the organisations that people in the role act for."""
    if role.kind == "keeper":
        return role.organisations
    kinds = tuple(words()["kinds"])
    short = [word for word in role.reply if word in kinds]
    return [*short, *(name for name in role.organisations if name.endswith(kinds))] if role.trades else ()


def _trading(role: Role) -> str:
    """Return a pattern for a company or school in the organisation's trade: 做职业培训的公司, 做技能培训的."""
    if not role.trades:
        return "(?!)"
    trades, kinds = any_of(role.trades), any_of(words()["kinds"])
    behind = "[^,，。？?！!的]{0,3}的?"
    doing = rf"(?:做|搞|办|开)[^,，。？?！!]{{0,6}}(?:{trades}){behind}(?:{kinds})?"
    return rf"(?:{doing}|(?:{trades}){behind}(?:{kinds}))"


def _does() -> str:
    """Return a pattern for the question after the role's name: …怎么注册, …忘记密码."""
    how = "怎么|怎样|如何|咋|在哪|哪里|去哪|想|要"
    what = "注册|开户|开通|开号|入驻|忘|密码"
    here = "(?:[在到去来上]{1,2}[^,，。]{0,2}(?:平台|这里|这儿|这边|这|网站|系统)上?)?"
    return rf"(?!让|没|不|未|给我|叫|说)(?:要|想|需要|该|第一次)?(?:{how})?{here}[^,，。]{{0,2}}(?:{what})"

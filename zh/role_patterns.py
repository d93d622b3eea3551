"""How people name a role, as patterns put together from the words of roles.yml; the group `role` is the name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

ROLES_FILE = Path(__file__).with_name("roles.yml")
ROLES = ("personal", "unit", "department", "institution")

_NO_MARK = "[^,，。？?!！、；;]"
_SOMETHING = rf"(?:{_NO_MARK}{{0,8}}?的?)"
"""Between 我是 and the role: 一名, 济南市第一中学的."""

_KINDS = "(?:公司|企业|单位|学校|中心|机构|基地|院校)"
_TRAINER = (
    rf"(?:(?:做|搞|办|开)[^,，。？?！!]{{0,6}}培训[^,，。？?！!的]{{0,3}}的?{_KINDS}?"
    rf"|培训[^,，。？?！!的]{{0,3}}的?{_KINDS})"
)
"""A company or a school that trains is an institution: 做职业培训的公司, 做技能培训的."""

_END = r"(?=$|[,，。!！?？ ])"
Pattern = tuple[str, str]


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the words of roles.yml."""
    found: Mapping[str, Any] = yaml.load(ROLES_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def any_of(*lists: Sequence[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(sorted({re.escape(word) for words_ in lists for word in words_}, key=len, reverse=True))


def _named(role: str) -> str:
    """The role's own names; 个人 also stands in words that name nobody (找个人, 个人信息)."""
    names = any_of([name for name in words()["named"][role] if name != "个人"])
    if role != "personal":
        return names
    before, behind = "".join(words()["no_role"]["before"]), any_of(words()["no_role"]["behind"])
    # 那个人 is somebody, but 那个人怎么注册 goes on from the last question.
    return rf"{names}|(?:(?<![{before}])|(?<=^那))个人(?!{behind})"


def _self() -> str:
    """Who speaks: clearly (我是…), with something in between; or with a mere 是, directly in front."""
    return rf"(?:(?:{any_of(words()['self']['clear'])}){_SOMETHING}|(?:^|[,，。!！ ])是的?)"


def stated() -> Iterable[Pattern]:
    """Who the user says to be: 我是老师, 我们医院的人事, 我管单位账号."""
    known = words()
    units, keepers, keeping = any_of(known["units"]), any_of(known["keepers"]), any_of(known["keeping"])
    kept = rf"(?:{units}|用人单位)?里?的?(?:{keepers})"
    people = rf"{any_of(known['professions'])}|{_named('personal')}"
    yield from _by_work()
    # 我们单位管理员 is somebody else, but 我个人 is not.
    yield "personal", rf"(?:{_self()}|{any_of(known['self']['hardly'])})(?P<role>{people})(?!的?(?:管理员|{keepers}))"
    yield "unit", rf"{_self()}(?P<role>{kept}|用人单位|单位管理|单位用户)"
    whose = rf"(?:我|俺)是?(?:在|给|帮|替)?(?:我们?|本)?(?:{units})?里?(?:专门)?"
    yield "unit", rf"(?P<role>{whose}(?:{keeping}){_NO_MARK}{{0,8}}(?:账号|账户|人事|号))"
    yield "unit", rf"{_self()}(?P<role>(?:企业|公司|单位)(?:这边|的人|方|用户|的)?){_END}"
    yield "department", rf"{_self()}(?P<role>{any_of(known['departments'])})"
    yield "institution", rf"{_self()}(?P<role>{any_of(known['institutions'])}|{_TRAINER})"


def _by_work() -> Iterable[Pattern]:
    """Who the user is by what they do: 我在工地当安全员, 我教初中数学的, 我替单位办这个事, 学校那个号我管."""
    known = words()
    work, units = any_of(known["work"]), any_of(known["units"])
    no_work = rf"(?!{_NO_MARK}{{0,6}}(?:{any_of(known['no_work'])}))"
    does = rf"(?P<role>(?:{work}){no_work}{_NO_MARK}{{1,6}}?(?:的|员|师|工))"
    yield "personal", rf"(?:我|俺|咱)(?:是|在|就|们)?{_NO_MARK}{{0,6}}?{does}{_END}"
    yield "personal", rf"{_self()}(?P<role>{no_work}(?:(?!的)[一-龥]){{1,3}}[员师工]){_END}"
    needs, does_it = "(?:要|想|需要)(?:用|注册|开通|开户)", any_of(known["acting"])
    # 我们自己的号 is that of whoever we are.
    yield "personal", rf"(?<!们)(?P<role>{any_of(known['for_oneself'])}|给自己(?:{does_it}))"
    for role, kinds in (("unit", units), ("institution", "机构|培训机构|基地")):
        yield role, rf"(?P<role>(?:替|帮|给|代表)(?:我们?|咱们?|本)?(?:{kinds})[来去]?(?:{does_it}))"
        yield role, rf"(?:我们?|咱们?|俺们?)(?P<role>(?:{kinds}){needs})"
        yield role, rf"(?P<role>(?:{kinds})(?:那个|这个)(?:账号|账户|号))"


def asked() -> Iterable[Pattern]:
    """Whom a question about registration or a password is about: 单位怎么注册, 老师忘记密码."""
    known = words()
    other = rf"(?P<other>(?:{any_of(known['others'])})(?:我们?|本|你们)?(?:的)?)?"
    units, does = any_of(known["units"]), _does()
    for role in ("personal", "department", "institution"):
        yield role, rf"{other}(?P<role>{_named(role)})"
    yield "unit", rf"{other}(?P<role>{_named('unit')})(?!员|没|不|未|重置|帮|给|审核|说|让|来)"
    yield "personal", rf"(?P<role>{any_of(known['professions'], ['员工', '职工'])})的?(?:{does}|账号)"
    yield "unit", rf"{other}(?P<role>(?:我们?|咱们?|本|新)?(?:{units}))的?(?:{does}|账号)"
    account = rf"(?:{units})(?:的|管理员)?(?:账号|账户|号|用户)?"
    yield "unit", rf"(?:注册|开通|开|申请)(?:一个|个)?(?P<role>{account})(?=$|[,，。?？怎如]|账)"
    yield "department", rf"{other}(?P<role>{any_of(known['departments'])})的?(?:{does}|账号)"
    yield "institution", rf"{other}(?P<role>{any_of(known['institutions'])})"


def _does() -> str:
    """What is asked of the one just named: …怎么注册, …忘记密码."""
    how = "怎么|怎样|如何|咋|在哪|哪里|去哪|想|要"
    what = "注册|开户|开通|开号|入驻|忘|密码"
    return rf"(?!让|没|不|未|给我|叫|说)(?:要|想|需要|该|第一次)?(?:{how})?[^,，。]{{0,2}}(?:{what})"


def answered() -> Iterable[Pattern]:
    """Any hint, in reply to 您是哪种用户."""
    known = words()
    keepers = any_of(known["keepers"])
    for role in ROLES:
        yield role, rf"(?P<role>{_named(role)}|{any_of(known['reply'][role])})"
    yield "personal", rf"(?P<role>{any_of(known['professions'])})"
    yield "department", rf"(?P<role>{any_of(known['departments'])})"
    yield "institution", rf"(?P<role>{_TRAINER})"
    yield "unit", rf"(?P<role>(?:{any_of(known['units'])})?里?的?(?:{keepers}))"
    yield "unit", rf"(?P<role>(?:{any_of(known['keeping'])})[^,，。]{{0,6}}(?:账号|账户|人事))"

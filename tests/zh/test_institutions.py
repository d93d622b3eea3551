"""Roles and places are the profile's: a library has none, a school in 四川 has its own."""

import re
from collections.abc import Iterator

import pytest

from owner.live import profile, using
from tests.zh.institutions import PLACES, ROLES, library, school
from tests.zh.patterns import not_linear
from understanding.gist import gist
from zh import role_patterns
from zh.places import cities, elsewhere, find_places, is_visited
from zh.reading import Act, read
from zh.roles import RoleReading, find_role, role_ids
from zh.statements import is_statement

ELSEWHERE_KNOWN = [
    "我是单位管理员",
    "我是老师",
    "个人",
    "历下区",
    "我在北京",
    "省直单位",
    "济南",
    "外省的",
    "jinan",
    "",
]
"""Roles and places to others."""


@pytest.fixture
def in_the_library() -> Iterator[None]:
    with using(library()):
        yield


@pytest.fixture
def at_school() -> Iterator[None]:
    with using(school()):
        yield


def role(text: str, reading: RoleReading) -> str | None:
    found = find_role(text, reading)
    return found.role if found else None


@pytest.mark.usefixtures("in_the_library")
@pytest.mark.parametrize("text", ELSEWHERE_KNOWN)
def test_without_roles_and_places_none_is_ever_found(text: str) -> None:
    assert (role_ids(), cities(), elsewhere()) == ((), (), None)
    assert [find_role(text, reading) for reading in RoleReading] == [None] * 3
    assert find_places(text) == find_places(text, answering=True) == []
    assert read(text).role is None
    assert not read(text).having(Act.STATES)


@pytest.mark.usefixtures("in_the_library")
def test_without_roles_and_places_a_message_is_asked_as_it_stands() -> None:
    assert gist("我是老师,济南图书馆几点开门") == "我是老师,济南图书馆几点开门"
    assert [clause.act for clause in read("不要转人工,几点开门").clauses] == [Act.DENIES, Act.ASKS]


@pytest.mark.usefixtures("at_school")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我是学生", "student"),
        ("我是二中的老师，密码忘了", "teacher"),
        ("我是学生家长", "parent"),
        ("我是老师的学生", "student"),
        ("我学生，密码忘了", "student"),
        ("我们是教务处的", "office"),
        ("我是学院的教务员", "office"),
        ("我管学校的账号", "office"),
        ("不是，是家长", "parent"),
        ("我不是学生，我是家长", "parent"),
        ("我老师没给我通过", None),
        ("我学生的密码忘了", None),
        # several roles are persons, so that what somebody does tells none of them
        ("我在工地当安全员", None),
        # roles of another institution
        ("我是会计", None),
        ("我是主管局的", None),
        ("我们是培训机构", None),
    ],
)
def test_who_the_user_says_to_be(text: str, expected: str | None) -> None:
    assert role(text, RoleReading.STATED) == expected


@pytest.mark.usefixtures("at_school")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学生怎么注册", "student"),
        ("老师忘记密码怎么办", "teacher"),
        ("找老师重置密码", None),
        ("家长怎么绑定", "parent"),
        ("让教务处重置密码", None),
        ("学校怎么注册", "office"),
        ("密码错误", None),
    ],
)
def test_whom_a_question_is_about(text: str, expected: str | None) -> None:
    assert role(text, RoleReading.ASKED_ABOUT) == expected


@pytest.mark.usefixtures("at_school")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学生", "student"), ("读书的", "student"), ("孩子妈妈", "parent"), ("老师", "teacher"), ("教务", "office"),
        ("学院的管理员", "office"), ("教务触", "office"), ("个人", None), ("员工", None), ("不知道", None),
    ],
)  # fmt: skip
def test_any_hint_will_do_in_reply(text: str, expected: str | None) -> None:
    assert role(text, RoleReading.ANSWERED) == expected


@pytest.mark.usefixtures("at_school")
@pytest.mark.parametrize(
    ("text", "acts", "role_id", "rest"),
    [
        ("不对,我是家长", [Act.CORRECTS, Act.STATES], "parent", "不对,我是家长"),
        ("我是学生,密码忘了", [Act.STATES, Act.TELLS], "student", "密码忘了"),
        ("找老师,密码忘了", [Act.TELLS, Act.TELLS], None, "找老师,密码忘了"),
        ("我是四川的学生,怎么登录", [Act.STATES, Act.ASKS], "student", "怎么登录"),
        ("我是老师,不对,我是学生", [Act.STATES, Act.CORRECTS, Act.STATES], "student", "我是老师,不对,我是学生"),
    ],
)
def test_statements_and_corrections(text: str, acts: list[Act], role_id: str | None, rest: str) -> None:
    reading = read(text)
    assert [clause.act for clause in reading.clauses] == acts
    assert (reading.role.role if reading.role else None) == role_id
    assert reading.rest == rest


@pytest.mark.usefixtures("at_school")
@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("我在成都", "成都"), ("绵阳市的", "绵阳"), ("郫县", "成都"), ("绵阳江油", "绵阳"), ("棉阳", "绵阳"),
        ("省属的", "省属"), ("省直", "省属"), ("省属学校", "省属"),
    ],
)  # fmt: skip
def test_its_cities_counties_and_own_units(text: str, city: str) -> None:
    assert find_places(text)[-1].city == city
    assert cities() == ("成都", "绵阳", "省属")


@pytest.mark.usefixtures("at_school")
@pytest.mark.parametrize("text", ["山东", "济南", "德州市", "重庆", "外省", "四川省外", "四川以外", "其他地区"])
def test_the_rest_of_the_country_is_elsewhere(text: str) -> None:
    assert [place.outside for place in find_places(f"我在{text}")] == [True]
    assert gist(f"{text}能报吗").startswith("省外")


@pytest.mark.usefixtures("at_school")
@pytest.mark.parametrize("text", ["四川", "四川省", "历下区", "山东历下区", "日照时间长", "四川外国语", "省外办"])
def test_its_own_region_is_no_place_nor_are_counties_of_others(text: str) -> None:
    assert not [place for place in find_places(text) if place.name != "山东"]


@pytest.mark.usefixtures("at_school")
def test_places_in_a_conversation() -> None:
    assert is_statement("我在四川绵阳", [(4, 6)])
    assert [place.city for place in read("我在绵阳,我同学在成都能报").places] == ["绵阳"]
    [chengdu] = find_places("去成都参加培训")
    [jinan] = find_places("去济南参加培训")
    assert [is_visited(f"去{place.name}参加培训", place) for place in (chengdu, jinan)] == [False, True]
    assert find_places("锦江春色") == []
    assert find_places("锦江", answering=True)[0].city == "成都"
    assert find_places("chengdu", answering=True)[0].city == "成都"
    assert find_places("济难", answering=True) == []


@pytest.mark.parametrize(
    ("region", "outside", "inside"),
    [
        ("成都市", ["绵阳", "外地", "北京", "成都市外", "成都以外"], ["四川", "成都"]),
        ("中山市", ["广州", "外省"], ["广东", "中山市"]),
        ("上海市", ["杭州", "外地", "四川"], ["上海"]),
        ("广西壮族自治区", ["贵阳", "外省", "广西以外"], ["广西", "南宁", "桂林"]),
        ("某某新区", ["四川", "绵阳"], ["某某新区"]),
    ],
)
def test_what_is_elsewhere_follows_the_region(region: str, outside: list[str], inside: list[str]) -> None:
    places = PLACES.copy(update={"region": region, "cities": {"甲": ()}, "typos": {}, "whole": None})
    with using(profile().copy(update={"places": places})):
        assert [name for name in outside if not find_places(name)] == []
        assert [name for name in inside if find_places(name)] == []


def test_the_words_follow_the_profile_that_is_served() -> None:
    assert (role("我是学生", RoleReading.STATED), role("我是会计", RoleReading.STATED)) == (None, "personal")
    with using(school()):
        assert (role("我是学生", RoleReading.STATED), role("我是会计", RoleReading.STATED)) == ("student", None)
        assert find_places("济南")[0].outside
        with_me = read("我是山东的学生")
    assert (role("我是学生", RoleReading.STATED), role("我是会计", RoleReading.STATED)) == (None, "personal")
    assert find_places("济南")[0].city == "济南"
    assert not find_places("山东")
    assert with_me.role


@pytest.mark.parametrize("number", range(len(ROLES)))
@pytest.mark.parametrize("bare", [False, True])
def test_patterns_of_any_roles_are_linear_and_match_no_empty_text(number: int, bare: bool) -> None:
    words = ("reply", "people", "organisations", "keepers")
    chosen = ROLES[: number + 1]
    roles = [role.copy(update=dict.fromkeys(words, ())) for role in chosen] if bare else chosen
    trading = roles[0].copy(update={"id": "trader", "kind": "organisation", "trades": ("培训",)})
    every = [*roles, trading]
    for way in (role_patterns.stated, role_patterns.asked_about, role_patterns.answered):
        for id_, pattern in way(every):
            assert not not_linear(pattern), (id_, pattern)
            assert re.search(pattern, "") is None, (id_, pattern)


def test_the_one_person_may_be_called_so_anywhere_but_in_somebody() -> None:
    one = ROLES[0].copy(update={"id": "one", "called": ("个人",), "people": (), "reply": ()})
    with using(profile().copy(update={"roles": (one,), "places": None})):
        assert role("个人怎么注册", RoleReading.ASKED_ABOUT) == "one"
        assert role("找个人问问", RoleReading.ANSWERED) is None
        assert role("我把个人信息填好了", RoleReading.ANSWERED) is None
        assert role("我在工地当安全员", RoleReading.STATED) == "one"

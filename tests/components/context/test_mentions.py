"""The role and the place that a message names, by the words of the profile."""

import pytest

from components.context.mentions import for_answer, replied, stated
from owner.live import using
from tests.zh.institutions import library, school
from zh.reading import read


def values(text: str, *, waiting: bool = False) -> dict[str, str]:
    reading = read(text)
    found = replied(reading, 12, role=True, city=True) if waiting else for_answer(reading, role=True, city=True)
    return {name: str(entity.value) for name, entity in found.entities.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我是江油的老师,怎么注册", {"role": "teacher", "city": "绵阳"}),
        ("家长怎么注册,在省属学校", {"role": "parent", "city": "省属"}),
        ("我在济南,能报吗", {"city": "其他地区"}),
        ("四川的能报吗", {}),
    ],
)
def test_they_are_those_of_the_profile(text: str, expected: dict[str, str]) -> None:
    with using(school()):
        assert values(text) == expected
    with using(library()):
        assert values(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("带班", {"role": "teacher"}), ("锦江", {"city": "成都"}), ("外省的", {"city": "其他地区"}), ("员工", {})],
)
def test_any_hint_will_do_where_it_was_asked_for(text: str, expected: dict[str, str]) -> None:
    with using(school()):
        assert values(text, waiting=True) == expected
    with using(library()):
        assert values(text, waiting=True) == {}


def test_what_is_stated_keeps_where_it_stands() -> None:
    with using(school()):
        found = stated(read("不对,我是家长"))
    assert found.spans == [(5, 7)]


def test_the_place_of_somebody_else_counts_for_the_answer_only() -> None:
    found = for_answer(read("我媳妇在滨州她能报不"), role=False, city=True)
    assert found.entities == {}
    assert found.place == {"name": "滨州", "cities": ["滨州"], "anothers": "滨州"}
    own = for_answer(read("我在德州,我媳妇在滨州她能报不"), role=False, city=True)
    assert own.entities["city"].value == "德州"


def test_the_role_of_somebody_else_holds_where_the_user_names_none() -> None:
    assert values("替我妈问的,她是医院护士长,密码忘了") == {"role": "personal"}
    assert values("替我妈问的,她单位没给审,密码忘了") == {}


def test_a_role_that_is_denied_is_not_asked_for() -> None:
    assert values("忘的是我自己那个专技个人号的密码,单位的没忘") == {"role": "personal"}


def test_what_is_changed_is_no_role() -> None:
    assert values("那调单位的", waiting=True) == {}
    assert values("单位的", waiting=True) == {"role": "unit"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("肥城的同学就有这个菜单 凭啥我没有", []),
        ("烟台的朋友就能报 为啥我不能", []),
        ("我想问下 我同学在聊城 能报吗", ["聊城"]),
        ("我弟在石家庄上班 他能用不", ["石家庄"]),
    ],
)
def test_who_asks_about_themselves_names_no_own_place_by_that_of_another(text: str, names: list[str]) -> None:
    assert [place.name for place in for_answer(read(text), role=False, city=True).places] == names

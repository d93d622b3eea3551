"""A unit that somebody moves from or to."""

import pytest

from zh.moved_units import changes_unit, is_former_unit
from zh.reading import Act, read


@pytest.mark.parametrize("clause", ["单位也换了", "学校换了", "我换了个医院", "调到新单位了", "换单位了"])
def test_who_has_another_unit_now_says_so(clause: str) -> None:
    assert changes_unit(clause)


@pytest.mark.parametrize("clause", ["换成单位的", "单位的密码", "换手机号", "单位改名了"])
def test_another_change_is_none_of_the_unit(clause: str) -> None:
    assert not changes_unit(clause)


def test_a_new_unit_is_no_courtesy() -> None:
    assert read("单位换了 怎么改过来").rest == "单位换了 怎么改过来"


@pytest.mark.parametrize("clause", ["老单位是个公司", "我原来的单位是医院", "新单位是学校"])
def test_what_a_former_unit_is_does_not_say_who_the_user_is(clause: str) -> None:
    assert is_former_unit(clause)
    assert read(clause).clauses[0].act is not Act.STATES


def test_an_own_unit_is_no_former_one() -> None:
    assert not is_former_unit("我是单位的")

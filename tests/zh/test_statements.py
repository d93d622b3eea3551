import pytest

from zh.places import find_places
from zh.roles import RoleReading, find_role
from zh.statements import (
    continued,
    introduces_oneself,
    is_continuation,
    is_correction,
    is_statement,
    remainder,
    says_nothing,
)


def spans(text: str) -> list[tuple[int, int]]:
    role = find_role(text, RoleReading.ANSWERED)
    return [*((p.start, p.end) for p in find_places(text)), *([(role.start, role.end)] if role else [])]


@pytest.mark.parametrize(
    "text",
    [
        "我是老师",
        "不对，我是单位管理员",
        "说错了，我在烟台",
        "我其实在济南",
        "换成青岛",
        "我是济南一所中学的老师",
        "德州市",
        "那烟台呢",
        "我现在在潍坊上班",
    ],
)
def test_nothing_but_who_and_where(text: str) -> None:
    assert is_statement(text, spans(text)), remainder(text, spans(text))


@pytest.mark.parametrize(
    "text",
    [
        "个人开号",
        "单位建个号",
        "建个单位的号",
        "我是老师，密码忘了",
        "济南怎么申报",
        "会对接到德州平台吗",
        "单位管理员不审核",
        "你好",
        "",
    ],
)
def test_something_else(text: str) -> None:
    assert not is_statement(text, spans(text))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("那手机号呢", "手机号"),
        ("那烟台呢?", "烟台"),
        ("换成青岛呢", "青岛"),
        ("单位的呢", "单位的"),
        ("如果是个人", "个人"),
    ],
)
def test_what_goes_on_from_the_last_question(text: str, rest: str) -> None:
    assert is_continuation(text)
    assert continued(text) == rest


@pytest.mark.parametrize("text", ["怎么注册", "我是老师", "", "那" + "很" * 30 + "呢"])
def test_what_does_not(text: str) -> None:
    assert not is_continuation(text)


def test_what_takes_back_what_was_said() -> None:
    assert is_correction("，不对，我说错了")
    assert is_correction("我打错了")
    assert not is_correction("单位错了")
    assert says_nothing("弄错了弄错了")
    assert not says_nothing("单位错了")
    assert not says_nothing("弄错了怎么改")


@pytest.mark.parametrize(
    "text",
    [
        "我是单位管理员",
        "我是老师",
        "不对，我是老师",
        "本人是教师",
        "我们单位是学校",
        "我是新来的",
        "我在济南",
        "俺姓王。",
    ],
)
def test_what_people_say_of_themselves(text: str) -> None:
    assert introduces_oneself(text)


@pytest.mark.parametrize(
    "text",
    [
        "我是单位管理员，怎么续借", "我是来借书的", "我在找", "我在开会", "我是说押金", "我是被锁定的",
        "我是忘了密码的",         "是老师", "我先试试", "我是不是要带身份证", "我在等", "老师",
    ],
)  # fmt: skip
def test_what_people_do_or_want_is_no_introduction(text: str) -> None:
    assert not introduces_oneself(text)

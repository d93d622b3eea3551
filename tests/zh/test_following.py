"""What people say behind an answer."""

import pytest

from zh.following import apologizes, asks_whom, is_plan, reports_success
from zh.reading import read


@pytest.mark.parametrize(
    "text",
    ["行我去当地平台看看", "好 那我就不动它了", "那我找台电脑", "我晚上回家用电脑", "哎那好吧我先留着", "那我再等等看"],
)
def test_what_somebody_is_going_to_do_asks_nothing(text: str) -> None:
    assert is_plan(text)


@pytest.mark.parametrize(
    "text",
    [
        "那我找不到单位",
        "我去年退休了",
        "我先注册了还是登不上",
        "嗯我换单位了",
        "那我去哪弄",
        "我用的是ie",
        "我找管理员他说没有",
    ],
)
def test_what_was_done_or_fails_is_no_plan(text: str) -> None:
    assert not is_plan(text)


@pytest.mark.parametrize(
    "text", ["那找谁说去", "这事该找谁", "那我该跟谁反映", "找谁改那", "你就说俺该找谁去", "那这个我问谁去"]
)
def test_whom_to_turn_to(text: str) -> None:
    assert asks_whom(text)


@pytest.mark.parametrize("text", ["考勤机坏了找谁", "要是密码忘了找谁", "找谁审核", "那找谁审批", "那能找谁吗"])
def test_whom_to_turn_to_for_something_is_about_that(text: str) -> None:
    assert not asks_whom(text)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("换了谷歌可以了", True),
        ("哦角色选错了,可以了", True),
        ("弄好了", True),
        ("嗯可以拖了", True),
        ("能选单位了", True),
        ("换了个浏览器还真行了", True),
        ("还是不能拖了", False),
        ("现在可以选了吗", False),
        ("还没行了", False),
        ("能登了,换了个浏览器就好了", True),
        ("要是能倍速就好了", False),
        ("早点说就行了", False),
        ("怎么弄好了", False),
        ("谷歌也可以了吗", False),
        ("还是没好了", False),
        ("谁审核,那个好了", False),
        ("密码忘了", False),
        ("", False),
    ],
)
def test_who_reports_that_it_works_asks_nothing(text: str, works: bool) -> None:
    assert reports_success(read(text)) is works


@pytest.mark.parametrize(
    ("text", "excuse"),
    [
        ("刚才话说重了 不好意思", True),
        ("行 刚才态度不好 别介意", True),
        ("不好意思 我是单位的", False),
        ("不好意思 怎么注册", False),
        ("客服态度不好", False),
    ],
)
def test_an_excuse_asks_nothing(text: str, excuse: bool) -> None:
    assert apologizes(read(text)) is excuse

"""Fillers are taken out of a message: greetings, courtesies, hesitation."""

import pytest

from zh.fillers import cores, to_the_point, without_fillers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好请问一下怎么注册", "怎么注册"),
        ("老师您好，我想问下密码忘了咋办呀", "密码忘了怎么办"),
        ("嗯那个就是证书打不出来呃", "证书打不出来"),
        ("怎么注册", "怎么注册"),
        ("另外，密码忘了", "密码忘了"),
        ("客服，证书怎么打印", "证书怎么打印"),
        ("请问客服在吗", "客服在吗"),
        ("客服下班了吗", "客服下班了吗"),
    ],
)
def test_fillers_are_taken_out(text: str, expected: str) -> None:
    assert to_the_point(text) == expected


@pytest.mark.parametrize("text", ["你好", "客服", "嗯嗯", "老师", "啊", ""])
def test_nothing_but_fillers_stays(text: str) -> None:
    assert without_fillers(text) == text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("打证书谢谢您", ["打证书谢谢您", "打证书"]),
        ("长话短说:换单位", ["长话短说:换单位", "换单位"]),
        ("换单位", ["换单位"]),
        ("谢谢", ["谢谢"]),
        ("急", []),
    ],
)
def test_what_a_clause_may_ask(text: str, asked: list[str]) -> None:
    assert cores(text) == asked

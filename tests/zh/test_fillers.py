"""What a speaker says on the way to the point is not what is understood."""

import pytest

from zh.fillers import to_the_point, without_fillers


@pytest.mark.parametrize(
    ("said", "meant"),
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
def test_fillers_are_taken_out(said: str, meant: str) -> None:
    assert to_the_point(said) == meant


@pytest.mark.parametrize("said", ["你好", "客服", "嗯嗯", "老师", "啊", ""])
def test_nothing_but_fillers_stays(said: str) -> None:
    assert without_fillers(said) == said

import pytest

from zh.ordinals import ordinal, pointing


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1), ("12", 12), ("2.", 2), ("(3)", 3), ("第二个", 2), ("第3项", 3), ("选4", 4), ("我选第一个吧", 1),
        ("两", 2), ("十", 10), ("就第二个", 2), ("最后一个", -1), ("最后那个", -1), ("倒数第二个", -2),
    ],
)  # fmt: skip
def test_a_choice_by_its_number(text: str, number: int) -> None:
    assert ordinal(text) == number


@pytest.mark.parametrize(
    "text", ["", "0", "100", "第", "个", "1个学时多少分钟", "2023", "第二年怎么学", "最后期限", "13800138000"]
)
def test_no_choice(text: str) -> None:
    assert ordinal(text) is None


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("第三个谁审批", 3, "谁审批"),
        ("第二个再说一遍", 2, "再说一遍"),
        ("那第1个问题,要审吗", 1, "要审吗"),
        ("第一个会了,第二个要审吗", 2, "要审吗"),
    ],
)
def test_what_is_said_of_one_of_several(text: str, number: int, rest: str) -> None:
    assert pointing(text) == (number, rest)


@pytest.mark.parametrize("text", ["第二个", "第二年怎么学", "怎么打印第二个证书", ""])
def test_nothing_is_said_of_one_of_several(text: str) -> None:
    assert pointing(text) is None

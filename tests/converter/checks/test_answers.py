import pytest

from converter.checks.answers import MAX_BYTES, check_each, check_repeats
from tests.converter.builders import answers_of


def each(text: str) -> list[str]:
    return [finding.kind for finding in check_each(answers_of(("怎么注册", text)))]


def test_an_answer_may_fill_one_message_and_no_more() -> None:
    assert each("长" * (MAX_BYTES // 3)) == []
    assert each("长" * (MAX_BYTES // 3 + 1)) == ["answer-too-long"]


@pytest.mark.parametrize(
    "text", ["点【注册", "点注册】", "360（极速模式", "360极速)", "“审核中", "《通知", "[首页", "「首页"]
)
def test_unbalanced_brackets(text: str) -> None:
    assert each(text) == ["unbalanced-brackets"]


@pytest.mark.parametrize(
    "text",
    [
        "点【注册】",
        "360（极速模式)",
        "“审核中”《通知》[首页]",
        "没有括号",
        "1）身份证；\n2）户口本（周一、三）；3)照片",
        "带：a）身份证，b）照片",
        "一）登录。二）点确定",
    ],
)
def test_balanced_brackets(text: str) -> None:
    assert each(text) == []


def test_the_question_is_no_answer() -> None:
    assert each("怎么　注册？") == ["answer-repeats-question"]


def test_nearly_equal_answers_are_one_finding_with_both_lines() -> None:
    text = "请不要使用电脑自带的浏览器，建议更换谷歌浏览器后再试。"
    (finding,) = check_repeats(answers_of(("甲问", text), ("乙问", "您好。" + text), ("丙问", "建议咨询财政局。")))
    assert (finding.line, finding.more_lines, finding.between) == (3, (6,), ("乙问", "甲问"))


def test_a_long_answer_within_another_is_found_and_a_short_one_is_not() -> None:
    long, rest = (
        "登录平台以后进入用户资料管理，点击右上方的单位调转两次，填写三项带星号的信息，提出调出申请。",
        "然后等待审核。" * 20,
    )
    assert len(list(check_repeats(answers_of(("甲问", long), ("乙问", long + rest))))) == 1
    assert list(check_repeats(answers_of(("甲问", "请登录。"), ("乙问", "请登录。" + rest)))) == []

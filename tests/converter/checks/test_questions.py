from converter import Finding
from converter.checks.questions import (
    MAX_QUESTION,
    PlacedQuestion,
    asked_in,
    check_duplicates,
    check_length,
    check_near,
    check_shared_parts,
)
from tests.converter.builders import answers_of


def duplicates(*pairs: tuple[str, str]) -> list[Finding]:
    return list(check_duplicates(asked_in(answers_of(*pairs))))


def near(one: str, other: str) -> int:
    return len(list(check_near([PlacedQuestion(one, "a", 1), PlacedQuestion(other, "b", 2)])))


def test_the_same_question_under_two_answers_is_named_with_both_lines() -> None:
    (finding,) = duplicates(("怎么註冊？", "甲。"), ("怎么 注册", "乙。"))
    assert (finding.line, finding.more_lines) == (2, (5,))


def test_a_part_of_a_line_counts_as_a_question() -> None:
    assert len(duplicates(("没有滑块、找不到滑块", "甲。"), ("找不到滑块", "乙。"))) == 1


def test_the_same_question_under_one_answer_is_fine() -> None:
    assert duplicates(("怎么注册", "甲。"), ("怎么注册", "甲。")) == []


def test_a_hand_written_phrasing_under_another_answer_is_named_with_its_file() -> None:
    asked = [
        PlacedQuestion("怎么注册", "registration_how", 2),
        PlacedQuestion("怎么注册？", "login_slider", 7, "data/nlu/faq/login.yml"),
    ]
    (finding,) = check_duplicates(asked)
    assert "data/nlu/faq/login.yml:7 login_slider" in finding.message
    assert (finding.line, finding.path) == (2, "")


def test_two_hand_written_phrasings_are_named_where_they_stand() -> None:
    (finding,) = check_duplicates(
        [PlacedQuestion("你好", "greet", 3, "b.yml"), PlacedQuestion("你好", "bye", 9, "a.yml")]
    )
    assert (finding.path, finding.line) == ("a.yml", 9)


def test_questions_that_differ_in_a_character_are_near() -> None:
    assert near("怎么找到登录页面的滑块", "怎么找到登录页面上的滑块") == 1


def test_questions_in_another_order_are_near() -> None:
    assert near("退休人员怎么删除", "怎么删除退休人员") == 1


def test_other_and_very_short_questions_are_not() -> None:
    assert near("怎么下载证书", "为什么要收费") == 0
    assert near("能改", "能改吗") == 0


def test_a_part_that_stands_in_two_lines_is_named_once() -> None:
    answers = answers_of(("怎么修改手机号，手机号错了，怎么修改", "甲。"), ("怎么修改职称、怎么修改", "乙。"))
    assert [finding.between for finding in check_shared_parts(answers)] == [("怎么修改",)]


def test_a_question_of_a_page_s_length_is_an_answer() -> None:
    assert list(check_length(answers_of(("长" * MAX_QUESTION, "甲。")))) == []
    assert len(list(check_length(answers_of(("长" * (MAX_QUESTION + 1), "甲。"))))) == 1

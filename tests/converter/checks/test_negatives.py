from dataclasses import replace

import pytest

from converter import read
from converter.checks.negatives import check_negatives, collides, collisions, negatives_in, repeated
from converter.checks.questions import PlacedQuestion, asked_in
from tests.converter.builders import answers_of

WITH_ID = """\
sections: {注册: registration}
topics: {registration: 注册}
answers:
- {id: how, title: 怎么注册, anchors: [怎么注册]}
"""
QUESTION = "单位名称变更了怎么办"


@pytest.mark.parametrize(
    "text",
    [
        "单位名称变更了怎么办",
        "单位名称变更了",
        "您好，单位名称变更怎么弄？",
        "单位变更名称了",
        "单位名变更了",
        "我是老师，單位名稱變更了",
        "单位名称变更了，平台上还是老名字",
    ],
)
def test_what_says_the_same_in_other_words_collides(text: str) -> None:
    assert collides(text, QUESTION)


@pytest.mark.parametrize(
    "text",
    ["单位名称没变更", "单位名称变更了，工资什么时候发", "单位地址变更了怎么办", "单位名称", "名称变更", "？"],
)
def test_what_says_something_else_does_not(text: str) -> None:
    assert not collides(text, QUESTION)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("头像能换吗", "头像怎么换"),
        ("可以换头像吗", "怎么换头像"),
        ("发票在哪开", "怎么开发票"),
        ("想换头像", "能不能换头像"),
    ],
)
def test_a_way_that_is_asked_for_and_whether_there_is_one_are_the_same_want(text: str, question: str) -> None:
    assert collides(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("头像多久能换", "头像怎么换"),
        ("为什么换头像", "怎么换头像"),
        ("头像不能换吗", "头像怎么换"),
        ("能办吗", "怎么办"),
    ],
)
def test_why_when_and_whether_not_are_wants_of_their_own(text: str, question: str) -> None:
    assert not collides(text, question)


@pytest.mark.parametrize(
    ("text", "question"), [("单位账号怎么注销", "单位账号怎么注册"), ("能办吗", "能不能办"), ("审批", "审核")]
)
def test_one_character_in_place_of_another_makes_another_question(text: str, question: str) -> None:
    assert not collides(text, question)


def test_each_collision_is_one_finding_that_names_both_places() -> None:
    negatives = [
        PlacedQuestion("单位名称变更了", "out_of_scope", 51, "data/nlu/out_of_scope.yml"),
        PlacedQuestion("今天天气真好", "out_of_scope", 52, "data/nlu/out_of_scope.yml"),
    ]
    result = collisions(negatives, asked_in(answers_of(("怎么注册", "甲。"), (QUESTION, "乙。"))))
    [finding] = check_negatives(result)
    assert (finding.path, finding.line) == ("data/nlu/out_of_scope.yml", 51)
    assert "FAQ 第 5 行" in finding.message
    assert finding.between == (QUESTION, "单位名称变更了")


def test_only_what_no_answer_is_meant_by_is_negative() -> None:
    files = ("faq/profile.yml", "out_of_scope.yml", "context.yml", "small_talk.yml", "staff.yml", "handoff.yml")
    asked = [PlacedQuestion("在吗", "x", 1, f"data/nlu/{file}") for file in files]
    names = [one.path.removeprefix("data/nlu/") for one in negatives_in(asked)]
    assert names == ["out_of_scope.yml", "small_talk.yml", "staff.yml"]


def test_one_that_is_a_phrasing_of_an_answer_word_for_word_gives_way() -> None:
    negative = PlacedQuestion("身份证号写错了", "out_of_scope", 51, "data/nlu/out_of_scope.yml")
    phrasing = PlacedQuestion("身份证号，写错了。", "profile_name", 9, "data/nlu/faq/profile.yml")
    assert repeated([negative, replace(negative, text="天气")], [phrasing]) == [(negative, phrasing)]
    verdict = read(
        "# 注册\n1. 怎么注册\n回复：甲。\n".encode(), WITH_ID, [negative, replace(phrasing, answer="how")]
    ).verdict
    assert [finding.kind for finding in verdict.open if finding.path] == ["negative-collision"]

"""Whatever an answer looks like in a file, the FAQ's own form reads it back as one answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.entries import collect
from converter.importing.compose import fresh
from converter.importing.items import Candidate, FilePlace
from converter.importing.rewriting import rewritten_answer, rewritten_question
from converter.lines import classify

PLACE = FilePlace("faq.docx", "第 1 段")
STARTS = ("", "1. ", "2、", "3）", "# ", "回复：", "答：", "A：", "<!-- ", "（1）", "- ", "12. ", "　")
LINES = st.tuples(st.sampled_from(STARTS), st.text("甲乙怎么办吗？。1 ", max_size=8)).map("".join)


@given(st.lists(st.lists(LINES, min_size=1, max_size=6).map("\n".join), min_size=1, max_size=4))
def test_any_answer_is_read_back_as_one(texts: list[str]) -> None:
    answers = [one for text in texts if any(sign in (one := rewritten_answer(text)) for sign in "甲乙")]
    ones = [Candidate("一节", (f"第 {at} 个怎么办",), answer, PLACE) for at, answer in enumerate(answers)]
    if not ones:
        return
    entries, malformed = collect(classify(fresh(ones).text))
    assert malformed == []
    assert [(entry.question, entry.answer) for entry in entries] == [(one.questions[0], one.answer) for one in ones]


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("步骤：\n1. 打开\n2. 点击", "步骤：\n1. 打开\n2. 点击"),
        ("步骤：\n1. 打开\n\n2. 点击", "步骤：\n1. 打开\n2. 点击"),
        ("注意：\n1. 带好吗\n2. 填表", "注意：\n1. 带好吗\n2. 填表"),
        ("1. 登录；\n2. 选“还书”；\n3. 三天后可以领。", "1. 登录；\n2. 选“还书”；\n3. 三天后可以领。"),
        (
            "网上：\n1. 登录\n2. 选几本\n窗口：\n1. 取号\n2. 可以代办",
            "网上：\n1. 登录\n2. 选几本\n窗口：\n1. 取号\n2. 可以代办",
        ),
        ("只有一步：\n1. 打开", "只有一步：\n1. 打开"),
        ("请填好。\n1. 带好吗", "请填好。\n（1）带好吗"),
        ("按 # 键\n# 号在右下", "按 # 键\n· # 号在右下"),
        ("如下\n答：见上", "如下\n· 答：见上"),
        ("答：回复：见上", "见上"),
        (
            "常见问题：1.能代办吗？答：能。2.收费吗？答：不收。",
            "常见问题：（1）能代办吗？答：能。（2）收费吗？答：不收。",
        ),
        ("常有人问：能代办吗？答：能。", "常有人问：能代办吗？答：能。"),
    ],
)
def test_a_list_keeps_its_numbers_where_they_are_taken_for_steps(text: str, settled: str) -> None:
    assert rewritten_answer(text) == settled
    assert rewritten_answer(settled) == settled


def test_a_question_is_one_line() -> None:
    assert rewritten_question(" 怎么\n办　证 ") == "怎么 办 证"

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.lines import COMMENT, HEADING, STEP, Kind, classify
from tests.converter.builders import lines_of

PIECES = st.sampled_from(
    ["1. ", "回复：", "<!-- ", " -->", "# ", "（内部）", "怎么", "\n", " ", "\u200b", "12）", "Ａ：", "9"]
)


@pytest.mark.parametrize(
    "raw",
    ["1. 问", "1.问", "１．问", "1、问", "1）问", "1)问", "1。问", " 1 . 问 ", "\u200b1.\ufeff问", "001. 问"],
)
def test_question_marks(raw: str) -> None:
    (line,) = classify(raw)
    assert (line.kind, line.text, line.label, line.raw) == (Kind.QUESTION, "问", "1", raw)


@pytest.mark.parametrize(
    "raw",
    ["回复：答", "回复:答", " 回复 ： 答 ", "答：答", "回答：答", "答复：答", "答案：答", "A:答", "ａ：答"],
)
def test_answer_marks(raw: str) -> None:
    (line,) = classify(raw)
    assert (line.kind, line.text) == (Kind.ANSWER, "答")


@pytest.mark.parametrize(
    "raw", ["<!-- 节 -->", "<!--节-->", "<!— 节 —>", "＜！－－ 节 －－＞", "<!-- 节", "< !-- 节 -- >"]
)
def test_comments_are_sections(raw: str) -> None:
    (line,) = classify(raw)
    assert (line.kind, line.text, line.label) == (Kind.SECTION, "节", COMMENT)


@pytest.mark.parametrize("raw", ["# 节", "#节", "## 节", "＃ 节"])
def test_headings_are_sections(raw: str) -> None:
    (line,) = classify(raw)
    assert (line.kind, line.text, line.label) == (Kind.SECTION, "节", HEADING)


@pytest.mark.parametrize("raw", ["1.5倍速怎么开", "2023.怎么学", "3项信息要填", "怎么注册", "回复您好"])
def test_text_that_only_resembles_a_mark_is_none(raw: str) -> None:
    assert classify(raw)[0].kind is Kind.NOTE


def test_an_unnumbered_line_continues_an_answer_only() -> None:
    kinds = [line.kind for line in classify("1. 问\n题外\n回复：答\n续\n\n又续\n# 节\n题外")]
    assert kinds == [
        Kind.QUESTION,
        Kind.NOTE,
        Kind.ANSWER,
        Kind.MORE_ANSWER,
        Kind.BLANK,
        Kind.MORE_ANSWER,
        Kind.SECTION,
        Kind.NOTE,
    ]


def test_a_line_knows_that_a_blank_one_stood_before_it() -> None:
    assert [line.after_blank for line in classify("回复：答\n续\n\n又续")] == [False, False, False, True]


def test_a_note_to_staff_is_known_within_an_answer_and_as_its_beginning() -> None:
    lines = lines_of("1. 问\n回复：（内部）\n答\n（内部）\n续")
    assert [line.kind for line in lines][1:] == [Kind.ANSWER, Kind.MORE_ANSWER, Kind.NOTE, Kind.MORE_ANSWER]
    assert (lines[1].text, lines[1].label) == ("", "note")


@pytest.mark.parametrize("start", ["", "1. ", "回复：", "<!--", "#", "<!" + "-" * 4000, "1" + " " * 4000])
def test_a_very_long_line_takes_no_time(start: str) -> None:
    began = time.monotonic()
    classify("\n".join([start + "x" + " " * 9000 + "-" * 900 + "x"] * 100))
    assert time.monotonic() - began < 2


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_every_line_is_kept_in_order(text: str) -> None:
    lines = classify(text)
    raws = text.split("\n")
    assert [line.raw for line in lines] == (raws[:-1] if raws[-1] == "" else raws)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(line.text == "" for line in lines if line.kind is Kind.BLANK)


STEPS = ["1. 打开首页", "2. 点击【登录】", "3. 输入密码"]


def steps(*lines: str) -> list[str]:
    return [line.text for line in classify("\n".join(lines)) if line.label == STEP]


@pytest.mark.parametrize(
    "after", [[], [""], ["", "1. 另问", "回复：另答"], ["# 节"], ["13. 另问", "回复：另答"], ["完成。"]]
)
def test_numbered_lines_right_under_an_answer_are_its_steps(after: list[str]) -> None:
    assert steps("1. 问", "回复：按步骤：", *STEPS, *after) == STEPS
    assert steps("1. 问", "回复：", *STEPS, *after) == STEPS
    assert steps("1. 问", "回复：按步骤", "操作：", *STEPS, *after) == STEPS
    assert steps("1. 问", "回复：1、打开首页", *STEPS[1:], *after) == STEPS[1:]


@pytest.mark.parametrize(
    "lines",
    [
        [*STEPS, "回复：另答"],
        [*STEPS, "", "回复：另答"],
        ["", *STEPS],
        STEPS[1:],
        [*STEPS[:1], *STEPS[2:]],
        ["1. 怎么登录"],
        [*STEPS, "4. 另问", "回复：另答"],
        [*STEPS, "13. 没有回复的问题"],
    ],
)
def test_what_may_be_questions_stays_so(lines: list[str]) -> None:
    assert steps("1. 问", "回复：按步骤：", *lines) == []


@pytest.mark.parametrize(
    "lines", [STEPS[:1], ["1. 打开首页", "2. 怎么登录"], ["1. 打开首页", "2. 登录？"]], ids=["one", "a word", "a mark"]
)
def test_what_may_be_questions_is_none_where_a_colon_announces_a_list(lines: list[str]) -> None:
    assert steps("1. 问", "回复：按步骤。", *lines) == []
    assert steps("1. 问", "回复：按步骤：", *lines) == lines
    assert steps("1. 问", "回复：按步骤：", *lines, "回复：另答") == lines[:-1]


def test_steps_that_end_as_statements_are_no_questions_whatever_their_words() -> None:
    lines = ["1. 登录网站；", "2. 看看能不能选“补卡”；", "3. 有疑问怎么办见《办法》。"]
    for after in ([], ["", "2. 另问", "回复：另答"], ["2. 另问", "回复：另答"]):
        assert steps("1. 问", "回复：请按下面做。", *lines, *after) == lines
        assert steps("1. 问", f"回复：{lines[0]}", *lines[1:], *after) == lines[1:]


def test_a_list_that_goes_on_counting_stays_where_a_colon_announces_it() -> None:
    lines = ["4. 登录；", "5. 可以选；"]
    assert steps("1. 问", "回复：请按下面做：", *lines, "", "2. 另问", "回复：另答") == lines
    assert steps("1. 问", "回复：请按下面做。", *lines, "", "2. 另问", "回复：另答") == []


def test_a_second_list_in_an_answer_begins_anew_below_a_colon() -> None:
    lines = ["1. 登录；", "2. 可以选；", "在窗口：", "1. 取号；", "2. 可以代办。"]
    assert [line.kind for line in classify("\n".join(["1. 问", "回复：在网上：", *lines]))[2:]] == [
        Kind.MORE_ANSWER
    ] * 5


def test_a_line_after_the_steps_goes_on_with_the_answer() -> None:
    lines = classify("\n".join(["1. 问", "回复：按步骤：", *STEPS, "完成。"]))
    assert [line.kind for line in lines[1:]] == [Kind.ANSWER, *[Kind.MORE_ANSWER] * 4]

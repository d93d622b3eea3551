"""Lists within answers stay their text, whatever words their items have."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document

from tests.converter.importing.files import found_in, pairs, word

ITEMS = ("登录网站；", "看看能不能选，原密码忘了怎么办见上一条；", "三天后可以到窗口领钱，多少看合同。")
TYPED = tuple(f"{at}. {item}" for at, item in enumerate(ITEMS, 1))
OTHERS = {
    "points": TYPED,
    "brackets": tuple(f"（{at}）{item}" for at, item in enumerate(ITEMS, 1)),
    "circles": tuple(f"{sign}{item}" for sign, item in zip("①②③", ITEMS, strict=True)),
    "Chinese": tuple(f"{sign}、{item}" for sign, item in zip("一二三", ITEMS, strict=True)),
}
QUESTIONS = ("怎么办退卡？", "怎么办补卡？", "几点开门？")

MARKS: dict[str, Callable[[int, str], str]] = {
    "asked": lambda at, question: f"问：{question}\n答：",
    "letters": lambda at, question: f"Q：{question}\nA：",
    "bold": lambda at, question: f"**{question}**\n\n",
    "bold numbers": lambda at, question: f"**{at}. {question}**\n\n",
    "headings": lambda at, question: f"## {question}\n",
    "plain": lambda at, question: f"{question}\n",
    "numbers": lambda at, question: f"{at}、{question}\n",
    "numbers and answers": lambda at, question: f"{at}、{question}\n答：",
}


def text_of(mark: Callable[[int, str], str], items: tuple[str, ...], before: str) -> tuple[str, list[object]]:
    answers = [before + "\n".join(items), before + "\n".join(items), "九点。"]
    found = zip(QUESTIONS, answers, strict=True)
    text = "\n\n".join(mark(at, question) + answer for at, (question, answer) in enumerate(found, 1))
    return text, [("", (question,), answer) for question, answer in zip(QUESTIONS, answers, strict=True)]


@pytest.mark.parametrize("items", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("before", ["请按下面做：\n", ""], ids=["announced", "right away"])
@pytest.mark.parametrize("name", ["faq.txt", "faq.md"])
def test_in_text(
    tmp_path: Path, mark: Callable[[int, str], str], items: tuple[str, ...], before: str, name: str
) -> None:
    text, expected = text_of(mark, items, before)
    recognised = found_in(tmp_path, name, text)
    assert pairs(recognised.candidates) == expected
    assert recognised.doubts == []


def typed(file: Document, item: str, at: int) -> None:
    file.add_paragraph(f"{at}. {item}")


def listed(file: Document, item: str, _: int) -> None:
    file.add_paragraph(item, style="List Number")


@pytest.mark.parametrize("add", [typed, listed])
@pytest.mark.parametrize("level", [0, 2], ids=["bold", "headings"])
@pytest.mark.parametrize("questions", [QUESTIONS[:2], ("退卡流程", "补卡流程")], ids=["asking", "titles"])
def test_in_word(
    tmp_path: Path, add: Callable[[Document, str, int], None], level: int, questions: tuple[str, ...]
) -> None:
    def fill(file: Document) -> None:
        for question in questions:
            if level:
                file.add_heading(question, level)
            else:
                file.add_paragraph().add_run(question).bold = True
            file.add_paragraph("请按下面做：")
            for at, item in enumerate(("登录网站；", "点“退卡”；", "三天后可以领钱。"), 1):
                add(file, item, at)

    recognised = found_in(tmp_path, "faq.docx", word(fill))
    assert [candidate.questions for candidate in recognised.candidates] == [(question,) for question in questions]
    assert all(len(candidate.answer.split("\n")) == 4 for candidate in recognised.candidates)
    assert recognised.doubts == []


def test_numbered_questions_below_headings_that_ask_are_questions(tmp_path: Path) -> None:
    text = "# 怎么办证\n1. 要带什么？\n身份证。\n2. 多少钱？\n一百元。\n# 怎么借书\n1. 能借几本？\n五本。\n"
    found = [candidate.questions[0] for candidate in found_in(tmp_path, "faq.md", text).candidates]
    assert found == ["要带什么？", "多少钱？", "能借几本？"]


def test_items_with_text_below_them_stay_in_answers_of_headings(tmp_path: Path) -> None:
    text = "## 怎么办证\n1. 到一楼\n带身份证。\n2. 可以代办\n带委托书。\n## 怎么借书\n1. 刷卡\n2. 能借几本看机器\n"
    found = [candidate.questions[0] for candidate in found_in(tmp_path, "faq.md", text).candidates]
    assert found == ["怎么办证", "怎么借书"]


def test_two_lists_in_one_answer(tmp_path: Path) -> None:
    answer = "在网上：\n1. 登录；\n2. 可以选；\n在窗口：\n1. 取号；\n2. 可以代办。"
    text = f"问：怎么退卡？\n答：{answer}\n问：几点开门？\n答：九点。\n"
    assert found_in(tmp_path, "faq.txt", text).candidates[0].answer == answer

"""Answers and how they keep their ids when the FAQ is edited."""

import pytest

from converter.answers import Answer, build, digest, without_notes
from converter.entries import collect
from converter.lines import classify
from tests.converter import real
from tests.converter.builders import answers_of, catalog
from tests.converter.real import faq_lines

Ids = dict[str, str]


def ids_by_question(lines: list[str]) -> Ids:
    """By the stages up to the answers only: the checks have no say in ids."""
    catalog_ = real.catalog()
    answers = build(collect(classify("\n".join(lines), catalog_.is_note))[0], catalog_)
    return {question: answer.id for answer in answers for question in answer.questions}


def real_ids() -> Ids:
    return {question: answer.id for answer in real.answers() for question in answer.questions}


def sections(lines: list[str]) -> list[list[str]]:
    """The FAQ cut before each heading."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.startswith(("#", "<!--")):
            found.append([])
        found[-1].append(line)
    return found


def test_equal_answers_are_one_with_all_lines_and_the_first_wording() -> None:
    (answer,) = answers_of(("怎么注册", "点击注册。"), ("如何注册", "点击注册。；"), ("怎么 注册", "点击注册。"))
    assert answer.text == "点击注册。"
    assert answer.lines == (2, 3, 5, 6, 8, 9)
    assert answer.questions == ("怎么注册", "如何注册", "怎么 注册")
    assert (answer.first_line, answer.id, answer.name) == (2, "", "怎么注册")


def test_notes_to_staff_are_taken_out_longest_first() -> None:
    assert without_notes("点击。（内部）", ["（内部", "（内部）"]) == "点击。"
    assert answers_of(("怎么注册", "点击注册。（内部）"))[0].text == "点击注册。"


def test_a_digest_ignores_punctuation_and_width_and_nothing_else() -> None:
    assert digest("点击【注册】，ＯＫ。") == digest("点击 注册 ok")
    assert digest("不少于30学时") != digest("不少于90学时")


def test_a_digest_does_not_depend_on_the_list_of_spelling_variants() -> None:
    assert digest("登陆") != digest("登录")


@pytest.mark.parametrize("turn", [1, 5, 9])
def test_reordering_the_sections_changes_no_id(turn: int) -> None:
    parts = sections(faq_lines())
    moved = [*parts[turn:], ["", ""], *parts[:turn]]
    assert ids_by_question([line for part in moved for line in part]) == real_ids()


def test_reversing_the_sections_changes_no_id() -> None:
    assert ids_by_question([line for part in reversed(sections(faq_lines())) for line in [*part, ""]]) == real_ids()


def test_an_entry_inserted_at_the_top_changes_no_id() -> None:
    new = ["# 登录问题细节", "1. 有没有公众号", "回复：请在微信里搜索平台名称。", ""]
    assert ids_by_question([*new, *faq_lines()]) == {**real_ids(), "有没有公众号": ""}


@pytest.mark.parametrize("line", [n for n, text in enumerate(faq_lines(), 1) if text[:1].isdigit()][::9])
def test_rewording_a_question_changes_no_id_of_another_entry(line: int) -> None:
    lines = faq_lines()
    old = lines[line - 1].split(". ", 1)[1]
    lines[line - 1] = "1. 全然不同的一句话"
    result = ids_by_question(lines)
    assert {q: i for q, i in result.items() if q in real_ids() and q != old} == {
        q: i for q, i in real_ids().items() if q in result and q != old
    }


@pytest.mark.parametrize("answer", real.answers(), ids=lambda answer: answer.id)
def test_an_edited_answer_keeps_its_id_and_all_others_theirs(answer: Answer) -> None:
    lines = faq_lines()
    for entry in answer.entries:
        for number in entry.answer_lines[1:]:
            lines[number - 1] = ""
        lines[entry.answer_lines[0] - 1] = "回复：这里是全新的说法。"
    assert ids_by_question(lines) == real_ids()


def test_a_reworded_question_keeps_the_id_by_its_answer() -> None:
    lines = [line.replace("怎么调到临时单位", "临时单位可以去吗") for line in faq_lines()]
    assert ids_by_question(lines)["临时单位可以去吗"] == "transfer_temporary_unit"


def test_a_removed_entry_leaves_its_id_to_nobody() -> None:
    lines = faq_lines()
    del lines[225:227]
    assert set(ids_by_question(lines).values()) == set(real_ids().values()) - {"transfer_temporary_unit"}


def test_an_answer_without_a_record_has_no_id() -> None:
    assert catalog().records == ()
    assert answers_of(("怎么注册", "点击。"))[0].record is None

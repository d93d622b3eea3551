"""The columns of roles and places: a question keeps its words unless only they tell two answers apart."""

from pathlib import Path

import pytest

from converter.__main__ import main
from converter.importing.items import Recognised
from converter.importing.role_or_place import distinguish
from tests.converter.builders import answers_of
from tests.converter.importing.files import delimited, found_in, written

HEADER = ("问题", "答案", "角色", "地市")


def read(folder: Path, *rows: tuple[str, ...]) -> Recognised:
    return found_in(folder, "roles.csv", delimited([HEADER, *rows]))


def questions(recognised: Recognised) -> list[str]:
    return [question for candidate in recognised.candidates for question in candidate.questions]


def test_a_question_with_one_answer_keeps_its_words_and_the_remark_says_who_hears_it(tmp_path: Path) -> None:
    recognised = read(tmp_path, ("我想休学一年", "到教务处办理。", "学生", ""), ("怎么签到", "刷卡。", "讲师", "全省"))
    distinguish(recognised)
    assert questions(recognised) == ["我想休学一年", "怎么签到"]
    student, lecturer = recognised.remarks
    assert student.startswith("角色“学生”没有写进问题：1 个问题照原样写（“我想休学一年”），谁问都答；")
    assert "“我是学生，我想休学一年”" in student
    assert "“讲师怎么签到”" in lecturer


def test_two_answers_to_one_question_are_distinguish_and_both_ways_of_writing_are_shown(tmp_path: Path) -> None:
    leave = [("我想请假", "找班主任。", "学生", ""), ("我想请假", "找院长。", "教师", "")]
    report = [("怎么报", "网上报。", "", "济南"), ("怎么报", "到窗口。", "", "")]
    recognised = read(tmp_path, *leave, *report)
    distinguish(recognised)
    assert questions(recognised) == ["我是学生，我想请假", "我是教师，我想请假", "济南怎么报", "怎么报"]
    assert recognised.doubts[0].what == ("“我想请假”写成了“我是学生，我想请假”：同一个问题另有答案，写明“学生”才分得开")
    assert str(recognised.doubts[0].place) == "roles.csv 第 2 行 C 列"
    assert "docs/guide/city.md" in recognised.doubts[2].do


def test_the_content_that_is_there_counts_as_well(tmp_path: Path) -> None:
    recognised = read(tmp_path, ("怎么签到", "扫码签到。", "讲师", ""))
    distinguish(recognised, answers_of(("怎么签到", "刷卡签到。")))
    assert questions(recognised) == ["讲师怎么签到"]


def test_a_question_that_names_its_role_says_nothing(tmp_path: Path) -> None:
    recognised = read(tmp_path, ("讲师怎么签到", "扫码签到。", "讲师", ""), ("怎么签到", "刷卡。", "全部", ""))
    distinguish(recognised)
    assert questions(recognised) == ["讲师怎么签到", "怎么签到"]
    assert not recognised.doubts
    assert not recognised.remarks


def test_new_content_is_distinguish_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [HEADER, ("我想请假", "找班主任。", "学生", ""), ("我想请假", "找院长。", "教师", "")]
    file = written(tmp_path, "roles.csv", delimited(rows))
    assert main(["new", "--content", str(tmp_path / "data"), "--faq", str(file), "--root", str(tmp_path)]) == 0
    text = (tmp_path / "data/source/faq.txt").read_text(encoding="utf-8")
    assert "我是学生，我想请假" in text
    assert "我是教师，我想请假" in text
    assert "写成了“我是学生，我想请假”" in capsys.readouterr().err

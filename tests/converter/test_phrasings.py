from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from converter.phrasings import LineReading, read_question
from converter.render import examples
from tests.converter.real import conversion
from zh.fold import fold

TABLE = Path(__file__).with_name("data") / "real_phrasings.yml"
BARE = [
    "怎么改",
    "怎么修改",
    "能删除吗",
    "能撤回吗",
    "怎么办",
    "怎么操作",
    "怎么审核",
    "怎么收费",
    "能不能补学",
    "怎么开发票",
    "怎么找回",
    "怎么联系",
    "学时申报",
    "单位调转",
    "修改单位的话",
    "德州市",
    "济南市",
    "东营市平台吗",
    "蟹壳云学",
    "开放大学",
    "专技知到",
    "平台上",
    "遮挡信息",
    "抵扣多少学时",
    "我是某某专业但没有此选择",
    "没有我学的专业",
    "可以自己设置",
    "省直单位专业课广场",
    "换手机号了",
    "职称不对",
    "会对接到济南市",
    "360",
]


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return data


def taught(line: str) -> list[str]:
    return [phrasing.text for phrasing in read_question(line) if phrasing.taught]


@pytest.mark.parametrize("line", table()["by rule"])
def test_composite_line_of_the_faq_is_taken_apart(line: str) -> None:
    assert taught(line) == table()["by rule"][line]


@pytest.mark.parametrize("line", table()["by hand"])
def test_composite_line_of_the_faq_is_read_as_the_catalog_says(line: str) -> None:
    assert list(conversion().catalog.readings[line]) == table()["by hand"][line]


def test_the_table_holds_every_line_that_has_more_than_one_reading() -> None:
    composite = {
        entry.question
        for answer in conversion().answers
        for entry in answer.entries
        if entry.question in conversion().catalog.readings or len(read_question(entry.question)) > 1
    }
    assert composite == {*table()["by rule"], *table()["by hand"]}


def test_separators_join_a_situation_and_its_question() -> None:
    kept = {
        entry.question
        for answer in conversion().answers
        for entry in answer.entries
        if any(mark in entry.question.rstrip("，") for mark in "/、；，,") and entry.question not in _all_of_the_table()
    }
    assert kept == {
        "个人能撤回，重新注册吗",
        "个人信息填错了，能撤回吗",
        "在文旅厅平台学习的，学时没对接",
        "平台上，省直单位公需课怎么收费",
        "想和你们合作，怎么联系",
        "账号信息错了，我要注销重新注册",
        "关闭按钮不明显，不方便关闭",
        "报名时间截止了，还能学吗",
        "客服联系方式遮挡信息，建议设置关闭按钮",
        "学习时间截止，还能开吗",
        "报职称，我需要学习几年继续教育",
        "手机号不用了，怎么找回",
    }


def _all_of_the_table() -> set[str]:
    return {*table()["by rule"], *table()["by hand"]}


def test_no_bare_fragment_is_taught() -> None:
    shared = {fold(s.question): s.answered_by for s in conversion().catalog.shared}
    texts = {fold(text) for answer in conversion().answers for text in examples(answer, shared)}
    assert [fragment for fragment in BARE if fold(fragment) in texts] == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("甲校/乙校/丙校怎么收费", ["甲校怎么收费", "乙校怎么收费", "丙校怎么收费"]),
        ("挂号费/押金/怎么退", ["挂号费怎么退", "押金怎么退"]),
        ("挂号费、押金、怎么退/多少钱", ["挂号费怎么退", "押金怎么退", "挂号费多少钱", "押金多少钱"]),
        ("自由职业者、个体户能自己缴吗", ["自由职业者能自己缴吗", "个体户能自己缴吗"]),
        ("身份证、户口本、照片要带吗", ["身份证要带吗", "户口本要带吗", "照片要带吗"]),
        ("缴存证明、贷款结清证明在哪儿打", ["缴存证明在哪儿打", "贷款结清证明在哪儿打"]),
        ("办证/退证", ["办证", "退证"]),
        ("补缴/单位少缴了怎么补", ["补缴", "单位少缴了怎么补"]),
        ("网页一片空白、打不开怎么办", ["网页一片空白", "打不开怎么办"]),
        ("退休人员怎么删除/能删除吗", ["退休人员怎么删除", "退休人员能删除吗"]),
        ("会对接到济南市/德州市平台吗", ["会对接到济南市平台吗", "会对接到德州市平台吗"]),
        ("没有滑块、找不到滑块。", ["没有滑块", "找不到滑块"]),
        ("手机号错了，怎么修改", ["手机号错了，怎么修改"]),
        ("提示“审核中，请等待”怎么办", ["提示“审核中，请等待”怎么办"]),
        ("怎么办/怎么改", ["怎么办，怎么改"]),
        ("怎么改姓名、怎么办", ["怎么改姓名"]),
    ],
)
def test_expansion_completion_and_dropping(line: str, expected: list[str]) -> None:
    assert taught(line) == expected


def test_a_line_of_fragments_is_kept_whole_and_marked() -> None:
    assert [phrasing.reading for phrasing in read_question("怎么办/怎么改")] == [LineReading.UNSURE]


def test_a_dropped_fragment_is_reported_but_not_taught() -> None:
    dropped = [p for p in read_question("怎么改姓名、怎么办") if not p.taught]
    assert [(p.part, p.reading) for p in dropped] == [("怎么办", LineReading.DROPPED)]


@given(st.text(alphabet="怎么改能删除吗单位/、，；。“”【】甲乙 a1", max_size=60).filter(fold))
def test_any_line_gives_at_least_one_reading_and_no_empty_question(line: str) -> None:
    result = read_question(line)
    assert result
    assert all(phrasing.text.strip() for phrasing in result if phrasing.taught)


@pytest.mark.parametrize(
    ("line", "phrasings"),
    [
        ("登录页面一片空白/登录页面打不开", ["登录页面一片空白", "登录页面打不开"]),
        ("密码忘了/密码不记得了", ["密码忘了", "密码不记得了"]),
        ("借书证丢了/借书证不见了怎么补", ["借书证丢了", "借书证不见了怎么补"]),
        ("首页打不开/网页一片空白", ["首页打不开", "网页一片空白"]),
        ("网页空白/网页报错/首页打不开", ["网页空白", "网页报错", "首页打不开"]),
        ("借书证/怎么补办", ["借书证怎么补办"]),
        ("能寄到城东/城西/城北馆吗", ["能寄到城东馆吗", "能寄到城西馆吗", "能寄到城北馆吗"]),
    ],
)
def test_whole_phrasings_are_no_values_and_none_is_lost(line: str, phrasings: list[str]) -> None:
    assert taught(line) == phrasings


def test_each_name_of_a_list_is_shown_with_what_was_asked_of_it() -> None:
    read = [(phrasing.text, phrasing.reading) for phrasing in read_question("挂号费/押金/怎么退")]
    assert read == [("挂号费怎么退", LineReading.EXPANDED), ("押金怎么退", LineReading.COMPLETED)]
    [first, _] = read_question("自由职业者、个体户能自己缴吗")
    assert first.reading is LineReading.EXPANDED

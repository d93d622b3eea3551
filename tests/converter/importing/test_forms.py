"""Forms that institutions write in: which lines are questions, answers, sections, and what belongs to none of them."""

import datetime
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from openpyxl import Workbook

from tests.converter.importing.files import delimited, excel, found_in, level, lists, numbered, pairs, word

PICTURE = Path(__file__).parents[3] / "docs/screenshots/phone.png"

Rows = list[Sequence[object]]
Pairs = list[tuple[str, tuple[str, ...], str]]


def one(question: str, answer: str, section: str = "") -> tuple[str, tuple[str, ...], str]:
    return section, (question,), answer


TEXTS: dict[str, tuple[str, Pairs]] = {
    "steps numbered like questions": (
        "1. 怎么借书？\n答：按下面的步骤：\n1. 打开首页\n2. 点击借阅\n3. 扫码\n2. 怎么还书？\n答：放回书箱。\n",
        [one("怎么借书？", "按下面的步骤：\n1. 打开首页\n2. 点击借阅\n3. 扫码"), one("怎么还书？", "放回书箱。")],
    ),
    "steps below an unmarked answer": (
        "1、怎么借书？\n按下面的步骤：\n1、打开首页\n2、点击借阅\n2、怎么还书？\n放回书箱。\n",
        [one("怎么借书？", "按下面的步骤：\n1、打开首页\n2、点击借阅"), one("怎么还书？", "放回书箱。")],
    ),
    "numbers that skip, repeat and change their marks": (
        "１、几点开门\n答：九点。\n\n3．几点关门\n答案:五点。\n3. 周末开吗\n 回复、开。\n7）节日呢？\n【答】不开。\n",
        [one("几点开门", "九点。"), one("几点关门", "五点。"), one("周末开吗", "开。"), one("节日呢？", "不开。")],
    ),
    "letters with a point": (
        "Q. 几点开门？\nA. 九点。\nQ. 几点关门？\nA. 五点。\n",
        [one("几点开门？", "九点。"), one("几点关门？", "五点。")],
    ),
    "a choice of A and B is no answer": (
        "1. 有哪几种证？\n有两种：\nA、普通证\nB、研究证\n2. 多少钱？\n一百元。\n",
        [one("有哪几种证？", "有两种：\nA、普通证\nB、研究证"), one("多少钱？", "一百元。")],
    ),
    "a number of two kinds of digits": (
        "八、几点开门\n九点。\n九、几点关门\n五点。\n一０、卡丢了怎么办\n先挂失。\n十一、周末开吗\n开。\n",
        [
            one("几点开门", "九点。"),
            one("几点关门", "五点。"),
            one("卡丢了怎么办", "先挂失。"),
            one("周末开吗", "开。"),
        ],
    ),
    "numbers of two kinds of digits below sections of Chinese numbers": (
        "一、开放\n1、几点开门\n九点。\n5、几点关门\n五点。\n二、借还\n一〇、卡丢了怎么办\n先挂失。\n十1、能借几本\n五本。\n"
        "三、其他\n12、周末开吗\n开。\n",
        [
            one("几点开门", "九点。", "开放"),
            one("几点关门", "五点。", "开放"),
            one("卡丢了怎么办", "先挂失。", "借还"),
            one("能借几本", "五本。", "借还"),
            one("周末开吗", "开。", "其他"),
        ],
    ),
    "what editors put into Markdown": (
        "**1\\. 几点开门？**\n九点，*周一*闭馆；每次 3*4*5 人。\n**2\\. 几点关门？**\n五点。\n",
        [one("几点开门？", "九点，周一闭馆；每次 3*4*5 人。"), one("几点关门？", "五点。")],
    ),
    "a title whose number is in another form": (
        "九、几点开门\n九点。\n10. 挂失手续\n1. 登录\n2. 挂失\n十一、几点关门\n五点。\n",
        [one("几点开门", "九点。"), one("挂失手续", "1. 登录\n2. 挂失"), one("几点关门", "五点。")],
    ),
    "a choice of A and B with colons below a marked answer": (
        "1. 有哪几种证？\n答：有两种：\nA：普通证\nB：研究证\n2. 多少钱？\n答：一百元。\n",
        [one("有哪几种证？", "有两种：\nA：普通证\nB：研究证"), one("多少钱？", "一百元。")],
    ),
    "a mark typed twice": (
        "1. 怎么办证？\n答：回复：带身份证。\n2. 多少钱？\n答：\n答：一百元。\n",
        [one("怎么办证？", "带身份证。"), one("多少钱？", "一百元。")],
    ),
    "a question and its answer within an answer": (
        "1. 怎么办证？\n答：带身份证。常有人问：能代办吗？答：能。\n2. 多少钱？\n答：一百元。\n",
        [one("怎么办证？", "带身份证。常有人问：能代办吗？答：能。"), one("多少钱？", "一百元。")],
    ),
    "a list that counts on from the answer above": (
        "1. 怎么办证？\n答：分两步：\n1. 填表；\n2. 交钱。\n2. 房子怎么过户？\n答：可以选：\n3. 赠与：免税；\n"
        "4. 买卖：以后再卖可以扣除\n3. 离婚怎么改？\n答：带证。\n",
        [
            one("怎么办证？", "分两步：\n1. 填表；\n2. 交钱。"),
            one("房子怎么过户？", "可以选：\n3. 赠与：免税；\n4. 买卖：以后再卖可以扣除"),
            one("离婚怎么改？", "带证。"),
        ],
    ),
    "a list below an unmarked answer that counts on": (
        "1. 怎么办证？\n分两步：\n1. 填表\n2. 交钱\n2. 房子怎么过户？\n可以选：\n5. 赠与\n6. 以后再卖可以扣除\n"
        "3. 几天？\n如下：\n4. 周末呢？\n不办。\n",
        [
            one("怎么办证？", "分两步：\n1. 填表\n2. 交钱"),
            one("房子怎么过户？", "可以选：\n5. 赠与\n6. 以后再卖可以扣除"),
            one("几天？", "如下："),
            one("周末呢？", "不办。"),
        ],
    ),
    "two questions in two lines": (
        "问：能等人吗？\n怎么联系司机？\n答：不等；电话见公众号。\n",
        [("", ("能等人吗？", "怎么联系司机？"), "不等；电话见公众号。")],
    ),
    "signs of Markdown in an answer": (
        "## 怎么迁？\n先申请`准迁证`。\n> 也可以在网上办。\n> 60 岁以上免费。\n",
        [one("怎么迁？", "先申请准迁证。\n也可以在网上办。\n> 60 岁以上免费。")],
    ),
    "a question of two lines": (
        "问：借书证丢了，\n还能借书吗？\n答：先挂失。\n",
        [one("借书证丢了，还能借书吗？", "先挂失。")],
    ),
    "a chat": (
        "用户：几点开门？\n客服：九点。\n用户：我的证丢了\n客服：先挂失。\n",
        [one("几点开门？", "九点。"), one("我的证丢了", "先挂失。")],
    ),
    "what is the matter and what to do": (
        "1. 打不开首页\n解决办法：换浏览器。\n2. 收不到短信\n解决办法：\n检查信号。\n",
        [one("打不开首页", "换浏览器。"), one("收不到短信", "检查信号。")],
    ),
    "signs before questions and answers": (
        "【开放】\n\n◆ 几点开门／开门时间\n→ 九点。\n◆ 周末开吗？\n→ 开。\n\n◆ 节日呢？\n→ 不开。\n请看公告。\n",
        [
            one("几点开门／开门时间", "九点。", "开放"),
            one("周末开吗？", "开。", "开放"),
            one("节日呢？", "不开。\n请看公告。", "开放"),
        ],
    ),
    "a sign before questions alone": (
        "★ 几点开门\n九点。\n★ 怎么办证\n带身份证。\n★ 卡丢了\n先挂失。\n",
        [one("几点开门", "九点。"), one("怎么办证", "带身份证。"), one("卡丢了", "先挂失。")],
    ),
    "a sign before answers alone": (
        "几点开门？\n—— 九点。\n怎么办证？\n—— 带身份证。\n",
        [one("几点开门？", "九点。"), one("怎么办证？", "带身份证。")],
    ),
    "names of two who talk": (
        "甲：几点开门？\n乙： 九点。\n甲： 怎么办证？\n乙：带身份证。\n",
        [one("几点开门？", "九点。"), one("怎么办证？", "带身份证。")],
    ),
    "a word for an answer without a colon": (
        "问题1 几点开门\n解答 九点。\n问题2 怎么办证\n解答 带身份证。\n",
        [one("几点开门", "九点。"), one("怎么办证", "带身份证。")],
    ),
    "names within answers": (
        "1. 在哪里办？\n地点：一楼\n2. 在哪里退？\n地点：二楼\n",
        [one("在哪里办？", "地点：一楼"), one("在哪里退？", "地点：二楼")],
    ),
    "signs of a list in an answer": (
        "1. 有哪几种证？\n● 普通证\n● 研究证\n2. 要带什么？\n● 身份证\n● 照片\n",
        [one("有哪几种证？", "● 普通证\n● 研究证"), one("要带什么？", "● 身份证\n● 照片")],
    ),
    "names that are no marks": (
        "1. 怎么办证？\n到一楼。\n建议：早点来。\n2. 多少钱？\n一百元。\n建议：带零钱。\n",
        [one("怎么办证？", "到一楼。\n建议：早点来。"), one("多少钱？", "一百元。\n建议：带零钱。")],
    ),
    "a section below its question": (
        "问：几点开门？\n答：九点。\n分类：开放\n\n问：能借几本？\n答：五本。\n分类：借还\n",
        [one("几点开门？", "九点。", "开放"), one("能借几本？", "五本。", "借还")],
    ),
    "phrasings": (
        "问：几点开门？\n相似问法：什么时候开门；开门时间\n答：九点。\n",
        [("", ("几点开门？", "什么时候开门", "开门时间"), "九点。")],
    ),
    "a question and its answer in one line": (
        "【问题】几点开门？【解答】九点。\n【问题】几点关门？【解答】五点。\n",
        [one("几点开门？", "九点。"), one("几点关门？", "五点。")],
    ),
    "a bold question before its answer": (
        "**几点开门？** 九点。\n**几点关门？**\n五点。\n",
        [one("几点开门？", "九点。"), one("几点关门？", "五点。")],
    ),
    "titles that do not ask": (
        "# 开放\n## 时间\n九点到五点。\n## 地点\n一楼。\n",
        [one("时间", "九点到五点。", "开放"), one("地点", "一楼。", "开放")],
    ),
    "bold titles with bullets below headings": (
        "## 登录\n**收不到验证码**\n检查短信。\n**账号不存在**\n先注册。\n## 学习\n**进度不保存**\n停留十秒。\n",
        [
            one("收不到验证码", "检查短信。", "登录"),
            one("账号不存在", "先注册。", "登录"),
            one("进度不保存", "停留十秒。", "学习"),
        ],
    ),
    "a list behind a blank line": (
        "# 1 开放\n### Q: 几点开门？\nA: 看日子：\n\n- 周一闭馆\n- 其他九点\n",
        [one("几点开门？", "看日子：\n- 周一闭馆\n- 其他九点", "开放")],
    ),
    "plain sections where numbers begin anew": (
        "开放时间\n1. 几点开门？\n答：九点。\n2. 周末呢？\n答：不开。\n\n借书还书\n1. 能借几本？\n答：五本。\n",
        [
            one("几点开门？", "九点。", "开放时间"),
            one("周末呢？", "不开。", "开放时间"),
            one("能借几本？", "五本。", "借书还书"),
        ],
    ),
    "Chinese numbers before the mark": (
        "一、问：几点开门？\n答：九点。\n二、问：几点关门？\n答：五点。\n",
        [one("几点开门？", "九点。"), one("几点关门？", "五点。")],
    ),
    "a list of Chinese numbers in an answer": (
        "一、办证\n1. 怎么办证？\n答：两种办法：\n一、到一楼；\n二、在网上。\n2. 多少钱？\n答：一百元。\n",
        [one("怎么办证？", "两种办法：\n一、到一楼；\n二、在网上。", "办证"), one("多少钱？", "一百元。", "办证")],
    ),
    "a table that is part of an answer": (
        "## 复印多少钱？\n\n| 类型 | 价格 |\n|---|---|\n| 黑白 | 一角 |\n\n## 能彩印吗？\n能。\n",
        [one("复印多少钱？", "类型 | 价格\n黑白 | 一角"), one("能彩印吗？", "能。")],
    ),
    "a table with empty cells": (
        "## 几点开门？\n\n| | 上午 | 下午 | |\n|---|---|---|---|\n| 周一 | 8-11 | 2-5 | |\n| 周六 | | 2-4 | |\n\n"
        "## 周日呢？\n不开。\n",
        [one("几点开门？", "— | 上午 | 下午\n周一 | 8-11 | 2-5\n周六 | — | 2-4"), one("周日呢？", "不开。")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_in_text(tmp_path: Path, text: str, expected: Pairs) -> None:
    recognised = found_in(tmp_path, "faq.md", text)
    assert pairs(recognised.candidates) == expected
    assert [doubt for doubt in recognised.doubts if "当作分类" not in doubt.what] == []


DOUBTS = {
    "no answer": ("1. 几点开门\n答：九点。\n2. 几点关门\n3. 周末开吗\n答：开。\n", "第 3 行", "没有答案"),
    "no question": ("答：九点。\n1. 几点关门\n答：五点。\n", "第 1 行", "没有问题"),
    "a second answer": ("问：几点开门\n答：九点。\n答：十点。\n", "第 3 行", "第二个答案"),
    "a second answer of two lines": ("问：几点开门\n答：九点。\n答：十点。\n周末休息。\n", "第 3 行", "第二个答案"),
    "only a number": ("1. 几点开门\n答：九点。\n问：\n答：开。\n", "第 3 行", "没有问题"),
    "a question without a number": (
        "1. 几点开门？\n九点。为什么？要打扫。\n卡丢了怎么办？\n先挂失。\n2. 几点关门？\n五点。\n",
        "第 3 行",
        "像一个问题",
    ),
    "a question with a number that nobody knows": (
        "1. 几点开门？\n九点。\n家属可以陪同\n№10 卡丢了怎么办\n先挂失。\n2. 几点关门？\n五点。\n",
        "第 4 行",
        "像一个问题",
    ),
    "an introduction": ("各位读者：\n问：几点开门\n答：九点。\n", "第 1 行", "不属于任何问答"),
    "a note at the end": ("问：几点开门\n答：九点。\n\n注：以馆内公告为准\n", "第 4 行", "算作上面答案的结尾"),
    "a section by its last word": (
        "问：几点开门\n答：九点。\n借还类\n问：能借几本\n答：五本。\n",
        "第 3 行",
        "当作分类",
    ),
}


def test_what_may_be_a_step_is_named_with_both_readings_and_never_to_be_deleted(tmp_path: Path) -> None:
    text = "1. 几点开门\n答：九点。\n2. 先看几点开门\n3. 周末开吗\n答：开。\n"
    (doubt,) = found_in(tmp_path, "faq.md", text).doubts
    assert "没有答案" in doubt.what
    assert "是问题的" in doubt.do
    assert "上面答案里的一步" in doubt.do
    assert "删" not in doubt.do


@pytest.mark.parametrize(("text", "place", "what"), DOUBTS.values(), ids=DOUBTS)
def test_what_is_doubtful_is_named_with_its_place(tmp_path: Path, text: str, place: str, what: str) -> None:
    (doubt,) = found_in(tmp_path, "faq.md", text).doubts
    assert doubt.place.spot == place
    assert what in doubt.what
    assert doubt.do


@pytest.mark.parametrize("text", [text for text, *_ in (*TEXTS.values(), *DOUBTS.values())])
def test_every_line_is_accounted_for(tmp_path: Path, text: str) -> None:
    recognised = found_in(tmp_path, "faq.md", text)
    there = {f"第 {at} 行" for at, line in enumerate(text.split("\n"), 1) if line.strip().strip("|- ")}
    assert there == {account.place.spot for account in recognised.accounts if account.text}


def title_page(file: Document) -> None:
    file.add_paragraph("市图书馆")
    file.add_paragraph("读者常见问题解答", style="Title")
    file.add_paragraph("目  录")
    file.add_paragraph("第一部分 开放\t1")
    file.add_heading("第一部分 开放", 1)
    file.add_paragraph("Q1: 几点开门？")
    file.add_paragraph("A1 九点。")
    file.add_paragraph("- 1 -")
    file.add_paragraph("读者服务部")
    file.add_paragraph("2024年3月1日")


def test_a_title_page_contents_page_numbers_and_a_signature_are_no_answers(tmp_path: Path) -> None:
    recognised = found_in(tmp_path, "faq.docx", word(title_page))
    assert pairs(recognised.candidates) == [one("几点开门？", "九点。", "开放")]
    assert [doubt.place.spot for doubt in recognised.doubts] == ["第 1 段"]
    became = {account.text: account.became for account in recognised.accounts}
    assert became["读者服务部"] == became["2024年3月1日"] == "没有导入：落款"
    assert became["目  录"] == "没有导入：目录"
    assert became["读者常见问题解答"] == "没有导入：题目"


def test_automatic_numbers_of_sections_questions_and_steps(tmp_path: Path) -> None:
    def fill(file: Document) -> None:
        levels = level(0, "chineseCountingThousand", "%1、") + level(1, "decimal", "%2．")
        (both,) = lists(file, levels + level(2, "decimalEnclosedCircleChinese", "%3"))
        for name, question in (("开放", "几点开门？"), ("借还", "怎么借书")):
            numbered(file, name, both, 0)
            numbered(file, question, both, 1)
            file.add_paragraph("按下面的步骤：")
            numbered(file, "看公告", both, 2)
            numbered(file, "到一楼", both, 2)

    steps = "按下面的步骤：\n①看公告\n②到一楼"
    expected = [one("几点开门？", steps, "开放"), one("怎么借书", steps, "借还")]
    assert pairs(found_in(tmp_path, "faq.docx", word(fill)).candidates) == expected


def test_a_picture_in_an_answer_is_named(tmp_path: Path) -> None:
    drawing = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:drawing><a:blip/></w:drawing></w:r>'
    )

    def fill(file: Document) -> None:
        file.add_paragraph("1. 在哪里？")
        file.add_paragraph("答：见图。")._p.append(parse_xml(drawing))

    (doubt,) = found_in(tmp_path, "faq.docx", word(fill)).doubts
    assert "图片" in doubt.what


def test_a_picture_beside_the_text_is_named_too(tmp_path: Path) -> None:
    def fill(file: Document) -> None:
        file.add_picture(str(PICTURE))
        file.add_paragraph("1. 在哪里？")
        file.add_paragraph("答：见图。")
        file.add_picture(str(PICTURE))

    first, second = found_in(tmp_path, "faq.docx", word(fill)).doubts
    assert "图片里的字读不出来" in first.what
    assert "“在哪里？”的答案里有图片" in second.what


def bold_questions(*between: str) -> Callable[[Document], None]:
    """Fill a document with bold questions, and bold lines between them that do not ask."""

    def fill(file: Document) -> None:
        for question in ("怎么办证？", *between, "怎么借书？", "几点开门？"):
            file.add_paragraph().add_run(question).bold = True
            file.add_paragraph("请到一楼。")

    return fill


@pytest.mark.parametrize("trouble", ["借书证丢了", "首页打不开", "登记失败"])
def test_a_bold_trouble_among_bold_questions_is_one(tmp_path: Path, trouble: str) -> None:
    recognised = found_in(tmp_path, "faq.docx", word(bold_questions(trouble)))
    assert [question for _, (question,), _ in pairs(recognised.candidates)][1] == trouble
    assert not recognised.doubts


def test_a_bold_line_that_may_be_a_question_is_a_doubt_with_its_place(tmp_path: Path) -> None:
    recognised = found_in(tmp_path, "faq.docx", word(bold_questions("所需材料")))
    assert len(recognised.candidates) == 3
    (doubt,) = recognised.doubts
    assert doubt.place.spot == "第 3 段"
    assert "“所需材料”和问题一样是粗体" in doubt.what


def test_an_address_stays_in_answers_alone(tmp_path: Path) -> None:
    text = "## 能[网上](https://a.example)借吗？\n能，在[这里](https://a.example)。\n## 几点开门？\n九点。\n"
    recognised = found_in(tmp_path, "faq.md", text)
    assert pairs(recognised.candidates)[0] == one("能网上借吗？", "能，在这里（https://a.example）。")


def test_columns_are_known_by_what_they_are_called(tmp_path: Path) -> None:
    rows: Rows = [
        ["热线知识库"],
        ["序号", "事项类别", "用户问法", "答复口径", "责任科室"],
        [1.0, "登记", "1、怎么登记？", "答：到一楼。", "登记科"],
        [2, None, "多少钱", 100, None],
        ["二、查询"],
        [3, None, "怎么查", None, None],
        [4, None, "在哪查", "网上。", None],
        ["备注：仅供内部使用"],
    ]
    recognised = found_in(tmp_path, "faq.xlsx", excel({"口径": rows}))
    assert pairs(recognised.candidates) == [
        one("怎么登记？", "到一楼。", "登记"), one("多少钱", "100", "登记"), one("在哪查", "网上。", "登记")
    ]  # fmt: skip
    assert [(doubt.place.spot, doubt.what[:4]) for doubt in recognised.doubts] == [
        ("第 5 行", "这一行没"), ("第 6 行 D 列", "没有答案"), ("第 8 行", "这一行没")
    ]  # fmt: skip
    assert recognised.remarks == ["faq.xlsx：E 列“责任科室”没有用到"]


@pytest.mark.parametrize(
    "header",
    [("问题", "答案"), ("提问内容", "回复内容"), ("知识标题", "知识内容"), ("Question", "Answer"), ("问 题", "答复：")],
)
def test_names_of_the_two_columns(tmp_path: Path, header: tuple[str, str]) -> None:
    recognised = found_in(tmp_path, "faq.csv", delimited([header, ("几点开门", "九点。")]))
    assert pairs(recognised.candidates) == [one("几点开门", "九点。")]


def test_a_column_without_a_name_may_hold_the_sections(tmp_path: Path) -> None:
    first = ["账号", "登录不上", "检查网络。", ""]
    rows = [["", "问题描述", "解决办法", ""], first, ["", "收不到短信", "看信号。", "急"]]
    recognised = found_in(tmp_path, "faq.csv", delimited(rows))
    assert pairs(recognised.candidates) == [
        one("登录不上", "检查网络。", "账号"),
        one("收不到短信", "看信号。", "账号"),
    ]
    assert recognised.remarks == ["faq.csv：D 列没有用到"]


def test_a_row_that_names_a_section(tmp_path: Path) -> None:
    rows = [["问题", "答案"], ["一、登记", ""], ["怎么登记", "到一楼。"], ["二、查询", ""], ["怎么查", "网上。"]]
    recognised = found_in(tmp_path, "faq.csv", delimited(rows))
    assert pairs(recognised.candidates) == [one("怎么登记", "到一楼。", "登记"), one("怎么查", "网上。", "查询")]


def test_merged_cells_are_filled_down_and_hidden_sheets_named(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["办理"].merge_cells("B2:B3")
        book["旧"].sheet_state = "hidden"

    lost: Rows = [["问", "答"], ["丢了怎么办", "先挂失。"], ["找不到了", None]]
    sheets: dict[str, Rows] = {"办理": lost, "旧": [["问", "答"], ["a", "b"]]}
    recognised = found_in(tmp_path, "faq.xlsx", excel(sheets, change))
    assert pairs(recognised.candidates) == [one("丢了怎么办", "先挂失。"), one("找不到了", "先挂失。")]
    assert [remark.split("：")[1] for remark in recognised.remarks] == [
        "工作表“旧”是隐藏的，没有读", "合并的单元格，下面的各行照第一行填上（1 格）"
    ]  # fmt: skip


def test_a_comma_without_quotation_marks_is_put_back_and_named(tmp_path: Path) -> None:
    recognised = found_in(tmp_path, "faq.csv", "问题,答案\n几点开门,九点,周一除外\n")
    assert pairs(recognised.candidates) == [one("几点开门", "九点,周一除外")]
    assert recognised.doubts[0].place.spot == "第 2 行"


def test_marks_in_cells_are_left_out_and_an_answer_in_the_question_is_a_doubt(tmp_path: Path) -> None:
    rows = [
        ["问题", "答案"],
        ["几点开门", "答：答：九点。"],
        ["几点关门", "答："],
        ["怎么办证？答：带证。", "到一楼。"],
    ]
    recognised = found_in(tmp_path, "faq.csv", delimited(rows))
    assert pairs(recognised.candidates) == [one("几点开门", "九点。")]
    assert [(doubt.place.spot, doubt.what[:5]) for doubt in recognised.doubts] == [
        ("第 3 行 B 列", "没有答案，"), ("第 4 行 A 列", "问题里有答")
    ]  # fmt: skip


def test_a_table_of_two_columns_needs_no_header(tmp_path: Path) -> None:
    recognised = found_in(tmp_path, "faq.csv", "几点开门？,九点。\n在哪里办,一楼。\n")
    assert pairs(recognised.candidates) == [one("几点开门？", "九点。"), one("在哪里办", "一楼。")]


def test_numbers_and_dates_are_read_as_they_are_shown(tmp_path: Path) -> None:
    day = datetime.datetime(2024, 3, 1)
    rows: Rows = [["问题", "答案"], ["a", 2.0], ["b", day], ["c", 370102199001011237], ["d", "=1+1"]]
    recognised = found_in(tmp_path, "faq.xlsx", excel({"问答": rows}))
    assert [candidate.answer[:10] for candidate in recognised.candidates] == ["2", "2024-03-01", "3701021990"]
    assert [(doubt.place.spot, doubt.what[:5]) for doubt in recognised.doubts] == [
        ("B5 格", "公式没有存"), ("第 4 行 B 列", "数字 37"), ("第 5 行 B 列", "没有答案，")
    ]  # fmt: skip


def test_a_formula_in_error_is_no_answer(tmp_path: Path) -> None:
    rows: Rows = [["问题", "答案"], ["几点开门", "#REF!"], ["几点关门", "五点。"]]
    recognised = found_in(tmp_path, "faq.xlsx", excel({"问答": rows}))
    assert pairs(recognised.candidates) == [one("几点关门", "五点。")]
    assert [doubt.what[:4] for doubt in recognised.doubts] == ["公式出错", "没有答案"]


LINES = ("一行文字没有问题", "1. 怎么办证", "", "A、普通证", "答：到一楼。", "借还类", "## 怎么办证")


@pytest.mark.parametrize("line", LINES)
def test_many_lines_of_one_kind_take_no_longer(tmp_path: Path, line: str) -> None:
    text = f"{line}\n" * 10_000 + "1. 几点开门\n答：九点。\n"
    start = time.process_time()
    found_in(tmp_path, "faq.txt", text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("sign", [".", "…", "·", "*", "**a", "[a](", "1", "一", "【", "| ", "答：", "（1）", "？ "])
def test_a_long_line_of_one_sign_takes_no_longer(tmp_path: Path, sign: str) -> None:
    line = (sign * 10_000)[:9_990]
    start = time.process_time()
    found_in(tmp_path, "faq.md", f"1. 几点开门\n答：九点。\n{line}\n{line}x\n")
    assert time.process_time() - start < 5


def test_what_somebody_asks_within_an_answer_is_no_entry(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        for title, *answer in (
            ("对成绩有异议怎么办？", "向教务办提交复核申请。", "有学生问：能查卷吗？答：由学院统一查阅。"),
            ("成绩单在哪打印？", "在自助机打印。"),
        ):
            document.add_heading(title, 2)
            for line in answer:
                document.add_paragraph(line)

    first, second = found_in(tmp_path, "faq.docx", word(fill)).candidates
    assert first.answer == "向教务办提交复核申请。\n有学生问：能查卷吗？答：由学院统一查阅。"
    assert second.questions == ("成绩单在哪打印？",)


def test_a_document_in_which_somebody_always_asks_is_one_of_entries(tmp_path: Path) -> None:
    text = "读者问：几点开门？答：九点。\n读者问：周末开吗？答：开。\n"
    assert [candidate.answer for candidate in found_in(tmp_path, "faq.txt", text).candidates] == ["九点。", "开。"]

"""What goes wrong in a word processor, in a copy of the real FAQ: each fault is named with its line."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from converter import SourceError
from converter.checks.structure import CATALOG
from tests.converter.real import faq_lines, read_lines

Edit = Callable[[list[str]], None]


@dataclass(frozen=True)
class Fault:
    """`found` are "line kind" of findings that must be among those reported, or "catalog kind"."""

    name: str
    edit: Edit
    found: tuple[str, ...]


def replace(line: int, old: str, new: str) -> Edit:
    def edit(lines: list[str]) -> None:
        assert old in lines[line - 1]
        lines[line - 1] = lines[line - 1].replace(old, new)

    return edit


def write(line: int, *new: str) -> Edit:
    """Put `new` in the place of a line."""

    def edit(lines: list[str]) -> None:
        lines[line - 1 : line] = new

    return edit


def insert(line: int, *new: str) -> Edit:
    """Put `new` before a line."""

    def edit(lines: list[str]) -> None:
        lines[line - 1 : line - 1] = new

    return edit


def append(*new: str) -> Edit:
    """Put `new` after a blank line at the end: the first of them is line 602."""

    def edit(lines: list[str]) -> None:
        lines[:] = [*lines[:600], "", *new]

    return edit


def cut(first: int, last: int) -> Edit:
    def edit(lines: list[str]) -> None:
        del lines[first - 1 : last]

    return edit


def join(*edits: Edit) -> Edit:
    def edit(lines: list[str]) -> None:
        for edit in edits:
            edit(lines)

    return edit


OTHER_ANSWER = "回复：这是另一个说法，请到服务大厅窗口办理。"

FAULTS = [
    # a question that is already there, with another answer
    Fault(
        "same question in another width",
        append("7. 能 快 进　吗？！", OTHER_ANSWER),
        ("451 duplicate-question",),
    ),
    Fault(
        "same question in traditional characters",
        append("7. 怎麼註銷賬號", OTHER_ANSWER),
        ("386 duplicate-question",),
    ),
    Fault(
        "same question with a usual slip",
        append("7. 手机网页不能登陆", OTHER_ANSWER),
        ("433 duplicate-question",),
    ),
    Fault("part of a line asked again", append("7. 找不到滑块", OTHER_ANSWER), ("581 duplicate-question",)),
    Fault("near question", append("7. 怎么注销账号呢", OTHER_ANSWER), ("386 near-duplicate-question",)),
    Fault(
        "near question in another order",
        append("7. 课件有没有", OTHER_ANSWER),
        ("454 near-duplicate-question",),
    ),
    # answers that disagree
    Fault("one copy of an answer edited", replace(251, "不少于90", "不少于72"), ("248 near-duplicate-answer",)),
    Fault("another number", append("7. 年度要求", "回复：每年公需课不少于24学时。"), ("248 contradiction",)),
    Fault(
        "another number in characters",
        append("7. 晋升", "回复：职称评审需要近三年的继续教育。"),
        ("493 contradiction",),
    ),
    Fault("yes and no", append("7. 数据下载", "回复：平台支持导出数据。"), ("416 contradiction",)),
    Fault(
        "who approves",
        append("7. 注册找谁批", "回复：注册时需要上级审核部门审核通过，才能登录平台。"),
        ("4 contradiction",),
    ),
    Fault("nearly the same answer", replace(449, "非常抱歉", "很抱歉"), ("443 near-duplicate-answer",)),
    Fault(
        "answer with a part of another",
        append("7. 课程播放", "回复：您好。" + faq_lines()[442][3:]),
        ("443 near-duplicate-answer",),
    ),
    # questions and answers that lost each other
    Fault("no answer", write(88), ("87 question-without-answer",)),
    Fault("no question", write(87), ("87 second-answer",)),
    Fault("no question, first in its section", write(3), ("3 answer-without-question",)),
    Fault("empty answer", write(88, "回复："), ("88 empty-answer",)),
    Fault("answer of punctuation", write(88, "回复：……"), ("88 empty-answer",)),
    Fault("empty question", write(87, "13. "), ("87 empty-question",)),
    Fault("question of punctuation", write(87, "13. ？？"), ("87 empty-question",)),
    Fault(
        "question and answer swapped",
        write(87, "回复：个人账号。", "13. 个人账号密码是什么"),
        ("87 second-answer",),
    ),
    Fault("number lost", write(84, "账号必须是身份证号吗"), ("84 answer-after-blank", "85 second-answer")),
    Fault(
        "number lost and no blank line",
        join(write(84, "账号必须是身份证号吗"), cut(83, 83)),
        ("84 second-answer",),
    ),
    Fault("question without number and answer", write(83, "手机号能当账号吗"), ("83 stray-question",)),
    Fault("known question in an answer", write(83, "账号不存在"), ("83 stray-question",)),
    Fault(
        "mark of the answer lost",
        write(82, "个人账号是您注册时身份证号和密码。"),
        ("81 question-without-answer", "82 unknown-note"),
    ),
    Fault(
        "colon of the answer lost",
        replace(82, "回复：", "回复"),
        ("81 question-without-answer", "82 unknown-note"),
    ),
    Fault("two answers", insert(83, "答复：第二个回复"), ("83 second-answer",)),
    Fault(
        "steps numbered like questions, and answered",
        write(88, "回复：请按步骤：", "1. 打开首页", "2. 点击登录", "回复：完成"),
        ("89 question-without-answer",),
    ),
    # lines run together
    Fault(
        "question and answer on one line",
        write(84, "13. 账号必须是身份证号吗 回复：是身份证号"),
        ("84 merged-lines",),
    ),
    Fault(
        "entry at the end of an answer",
        replace(85, "和密码。", "和密码。13. 账号是啥 回复：身份证号"),
        ("85 merged-lines",),
    ),
    Fault(
        "two questions on one line",
        write(84, "13. 账号必须是身份证号吗 14. 个人账号怎么设置"),
        ("84 merged-lines",),
    ),
    Fault(
        "two questions without a blank",
        write(84, "13. 账号必须是身份证号吗14.个人账号怎么设置"),
        ("84 merged-lines",),
    ),
    Fault("mark typed twice", replace(82, "回复：", "回复：答："), ("82 merged-lines",)),
    Fault("question begun with 问", insert(83, "问：登录账号是手机号吗"), ("83 stray-question",)),
    Fault(
        "answer typed into the question",
        write(87, "13. " + "个人账号是您注册时的身份证号，" * 12),
        ("87 question-too-long",),
    ),
    # sections, comments, notes
    Fault("unknown heading", insert(511, "# 职业资格"), ("511 unknown-section",)),
    Fault("unknown comment", insert(511, "<!-- 这段先不用 -->"), ("511 unknown-section",)),
    Fault("heading without its mark", write(469, "政策咨询"), ("469 stray-heading",)),
    Fault("comment not closed", write(469, "<!-- 政策咨询"), ("469 unclosed-comment",)),
    Fault(
        "comment over several lines",
        insert(471, "<!--", "先不要用", "-->"),
        ("471 unclosed-comment", "472 unknown-note"),
    ),
    Fault("end of a comment left over", insert(468, "-->"), ("468 stray-mark",)),
    Fault("unnumbered line after a heading", insert(470, "下面的由小王维护"), ("470 unknown-note",)),
    Fault(
        "note to staff in another width",
        replace(205, "（查询注册信息）", "(查询注册信息)"),
        ("205 edited-note",),
    ),
    Fault("note to staff reworded", replace(513, "确定角色", "先确定角色"), ("513 unknown-note",)),
    Fault(
        "new note to staff in an answer",
        replace(82, "密码。", "密码。（内部：先核实身份）"),
        ("82 staff-words",),
    ),
    # places
    Fault("place in both lists", replace(180, "枣庄市等", "枣庄市和烟台市等"), ("178 place-in-two-lists",)),
    Fault("place misspelt", replace(178, "潍坊", "维坊"), ("178 unknown-place",)),
    Fault("place added to the list only", replace(178, "青岛/", "青岛/日照/"), ("205 place-left-out",)),
    # removed or changed so that the catalog no longer fits
    Fault("entry removed", cut(507, 508), ("catalog vanished-id",)),
    Fault("section removed", cut(469, 508), ("catalog vanished-id", "catalog stale-acknowledgement")),
    Fault(
        "question read by hand reworded",
        replace(195, "不超8学时", "不能超过8学时"),
        ("catalog stale-reading",),
    ),
    Fault("new entry", append("7. 平台有没有公众号", "回复：请在微信里搜索平台名称。"), ("602 new-entry",)),
    # personal data
    Fault("mobile number", replace(82, "密码。", "密码，找13800138000。"), ("82 personal-data",)),
    Fault("mobile number with blanks", replace(82, "密码。", "密码，找138 0013 8000。"), ("82 personal-data",)),
    Fault(
        "mobile number in full width",
        replace(82, "密码。", "密码，找１３８　００１３　８０００。"),
        ("82 personal-data",),
    ),
    Fault("mobile number with dashes", replace(82, "密码。", "密码，找138—0013—8000。"), ("82 personal-data",)),
    Fault("identity card", replace(82, "密码。", "密码，如11010519491231002X。"), ("82 personal-data",)),
    Fault(
        "identity card in full width",
        replace(82, "密码。", "密码，如１１０１０５１９４９１２３１００２Ｘ。"),
        ("82 personal-data",),
    ),
    Fault(
        "identity card with blanks",
        replace(82, "密码。", "密码，如110105 19491231 002x。"),
        ("82 personal-data",),
    ),
    Fault("made-up identity card", replace(82, "密码。", "密码，如110105194912310021。"), ("82 personal-data",)),
    Fault("mobile number in a question", replace(84, "账号", "13800138000账号"), ("84 personal-data",)),
    Fault("mobile number in a heading", replace(579, "细节", "细节 13800138000"), ("579 personal-data",)),
    # the text itself
    Fault(
        "too long an answer",
        replace(82, "密码。", "密码。" + "请您核对后再登录。" * 80),
        ("82 answer-too-long",),
    ),
    Fault("placeholder", replace(82, "密码。", "密码，请联系ＸＸＸ老师。"), ("82 placeholder",)),
    Fault("to be filled in", replace(82, "密码。", "密码（待补充）。"), ("82 placeholder",)),
    Fault("field of a form letter", replace(82, "密码。", "密码，{姓名}您好。"), ("82 placeholder",)),
    Fault("empty brackets", replace(82, "密码。", "密码，点击【】。"), ("82 placeholder",)),
    Fault(
        "placeholder in a question",
        append("7. 某某学院的账号怎么用", "回复：请咨询该学院。"),
        ("602 placeholder",),
    ),
    Fault("bracket not closed", replace(4, "【注册】", "【注册"), ("4 unbalanced-brackets",)),
    Fault(
        "bracket of half width not closed",
        replace(70, "（极速模式）", "(极速模式"),
        ("70 unbalanced-brackets",),
    ),
    Fault("web page code", replace(82, "密码。", "<b>密码</b>&nbsp;"), ("82 markup",)),
    Fault("link in brackets", replace(82, "密码。", "密码，见[首页](http://example.com)"), ("82 markup",)),
    Fault("characters lost", replace(82, "密码。", "密码\ufffd\ufffd。"), ("82 broken-character",)),
    Fault("characters lost in a question", replace(84, "账号", "????"), ("84 broken-character",)),
    Fault("symbol of a private font", replace(82, "密码。", "密码\uf0d8。"), ("82 broken-character",)),
    Fault(
        "question pasted as its answer",
        append("7. 平台有没有公众号", "回复：平台有没有公众号"),
        ("603 answer-repeats-question",),
    ),
]

HARMLESS = [
    Fault("tab after the number", replace(84, "13. ", "13.\t"), ()),
    Fault("ideographic blanks at the beginning", replace(84, "13. ", "　　13．"), ()),
    Fault("marks of no width", write(84, "\ufeff13.\u200b 账号必须是身份证号吗\u200b"), ()),
    Fault("half-width colon", replace(82, "回复：", "回复: "), ()),
    Fault("another mark of the answer", replace(82, "回复：", "答："), ()),
    Fault("Latin mark of the answer", replace(82, "回复：", "Ａ："), ()),
    Fault("dash of a word processor in a comment", write(176, "<!— 系统操作 —>"), ()),
    Fault("full-width heading", replace(469, "# ", "＃"), ()),
    Fault("blank lines", insert(84, "", "　", "\t"), ()),
    Fault(
        "line break of a word processor",
        lambda lines: lines.__setitem__(slice(83, 85), ["\x0b".join(lines[83:85])]),
        (),
    ),
    Fault(
        "steps numbered like questions",
        join(
            *(
                write(line, "回复：个人账号是：", "1. 您注册时的身份证号", "2. 您注册时的密码")
                for line in (173, 170, 167, 88, 85, 82)
            )
        ),
        (),
    ),
    Fault("entry moved", lambda lines: lines.extend(["", *lines[80:82]]), ()),
    Fault("entry given twice", append("7. 能快进吗", faq_lines()[451]), ()),
]


def what_is_found(fault: Fault) -> set[str]:
    lines = faq_lines()
    fault.edit(lines)
    try:
        result = read_lines(lines).verdict.open
    except SourceError as error:
        return {f"{error.line} error"}
    return {f"{'catalog' if f.path == CATALOG else f.line} {f.kind}" for f in result}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_named_with_its_line(fault: Fault) -> None:
    assert what_is_found(fault) >= set(fault.found)


@pytest.mark.parametrize("fault", HARMLESS, ids=lambda fault: fault.name)
def test_harmless_habit_is_read_as_meant(fault: Fault) -> None:
    assert what_is_found(fault) == set()


def test_hundreds_of_faults_are_all_named_in_one_run() -> None:
    lines = faq_lines()
    for fault in FAULTS:
        lines += ["", *_entry(fault.name)]
    result = Counter(finding.kind for finding in read_lines(lines).verdict.open)
    expected = ("new-entry", "question-without-answer", "personal-data", "merged-lines")
    assert all(result[kind] >= len(FAULTS) for kind in expected)


def _entry(name: str) -> list[str]:
    return [f"7. 关于{name}", f"回复：{name} 13800138000", "8. 没有回复的问题", f"9. 问 回复：{name}"]

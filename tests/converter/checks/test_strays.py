import pytest

from converter.checks.strays import check_strays
from tests.converter.builders import catalog, lines_of


def kinds(text: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.kind) for finding in check_strays(lines_of(text), catalog())]


@pytest.mark.parametrize(
    "text",
    [
        "1. 问 回复：答",
        "1. 问\n回复：答 2. 又问 回复:又答",
        "1. 甲 2. 乙\n回复：答",
        "1. 甲怎么办2、乙怎么办\n回复：答",
        "1. 问\n回复：回复：答",
    ],
)
def test_lines_run_together(text: str) -> None:
    assert [kind for _, kind in kinds(text)] == ["merged-lines"]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("常有人问：家属能代办吗？答：可以。", ["answer-within-answer"]),
        ("请到窗口办理。回复：带身份证", ["answer-within-answer"]),
        ("工作人员一次性解答：要带什么、去哪里", []),
        ("提示“回答：错误”时请重新登录", []),
        ("1.能代办吗？答：能。", ["merged-lines"]),
    ],
)
def test_a_mark_in_an_answer_stops_behind_a_numbered_question(answer: str, found: list[str]) -> None:
    assert [kind for _, kind in kinds(f"1. 怎么办\n回复：到一楼。\n{answer}")] == found


def test_the_end_of_another_word_and_what_is_quoted_are_no_marks_in_a_question() -> None:
    assert kinds("1. 系统提示“回答：错误”怎么办\n回复：重新登录。\n2. 谁解答：窗口还是电话\n回复：电话。") == []


@pytest.mark.parametrize(
    "text",
    ["1. 不超8学时\n回复：见邮件回复，1.5倍、3、4月份也可以", "1. 第2年、3年怎么学\n回复：1.打开 2.点击"],
)
def test_numbers_within_a_line_are_no_second_entry(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("登录", "stray-heading"),
        ("【注册】", "stray-heading"),
        ("-->", "stray-mark"),
        ("—>", "stray-mark"),
        ("</p>", "stray-mark"),
        ("Q：怎么登录", "stray-question"),
        ("问题2：登录", "stray-question"),
        ("能登录吗", "stray-question"),
        ("怎么注册", "stray-question"),
    ],
)
def test_a_line_after_an_answer_that_is_something_else(line: str, kind: str) -> None:
    assert kinds(f"1. 怎么注册\n回复：答\n{line}") == [(3, kind)]


@pytest.mark.parametrize(
    "line", ["再点击登录。", "① 打开首页", "（2）点击登录", "第三步提交", "360浏览器也可以", "登录后保存"]
)
def test_a_line_that_goes_on_with_the_answer(line: str) -> None:
    assert kinds(f"1. 怎么注册\n回复：答\n{line}") == []


def test_a_comment_must_end_in_its_line() -> None:
    assert kinds("<!-- 注册\n<!-- 登录 -->\n<!— 登录 —>\n# 登录") == [(1, "unclosed-comment")]


@pytest.mark.parametrize("heading", ["【押金与维修】", "二、缴费", "（三）退房", "第二章 续租"])
def test_what_looks_like_a_heading_is_not_left_to_an_answer(heading: str) -> None:
    text = f"# 注册\n1. 怎么注册\n回复：点击【注册】。\n{heading}\n2. 怎么退\n回复：请到前台。"
    [finding] = [one for one in check_strays(lines_of(text), catalog()) if one.kind == "stray-heading"]
    assert finding.line == 4


@pytest.mark.parametrize(
    "more",
    ["一、带身份证\n二、带照片", "【用户资料管理】里可以改。", "【个人信息】\n点它。"],
)
def test_lists_and_names_of_buttons_are_no_headings(more: str) -> None:
    text = f"# 注册\n1. 怎么注册\n回复：请看：\n{more}\n2. 怎么退\n回复：请到前台。"
    assert "stray-heading" not in [one.kind for one in check_strays(lines_of(text), catalog())]

import pytest

from converter.answers import build
from converter.checks.content import check_content
from tests.converter.builders import catalog, entries_of, faq, lines_of


def kinds(text: str) -> list[tuple[int, str]]:
    lines = lines_of(text)
    return [(f.line, f.kind) for f in check_content(lines, build(entries_of(text)[0], catalog()), catalog())]


def in_answer(words: str) -> list[str]:
    return [kind for _, kind in kinds(faq(("怎么注册", words)))]


@pytest.mark.parametrize(
    "words",
    [
        "某某",
        "XX",
        "ＸＸＸ",
        "xx老师",
        "××局",
        "***",
        "＿＿＿",
        "待补充",
        "todo",
        "{姓名}",
        "点【】",
        "（ ）",
    ],
)
def test_placeholders(words: str) -> None:
    assert "placeholder" in in_answer(f"请找{words}。")


@pytest.mark.parametrize("words", ["\ufffd", "锟斤拷", "????", "\ue0a8"])
def test_broken_characters(words: str) -> None:
    assert in_answer(f"请找{words}。") == ["broken-character"]


@pytest.mark.parametrize(
    "words", ["<b>注册</b>", "<br/>", "&nbsp;", "&#160;", "**注册**", "[首页](http://example.com)"]
)
def test_markup(words: str) -> None:
    assert in_answer(f"点{words}。") == ["markup"]


def test_remarks_of_the_staff() -> None:
    assert in_answer("点注册。（客服先核实身份）") == ["staff-words"]


def test_a_known_note_is_no_remark() -> None:
    assert in_answer("点注册。（内部）") == []


def test_an_answer_repeated_under_three_questions_is_one_finding() -> None:
    text = faq(("甲问", "请找某某。"), ("乙问", "请找某某。"), ("丙问", "请找某某。"))
    (finding,) = check_content(lines_of(text), build(entries_of(text)[0], catalog()), catalog())
    assert (finding.line, finding.more_lines) == (3, (6, 9))

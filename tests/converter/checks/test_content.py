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
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "+86 138 0013 8000",
        "138　0013　8000",
        "11010519491231002X",
        "110105 19491231 002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105194912310021",
    ],
)
def test_personal_data(words: str) -> None:
    assert in_answer(f"请找{words}。") == ["personal-data"]


@pytest.mark.parametrize(
    "words", ["114", "2023年11月13日", "0531-12345678", "sdzjkf@163.com", "1-3个工作日", "12345678901234"]
)
def test_numbers_that_are_nobody_s(words: str) -> None:
    assert in_answer(f"请看{words}。") == []


def test_a_finding_shows_the_ends_of_a_number_only_and_its_key_nothing() -> None:
    text = faq(("怎么注册", "请找13800138000。"))
    (finding,) = check_content(lines_of(text), build(entries_of(text)[0], catalog()), catalog())
    assert "138…00" in finding.message
    assert "13800138000" not in finding.message
    assert finding.between == ("怎么注册", "手机号")


@pytest.mark.parametrize(
    "text",
    ["# 13800138000", "1. 13800138000能登录吗\n回复：能。", "13800138000", "1. 问\n13800138000\n回复：能。"],
)
def test_personal_data_is_found_in_lines_of_every_kind(text: str) -> None:
    assert [kind for _, kind in kinds(text)] == ["personal-data"]


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

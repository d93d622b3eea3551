from hypothesis import given
from hypothesis import strategies as st

from converter.entries import collect
from converter.lines import Kind, classify
from tests.converter.builders import entries_of

FAQ_LINES = st.sampled_from(
    [
        "1. 问",
        "2. ",
        "3. ？",
        "回复：答",
        "回复：",
        "续",
        "（内部）",
        "",
        "# 注册",
        "回复：（内部）",
        "<!-- x",
    ]
)


def kinds_of(text: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.kind) for finding in entries_of(text)[1]]


def test_an_entry_knows_its_section_and_all_its_lines() -> None:
    (entry,), findings = entries_of("# 注册\n12. 怎么注册\n回复：先打开首页\n再点注册\n（内部）\n\n最后提交\n")
    assert findings == []
    assert (entry.number, entry.section, entry.question) == (12, "注册", "怎么注册")
    assert entry.answer == "先打开首页\n再点注册\n\n最后提交"
    assert (entry.question_line, entry.answer_lines, entry.lines) == (2, (3, 4, 7), (2, 3, 4, 7))


def test_an_answer_may_begin_on_the_line_after_its_mark() -> None:
    assert entries_of("1. 问\n回复：\n答")[0][0].answer == "答"


def test_a_blank_line_between_question_and_answer_does_no_harm() -> None:
    assert entries_of("1. 问\n\n回复：答")[0][0].answer_lines == (3,)


def test_each_malformed_entry_is_named() -> None:
    assert kinds_of("1. 问") == [(1, "question-without-answer")]
    assert kinds_of("1. 问\n# 注册\n回复：答") == [
        (1, "question-without-answer"),
        (3, "answer-without-question"),
    ]
    assert kinds_of("1. 问\n回复：") == [(2, "empty-answer")]
    assert kinds_of("1. 问\n回复：……") == [(2, "empty-answer")]
    assert kinds_of("1.\n回复：答") == [(1, "empty-question")]
    assert kinds_of("1. ？\n回复：答") == [(1, "empty-question")]
    assert kinds_of("1. 问\n回复：答\n回复：又答") == [(3, "second-answer")]


def test_the_line_before_a_second_answer_is_suspected() -> None:
    (finding,) = entries_of("1. 问\n回复：答\n账号是什么\n回复：又答")[1]
    assert "“账号是什么”是不是缺了编号" in finding.message
    assert finding.more_lines == (2,)


@given(st.lists(FAQ_LINES).map("\n".join))
def test_every_question_becomes_an_entry_or_a_finding(text: str) -> None:
    lines = classify(text)
    entries, findings = collect(lines)
    named = {finding.line for finding in findings} | {n for entry in entries for n in entry.lines}
    answers_below = {finding.line - 1 for finding in findings if finding.kind == "empty-answer"}
    for line in lines:
        if line.kind is Kind.QUESTION:
            assert line.number in named or any(line.number <= n for n in answers_below)
        if line.kind is Kind.ANSWER:
            empty = [f for f in findings if f.kind == "empty-question" and f.line < line.number]
            assert line.number in named or empty

from converter.answers import build
from converter.checks.structure import CATALOG as CATALOG_FILE
from converter.checks.structure import check_ids, check_lines, check_notes, check_readings
from tests.converter.builders import CATALOG, answers_of, catalog, entries_of, faq, lines_of


def test_unknown_sections_and_notes_and_loose_lines_are_named() -> None:
    text = "# 注册\n<!-- 别的 -->\n题外的话\n（内部）\n1. 问\n回复：答\n续\n\n又续"
    findings = [(finding.line, finding.kind) for finding in check_lines(lines_of(text), catalog())]
    assert findings == [(2, "unknown-section"), (3, "unknown-note"), (9, "answer-after-blank")]


def test_a_new_entry_can_not_be_acknowledged() -> None:
    (finding,) = check_ids(answers_of(("怎么注册", "点击。")), catalog())
    assert (finding.line, finding.kind, finding.fatal) == (2, "new-entry", True)


def test_a_vanished_id_is_named_at_its_line_of_the_catalog() -> None:
    text = CATALOG.replace("answers: []", "answers:\n- {id: login_slider, title: 找不到滑块}")
    (finding,) = check_ids([], catalog(text))
    assert (finding.path, finding.line, finding.kind) == (CATALOG_FILE, 8, "vanished-id")


def test_a_reading_whose_line_is_gone_is_named() -> None:
    catalog_ = catalog(CATALOG + "readings:\n- {question: 怎么注册、登录, phrasings: [怎么注册]}\n")
    assert [(f.path, f.line) for f in check_readings([], catalog_)] == [(CATALOG_FILE, 9)]
    assert list(check_readings(build(entries_of(faq(("怎么注册、登录", "点击。")))[0], catalog_), catalog_)) == []


def test_separators_that_can_not_be_told_apart_are_named() -> None:
    assert [f.kind for f in check_readings(answers_of(("怎么办/怎么改", "点击。")), catalog())] == [
        "unclear-separators"
    ]


def test_a_note_that_was_edited_would_be_sent_and_is_named() -> None:
    assert [f.line for f in check_notes(lines_of(faq(("甲", "点击。(内部)"))), catalog())] == [3]
    assert list(check_notes(lines_of(faq(("甲", "点击。（内部）"), ("乙", "都可以申报。"))), catalog())) == []

"""The catalog itself and, in catalog_file.py, how it is read: each bad form is one clear SourceError."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter import SourceError, catalog_file
from converter.catalog import Record, StaffNote
from tests.converter.builders import CATALOG, catalog
from tests.converter.real import catalog_text

HEAD = "sections: {注册: registration}\ntopics: {registration: 注册}\n"
ENTRY = "answers:\n- {id: registration_how, title: 怎么注册}\n"

BAD = [
    ("sections: [", 1, "不是合法的 YAML"),
    ("sections:\n  a: b: c", 2, "不是合法的 YAML"),
    ("topics: {a: \x07}", 1, "不允许的字符"),
    ("[" * 1200, 1, "嵌套太深"),
    ("- 1\n- 2", 1, "应是一个键值表"),
    ("just text", 1, "应是一个键值表"),
    ("section: {}", 1, "不认识的键：section"),
    (HEAD + "topics: {login: 登录}", 3, "“topics”写了两次"),
    ("sections: [注册]", 1, "sections 应是"),
    ("sections: {注册: [registration]}", 1, "sections 应是"),
    ("sections: {注册: }", 1, "sections 应是"),
    ("sections: {注册: login}\ntopics: {registration: 注册}", 1, "没有的话题：login"),
    ("topics: {../x: 注册}", 1, "话题“../x”只能用"),
    (HEAD + "answers: {id: a}", 3, "answers 应是一个列表"),
    (HEAD + "answers: text", 3, "answers 应是一个列表"),
    (HEAD + "answers: [text]", 3, "answers 中有一项不是键值表"),
    (HEAD + "answers:\n- {title: 怎么注册}", 4, "缺少 id"),
    (HEAD + "answers:\n- {id: registration_how}", 4, "缺少 title"),
    (HEAD + "answers:\n- {id: registration_how, title: ''}", 4, "缺少 title"),
    (HEAD + "answers:\n- {id: registration_how, title: [a]}", 4, "title 应是一段文字"),
    (HEAD + "answers:\n- {id: registration_how, title: a, anchor: b}", 4, "不认识的键：anchor"),
    (HEAD + "answers:\n- {id: registration_how, title: a, anchors: 怎么注册}", 4, "anchors 应是文字的列表"),
    (HEAD + "answers:\n- {id: registration_how, title: a, anchors: [{a: b}]}", 4, "anchors 应是文字的列表"),
    (HEAD + "answers:\n- {id: registration_how, title: a, top: first}", 4, "most_asked"),
    (HEAD + "answers:\n- {id: registration_how, title: a, outcome: lost}", 4, "outcome 只能是"),
    (HEAD + "answers:\n- {id: registration how, title: a}", 4, "只能用小写字母"),
    (HEAD + "answers:\n- {id: 注册, title: a}", 4, "只能用小写字母"),
    (HEAD + "answers:\n- {id: login_how, title: a, topic: login}", 4, "话题 login 不在 topics 中"),
    (HEAD + ENTRY + "- {id: registration_how, title: b}", 4, "编号重复：registration_how"),
    (HEAD + "staff_notes:\n- {text: （内部）}", 4, "缺少 instead"),
    (HEAD + "staff_notes:\n- {text: '', instead: a}", 4, "缺少 text"),
    (HEAD + "staff_notes:\n- {text: a, instead: b, places: maybe}", 4, "places 只能是"),
    (HEAD + "readings:\n- {question: a}", 4, "缺少 phrasings"),
    (HEAD + "readings:\n- {question: a, phrasings: b}", 4, "phrasings 应是文字的列表"),
    (HEAD + "shared_questions:\n- {question: a, ids: [x], answered_by: x}", 4, "缺少 reason"),
    (HEAD + "acknowledged:\n- {kind: contradiction, between: [a, b]}", 4, "缺少 reason"),
    (HEAD + "acknowledged:\n- {kind: contradiction, between: [a, b], reason: ' '}", 4, "缺少 reason"),
    (HEAD + "acknowledged:\n- {between: [a], reason: r}", 4, "缺少 kind"),
]


@pytest.mark.parametrize(("text", "line", "message"), BAD, ids=[message for _, _, message in BAD])
def test_a_bad_form_is_one_clear_error(text: str, line: int, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        catalog_file.load(text)
    assert message in caught.value.message
    assert caught.value.line == line


def test_values_are_taken_as_typed() -> None:
    text = HEAD + "answers:\n- {id: registration_how, title: 2023, anchors: [no, 2023-13-45, 0x1]}\n"
    assert catalog_file.load(text).records[0].title == "2023"
    assert catalog_file.load(text).records[0].anchors == ("no", "2023-13-45", "0x1")


def test_an_empty_catalog_is_a_catalog() -> None:
    assert catalog_file.load("").records == ()


def test_a_shared_question_acknowledges_its_duplicate() -> None:
    how = "registration_how"
    shared = f"shared_questions:\n- {{question: 怎么 注册？, ids: [{how}], answered_by: {how}, reason: r}}\n"
    catalog_ = catalog_file.load(HEAD + ENTRY + shared).acknowledged
    assert catalog_ == {("duplicate-question", ("registration_how", "怎么注册")): "r"}


@given(st.text(alphabet="abc:- {}[],'\"#&*!|>%@`\n 注册", max_size=80))
def test_any_text_is_a_catalog_or_one_source_error(text: str) -> None:
    try:
        catalog_file.load(text)
    except SourceError as error:
        assert error.line >= 1


def test_a_note_covers_its_line_and_a_list_of_places_its_beginning() -> None:
    assert StaffNote("可以：", "", "supported").covers("可以：济南")
    assert not StaffNote("可以：", "").covers("可以：济南")
    assert catalog().note_of("（内部）") is not None
    assert not catalog().is_note("（内部）。")


def test_a_topic_is_the_one_named_or_the_stem_of_the_id() -> None:
    assert catalog().topic_of(Record("login_slider", "", (), "")) == "login"
    assert catalog().topic_of(Record("login_slider", "", (), "", topic="registration")) == "registration"


def test_a_place_in_the_file_is_found_by_words_close_together() -> None:
    assert catalog().line_of("（内部）") == CATALOG.split("\n").index("- {text: （内部）, instead: 不发给用户}") + 1
    assert catalog().line_of("可以申报", "supported") == 5
    assert catalog().line_of("不在其中") == 1


def test_every_known_thing_of_the_real_catalog_has_its_reason() -> None:
    real = catalog_file.load(catalog_text())
    assert all(reason.strip() for reason in real.acknowledged.values())
    assert all(note.instead for note in real.notes)

"""Answers -> YAML that stock Rasa reads back."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.nlg.interpolator import interpolate_text
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from converter import read, render_context, render_titles
from converter.render import examples
from converter.scalars import quoted
from owner.live import index_in
from tests.converter.builders import answers_of
from tests.converter.real import FAQ, catalog_text, conversion


def read_back(files: Mapping[str, str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Examples per intent and first text per response, as stock Rasa sees them in the files that it reads."""
    taught: dict[str, list[str]] = {}
    sent: dict[str, str] = {}
    for content in (content for name, content in files.items() if name != render_titles.FILE):
        data = RasaYAMLReader().reads(content)
        for example in data.intent_examples:
            taught.setdefault(example.get_full_intent(), []).append(example.get("text"))
        sent |= {name: variations[0]["text"] for name, variations in data.responses.items()}
    return taught, sent


def test_the_same_input_gives_the_same_bytes() -> None:
    again = read(FAQ.read_bytes(), catalog_text())
    assert again.files() == conversion().files()


def test_stock_rasa_reads_every_answer_word_for_word() -> None:
    _, sent = read_back(conversion().files())
    answers = {f"utter_faq/{answer.id}": answer.text for answer in conversion().answers}
    assert len(answers) == len(conversion().answers)
    asked = {f"utter_context/{context.id}": context.asks for context in conversion().catalog.contexts}
    assert sent == answers | asked


def test_stock_rasa_reads_every_question() -> None:
    taught, _ = read_back(conversion().files())
    catalog = conversion().catalog
    shared = {s.question: s.answered_by for s in catalog.shared} | render_context.context_questions(catalog)
    questions = {f"faq/{answer.id}": examples(answer, shared) for answer in conversion().answers}
    contexts = {f"context/{context.id}": list(context.questions) for context in catalog.contexts}
    assert taught == {label: texts for label, texts in (questions | contexts).items() if texts}


def answers_in(content: str) -> Mapping[str, list[dict[str, Any]]]:
    responses: dict[str, list[dict[str, Any]]] = yaml.safe_load(content).get("responses", {})
    return {name: variations for name, variations in responses.items() if name.startswith("utter_faq/")}


def test_every_response_carries_where_it_comes_from() -> None:
    for content in conversion().files().values():
        for name, variations in answers_in(content).items():
            for metadata in (variation["metadata"] for variation in variations):
                assert name == f"utter_faq/{metadata['faq_id']}"
                assert metadata["outcome"] == ("handoff" if metadata["faq_id"] == "other_cooperation" else "answer")


def index_of(files: Mapping[str, str]) -> Mapping[str, list[int]]:
    """Lines by "<id>", and by "<id>/<role>"."""
    result = index_in(files[render_titles.FILE]).titles
    return {
        f"{id_}/{role}" if role else id_: list(lines)
        for id_, one in result.items()
        for role, lines in one.lines.items()
    }


def test_the_index_has_the_lines_of_every_answer_and_of_its_text_for_each_role() -> None:
    answers = {answer.id: list(answer.lines) for answer in conversion().answers}
    composed = [(c, role) for c in conversion().catalog.compositions for role in c.roles]
    index = index_of(conversion().files())
    assert set(index) == {*answers, *(f"{composition.answer}/{role}" for composition, role in composed)}
    assert {id_: index[id_] for id_ in answers} == answers
    for composition, role in composed:
        sources = {composition.answer, *(piece.source for piece in composition.pieces)}
        expected = sorted({line for source in sources for line in answers[source]})
        assert index[f"{composition.answer}/{role}"] == expected


def test_an_answer_that_depends_on_the_role_has_a_variation_for_each() -> None:
    found = {name: v for content in conversion().files().values() for name, v in answers_in(content).items()}
    depending = {name for name, variations in found.items() if variations[0]["metadata"].get("asks") == "role"}
    by_role = ("registration_how", "registration_review", "password_recover", "login_wrong_password")
    assert depending == {f"utter_faq/{id_}" for id_ in by_role}
    for name in depending:
        plain, *others = found[name]
        assert "condition" not in plain
        assert [other["metadata"]["role"] for other in others] == ["personal", "unit", "department", "institution"]
        for other in others:
            assert other["condition"] == [{"type": "slot", "name": "role", "value": other["metadata"]["role"]}]
    registration = {v["metadata"].get("role"): v["text"] for v in found["utter_faq/registration_how"]}
    assert "需要单位管理员审核通过" in registration["personal"]
    assert all("单位管理员审核" not in registration[role] for role in registration if role not in (None, "personal"))


def test_a_topic_has_one_file_and_so_have_the_contexts() -> None:
    files = conversion().files()
    shared = [render_context.FILE, render_titles.FILE]
    assert list(files) == [*(f"{topic}.yml" for topic in conversion().catalog.topics), *shared]
    for name, content in files.items():
        topics = {variations[0]["metadata"]["topic"] for variations in answers_in(content).values()}
        assert topics == (set() if name in shared else {name.removesuffix(".yml")})


def test_a_clarifying_question_carries_what_may_be_meant() -> None:
    responses = yaml.safe_load(conversion().files()[render_context.FILE])["responses"]
    metadata = responses["utter_context/who_reviews"][0]["metadata"]
    assert metadata["outcome"] == "offer"
    assert {"registration_review", "declaration_review"} <= set(metadata["choices"])


def test_an_example_that_another_answer_gives_is_left_out() -> None:
    answer = answers_of(("怎么修改单位、单位能改吗", "点击。"))[0]
    assert examples(answer, {"怎么修改单位": "transfer_how"}) == ["怎么修改单位、单位能改吗", "单位能改吗"]


def test_examples_that_differ_in_width_only_are_taught_once() -> None:
    answer = answers_of(("怎么注册", "点击。"), ("怎么 注册？", "点击。"))[0]
    assert examples(answer, {}) == ["怎么注册"]


@pytest.mark.parametrize("text", ['他说"好"\\n', "一\n二\t三", "{name}", "{{x}}", "100%: #1 - [a](b) 'c'", "😀"])
def test_any_answer_survives_quoting_and_the_filling_of_slots(text: str) -> None:
    loaded = yaml.safe_load(f"text: {quoted(text)}")["text"]
    assert interpolate_text(loaded, {"name": "x"}) == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])))
def test_any_printable_text_survives_yaml(text: str) -> None:
    loaded = yaml.safe_load(f"text: {quoted(text)}")["text"]
    assert loaded.replace("{{", "{").replace("}}", "}") == text.replace("{{", "{").replace("}}", "}")

"""Every answer gets the lines of the FAQ that it comes from, whoever reads the training data."""

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.importers.importer import TrainingDataImporter

from converter.__main__ import main as convert
from launch.importer import FaqFileImporter, ProjectImporter, add_lines, read_lines
from tests.converter.real import conversion
from tests.frozen.project import little_project

LINES = {"a_one": [3, 4], "a_one/unit": [3, 4, 9]}


def test_an_answer_and_its_text_for_a_role_get_their_lines() -> None:
    responses: dict[str, list[dict[str, Any]]] = {
        "utter_faq/a_one": [
            {"text": "甲", "metadata": {"faq_id": "a_one"}},
            {"text": "乙", "metadata": {"faq_id": "a_one", "role": "unit"}},
        ],
        "utter_faq/a_two": [{"text": "丙", "metadata": {"faq_id": "a_two"}}],
        "utter_context/a_one": [{"text": "丁", "metadata": {"outcome": "offer"}}],
        "utter_faq/bare": [{"text": "戊"}],
    }
    add_lines(responses, LINES)
    found = [variation.get("metadata", {}).get("faq_lines") for said in responses.values() for variation in said]
    assert found == [[3, 4], [3, 4, 9], None, None, None]


def test_the_index_is_read_from_every_file_that_there_is(tmp_path: Path) -> None:
    (tmp_path / "faq_lines.yml").write_text("faq_lines:\n  a_one: [3, 4]\n", encoding="utf-8")
    assert read_lines([str(tmp_path / "faq_lines.yml")]) == {"a_one": [3, 4]}
    assert read_lines([]) == {}


@pytest.mark.filterwarnings("ignore:The following duplicated intents")
def test_rasa_and_the_launcher_make_the_same_domain_with_all_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(little_project(tmp_path / "project"))
    ours = ProjectImporter("config.yml", "domain.yml", ["data"]).get_domain().responses
    assert TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"]).get_domain().responses == ours
    found = {name: said[0]["metadata"] for name, said in ours.items() if name.startswith("utter_faq/")}
    assert {data["faq_id"]: data["faq_lines"] for data in found.values()} == {
        answer.id: list(answer.lines) for answer in conversion().answers
    }
    [unit] = [said for said in ours["utter_faq/registration_how"] if said["metadata"].get("role") == "unit"]
    assert set(unit["metadata"]["faq_lines"]) >= set(found["utter_faq/registration_how"]["faq_lines"])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the project to which the owner has added an answer, and be in it."""
    project = little_project(tmp_path / "project")
    faq = project / "data/source/faq.txt"
    added = "8. 单位名称变更了怎么办\n回复：请联系主管部门。\n\n7. 怎么调到临时单位\n"
    faq.write_text(faq.read_text(encoding="utf-8").replace("7. 怎么调到临时单位\n", added), encoding="utf-8")
    monkeypatch.chdir(project)
    return project


def examples() -> set[tuple[str, str]]:
    data = FaqFileImporter("config.yml", "domain.yml", ["data"]).get_nlu_data()
    return {(one.get("text"), one.get_full_intent()) for one in data.intent_examples}


@pytest.mark.filterwarnings("ignore:The following duplicated intents")
def test_a_negative_that_says_what_an_answer_s_question_says_is_not_taught(project: Path) -> None:
    negatives = project / "data/nlu/out_of_scope.yml"
    negatives.write_text(negatives.read_text(encoding="utf-8") + "    - 单位名称变更了\n", encoding="utf-8")
    before = examples()
    assert ("单位名称变更了", "out_of_scope") in before
    assert convert(["--root", str(project)]) == 0
    after = examples()
    assert before - after == {
        ("单位名称变更了", "out_of_scope"),
        ("单位名称变更了，平台上还是老名字", "out_of_scope"),
    }
    [(text, label)] = after - before
    assert text == "单位名称变更了怎么办"
    assert label.startswith("faq/transfer_")

"""Every answer gets the lines of the FAQ that it comes from, whoever reads the training data."""

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.importers.importer import TrainingDataImporter

from launch.importer import ProjectImporter, add_lines, read_lines
from tests.converter.real import conversion
from tests.frozen.project import frozen_project

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
def test_rasa_and_the_launcher_make_the_same_domain_with_all_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(frozen_project())
    ours = ProjectImporter("config.yml", "domain.yml", ["data"]).get_domain().responses
    assert TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"]).get_domain().responses == ours
    found = {name: said[0]["metadata"] for name, said in ours.items() if name.startswith("utter_faq/")}
    assert {data["faq_id"]: data["faq_lines"] for data in found.values()} == {
        answer.id: list(answer.lines) for answer in conversion().answers
    }
    [unit] = [said for said in ours["utter_faq/registration_how"] if said["metadata"].get("role") == "unit"]
    assert set(unit["metadata"]["faq_lines"]) >= set(found["utter_faq/registration_how"]["faq_lines"])

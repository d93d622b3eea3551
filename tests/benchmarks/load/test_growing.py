"""Further answers: the same ones each time, each of its own meaning, none of them the project's."""

from pathlib import Path

import pytest
import yaml

from benchmarks.load.growing import HELD_OUT, TAUGHT, Entry, as_rasa, entries
from benchmarks.load.growing_folder import SOURCES, write
from benchmarks.understanding.training_data import as_seen
from converter.handwritten import asked_by_hand
from tests.running import ROOT
from zh.fold import fold

MANY = 6400


@pytest.fixture(scope="module")
def many() -> list[Entry]:
    return entries(MANY)


def test_each_has_its_own_id_title_and_phrasings(many: list[Entry]) -> None:
    assert len({entry.id for entry in many}) == len({entry.title for entry in many}) == MANY
    texts = [text for entry in many for text in (*entry.taught, *entry.held_out)]
    assert len(texts) == len(set(texts)) == MANY * (TAUGHT + HELD_OUT)


def test_no_two_are_the_same_to_the_classifier(many: list[Entry]) -> None:
    meant: dict[str, str] = {}
    for entry in many[:320]:
        for text in (*entry.taught, *entry.held_out):
            assert meant.setdefault(fold(as_seen(text)), entry.id) == entry.id, text


def test_none_is_a_question_of_the_project(many: list[Entry]) -> None:
    own = {question.text for question in asked_by_hand(ROOT / "data", ROOT) if question.answer != "out_of_scope"}
    assert len(own) > 10_000
    assert not own & {text for entry in many for text in (*entry.taught, *entry.held_out)}


def test_fewer_are_the_beginning_of_more(many: list[Entry]) -> None:
    assert entries(30) == many[:30]
    assert entries(0) == []


def test_more_than_there_are_is_an_error() -> None:
    with pytest.raises(ValueError, match="at most"):
        entries(100_000)


def test_training_data_teaches_one_half_only() -> None:
    (entry,) = entries(1)
    data = yaml.safe_load(as_rasa([entry]))
    (intent,) = data["nlu"]
    assert intent["intent"] == f"faq/{entry.id}"
    assert intent["examples"].splitlines() == [f"- {text}" for text in entry.taught]
    (response,) = data["responses"][f"utter_faq/{entry.id}"]
    assert response["text"] == entry.text
    assert response["metadata"]["faq_id"] == entry.id


def test_the_folder_holds_the_project_and_the_further_answers(tmp_path: Path) -> None:
    write(tmp_path, entries(2))
    for name in SOURCES:
        for file in (file for file in [ROOT / name, *(ROOT / name).rglob("*")] if file.is_file()):
            assert (tmp_path / file.relative_to(ROOT)).read_bytes() == file.read_bytes()
    assert len(yaml.safe_load((tmp_path / "data/generated/further.yml").read_text(encoding="utf-8"))["nlu"]) == 2

"""Every response gets what the profile and the index of titles say, whoever reads the training data."""

from pathlib import Path

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message

from converter.__main__ import main as convert
from launch import importer
from launch.importer import (
    FaqFileImporter,
    ProjectImporter,
    colliding_negatives,
    complete_responses,
    data_paths,
    rename,
)
from owner.live import profile, using
from tests.converter.conftest import remembering as remembering
from tests.converter.real import conversion
from tests.frozen.project import keep_few_phrasings, little_project


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with few phrasings, which is only read."""
    project = little_project(tmp_path_factory.mktemp("few") / "project")
    keep_few_phrasings(project / "data")
    return project


@pytest.mark.filterwarnings("ignore:The following duplicated intents")
def test_the_domain_has_the_sentences_of_the_profile(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(few)
    responses = ProjectImporter("config.yml", "domain.yml", data_paths(Path.cwd())).get_domain().responses
    assert responses["utter_thank"][0]["text"] == profile().sentences["thank"]
    assert not [name for name, said in responses.items() if said[0]["text"].startswith("sentences.")]


def test_a_profile_without_roles_and_places_has_no_questions_for_them() -> None:
    known = {
        name: [{"text": f"sentences.{name[6:]}"}] for name in ("utter_ask_role", "utter_city_outside", "utter_thank")
    }
    assert set(complete_responses(known)) == set(known)
    left = {name: text for name, text in profile().sentences.items() if name not in ("ask_role", "city_outside")}
    with using(profile().copy(update={"roles": (), "places": None, "sentences": left})):
        assert set(complete_responses(known)) == {"utter_thank"}


@pytest.mark.filterwarnings("ignore:The following duplicated intents")
def test_rasa_and_the_launcher_make_the_same_domain_with_all_lines(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(few)
    ours = ProjectImporter("config.yml", "domain.yml", ["data"]).get_domain().responses
    assert TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"]).get_domain().responses == ours
    found = {name: said[0]["metadata"] for name, said in ours.items() if name.startswith("utter_faq/")}
    assert {data["faq_id"]: data["faq_lines"] for data in found.values()} == {
        answer.id: list(answer.lines) for answer in conversion().answers
    }
    [unit] = [reply for reply in ours["utter_faq/registration_how"] if reply["metadata"].get("role") == "unit"]
    assert set(unit["metadata"]["faq_lines"]) >= set(found["utter_faq/registration_how"]["faq_lines"])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the project to which the owner has added an answer, and be in it."""
    project = little_project(tmp_path / "project")
    keep_few_phrasings(project / "data")
    faq = project / "data/source/faq.txt"
    added = "8. 单位名称变更了怎么办\n回复：请联系主管部门。\n\n7. 怎么调到临时单位\n"
    faq.write_text(faq.read_text(encoding="utf-8").replace("7. 怎么调到临时单位\n", added), encoding="utf-8")
    monkeypatch.chdir(project)
    return project


def examples() -> set[tuple[str, str]]:
    data = FaqFileImporter("config.yml", "domain.yml", ["data"]).get_nlu_data()
    return {(intent_example.get("text"), intent_example.get_full_intent()) for intent_example in data.intent_examples}


@pytest.mark.filterwarnings("ignore:The following duplicated intents")
def test_a_negative_that_says_what_an_answer_s_question_says_is_not_taught(project: Path) -> None:
    negatives = project / "data/nlu/out_of_scope.yml"
    added = "    - 单位名称变更了\n    - 单位名称变更了，平台上还是老名字\n"
    negatives.write_text(negatives.read_text(encoding="utf-8") + added, encoding="utf-8")
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


def test_an_example_under_an_id_of_before_teaches_the_answer_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "current_id", {"a_old": "a_new"}.get)
    labels = []
    for label in ("faq/a_old", "context/a_old", "greet"):
        example = Message.build("话", intent=label)
        rename(example)
        labels.append(example.get_full_intent())
    assert labels == ["faq/a_new", "context/a_old", "greet"]


def test_talk_gives_way_to_the_same_faq_question(tmp_path: Path) -> None:
    rows = {
        "talk/handoff.yml": ("handoff", ("客服电话是多少", "转人工")),
        "generated/office.yml": ("faq/office_phone", ("客服电话是多少？",)),
    }
    for name, (intent, texts) in rows.items():
        (tmp_path / name).parent.mkdir()
        examples = "".join(f"    - {text}\n" for text in texts)
        (tmp_path / name).write_text(f"nlu:\n- intent: {intent}\n  examples: |\n{examples}", encoding="utf-8")
    assert colliding_negatives(str(tmp_path / name) for name in rows) == {("客服电话是多少", "handoff")}

"""The stock project is one that Rasa takes, with the same examples."""

import sys
from pathlib import Path

import pytest
from rasa.shared.core.training_data.structures import RuleStep
from rasa.shared.importers.importer import TrainingDataImporter

from benchmarks.load.mix import ACTION, PLAIN
from benchmarks.load.stock import project

EXAMPLES = [
    *((text, label) for text, label in zip(PLAIN, ("a", "b", "c", "d", "e", "f"), strict=True)),
    ("谁审核", "context/who_reviews"),
    *((text, project.BY_CITY) for text in ACTION),
]


@pytest.fixture(scope="module")
def importer(tmp_path_factory: pytest.TempPathFactory) -> TrainingDataImporter:
    folder = tmp_path_factory.mktemp("stock") / "project"
    project.write(folder, EXAMPLES, {"a": "点击【证书打印】下载证书：{}"}, epochs=3)
    return TrainingDataImporter.load_from_config(
        str(folder / "config.yml"), str(folder / "domain.yml"), [str(folder / "data")]
    )


def test_examples_are_the_same(importer: TrainingDataImporter) -> None:
    found = {(m.get("text"), m.get("intent")) for m in importer.get_nlu_data().intent_examples}
    assert found == {(text, label.replace("/", "_")) for text, label in EXAMPLES}


def test_each_intent_has_its_answer_and_its_rule(importer: TrainingDataImporter) -> None:
    domain = importer.get_domain()
    assert set(domain.intents) >= {label.replace("/", "_") for _, label in EXAMPLES}
    assert domain.responses["utter_a"][0]["text"] == "点击【证书打印】下载证书：{}"
    rules = [step for step in importer.get_stories().story_steps if isinstance(step, RuleStep)]
    assert len(rules) == len({label for _, label in EXAMPLES} | {project.FALLBACK})
    assert "action_check_city" in domain.action_names_or_texts
    assert not domain.check_missing_responses()


def test_configuration_is_what_rasa_init_leaves(importer: TrainingDataImporter) -> None:
    config = importer.get_config()
    (diet,) = (part for part in config["pipeline"] if part["name"] == "DIETClassifier")
    assert diet["epochs"] == 3
    assert {"ResponseSelector", "FallbackClassifier"} < {part["name"] for part in config["pipeline"]}
    assert {"TEDPolicy", "RulePolicy", "MemoizationPolicy"} < {policy["name"] for policy in config["policies"]}


def test_training_that_fails_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    project.write(folder, EXAMPLES, {}, epochs=1)
    (folder / "config.yml").write_text("recipe: no.such.recipe\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="mandatory parameters"):
        project.train(folder, sys.executable)

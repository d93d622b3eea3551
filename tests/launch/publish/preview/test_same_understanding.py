"""Models that understand messages in the same way have the same name for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from launch.publish.preview.same_understanding import understanding_of
from owner.versions import View
from tests.launch.archives import packed

PARTS = {
    "components/train_components.faq_classifier.FaqClassifier1/known.json": "{}",
    "components/train_components.context_resolver.ContextResolver3/knowledge.json": "{}",
    "components/domain_provider/domain.yml": "responses",
    "metadata.json": json.dumps(
        {
            "trained_at": "today",
            "predict_schema": {
                "nodes": {
                    "run_1": {"uses": "components.faq_classifier.FaqClassifier", "config": {"clear_at": 0.6}},
                    "run_2": {"uses": "rasa.core.RulePolicy", "config": {"x": 1}},
                }
            },
        }
    ),
}
PROFILE: dict[str, Any] = {"sentences": {"greet": "您好"}, "roles": [], "staff": {"hotline": "1"}}


def name_of(folder: Path, parts: dict[str, str], profile: dict[str, Any] | None = None, answers: str = "{}") -> str:
    folder.mkdir()
    (folder / "answers.json").write_text(answers, encoding="utf-8")
    (folder / "profile.json").write_text(json.dumps(profile or PROFILE), encoding="utf-8")
    return understanding_of(packed(folder / "model.tar.gz", parts), View(folder))


@pytest.fixture
def before(tmp_path: Path) -> str:
    return name_of(tmp_path / "before", PARTS)


def test_what_is_only_said_does_not_matter(tmp_path: Path, before: str) -> None:
    parts = {**PARTS, "components/domain_provider/domain.yml": "other responses"}
    parts["metadata.json"] = parts["metadata.json"].replace("today", "later").replace('"x": 1', '"x": 2')
    profile = {**PROFILE, "sentences": {"greet": "你好"}, "staff": {"hotline": "2"}}
    assert name_of(tmp_path / "now", parts, profile) == before


@pytest.mark.parametrize(
    ("parts", "profile", "answers"),
    [
        ({**PARTS, "components/train_components.faq_classifier.FaqClassifier1/known.json": "[1]"}, None, "{}"),
        ({**PARTS, "metadata.json": PARTS["metadata.json"].replace("0.6", "0.7")}, None, "{}"),
        (PARTS, {**PROFILE, "roles": [{"id": "x"}]}, "{}"),
        (PARTS, {**PROFILE, "sentences": {}}, "{}"),
        (PARTS, None, '{"a": 1}'),
    ],
)
def test_what_is_understood_by_does(
    tmp_path: Path, before: str, parts: dict[str, str], profile: dict[str, Any] | None, answers: str
) -> None:
    result = name_of(tmp_path / "now", parts, profile, answers)
    assert result
    assert result != before


def test_a_damaged_model_has_no_name(tmp_path: Path) -> None:
    (tmp_path / "m.tar.gz").write_bytes(b"none")
    assert understanding_of(tmp_path / "m.tar.gz", View(tmp_path)) == ""

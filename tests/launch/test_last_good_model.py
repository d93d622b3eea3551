"""Which model goes on being served while the content has to be mended."""

from pathlib import Path

import pytest

from launch.last_good_model import RECORD, find_last_good, remember
from launch.model import ensure_trained
from tests.launch.archives import sources, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return sources(
        tmp_path, "config.yml", "domain.yml", "data/generated/a.yml", "data/nlu/a.yml", "data/talk/a.yml", "zh/a.py"
    )


def made(project: Path) -> Path:
    """Make a model as a start does, and note it."""
    model = ensure_trained(write, project)
    remember(model, project)
    return model


def test_the_present_one_when_only_the_source_was_broken(project: Path) -> None:
    model = ensure_trained(write, project)
    assert find_last_good(project) == model


@pytest.mark.parametrize("broken", ["data/nlu/a.yml", "data/talk/a.yml", "domain.yml"])
def test_the_noted_one_when_what_is_trained_was_broken(project: Path, broken: str) -> None:
    model = made(project)
    (project / broken).write_text("\tbroken")
    assert find_last_good(project) == model


@pytest.mark.parametrize("other", ["data/generated/a.yml", "config.yml", "zh/a.py"])
def test_none_when_it_was_made_from_something_else(project: Path, other: str) -> None:
    made(project)
    (project / other).write_text("another")
    assert find_last_good(project) is None


def test_the_newest_of_those_made_from_the_same(project: Path) -> None:
    made(project)
    (project / "data/nlu/a.yml").write_text("more")
    second = made(project)
    (project / "data/nlu/a.yml").write_text("broken")
    assert find_last_good(project) == second


def test_none_that_is_gone_or_of_no_use(project: Path) -> None:
    model = made(project)
    (project / "data/nlu/a.yml").write_text("broken")
    model.write_text("cut off")
    assert find_last_good(project) is None
    model.unlink()
    assert find_last_good(project) is None


@pytest.mark.parametrize("record", ["", "[]", "{", '{"a": 1}'])
def test_a_record_that_is_none(project: Path, record: str) -> None:
    (project / "models").mkdir()
    (project / RECORD).write_text(record)
    assert find_last_good(project) is None
    model = made(project)
    (project / "data/nlu/a.yml").write_text("broken")
    assert find_last_good(project) == model

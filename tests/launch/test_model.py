"""One model for one state of the sources: complete or absent, trained once, few of them kept."""

import multiprocessing
import os
import time
from pathlib import Path

import pytest

from launch import model
from launch.model import TrainingFailed, digest, ensure_trained
from tests.launch.archives import content, sources, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    names = ("config.yml", "domain.yml", "requirements.txt", "data/nlu/faq/a.yml", "zh/fold.py", "components/a.py")
    return sources(tmp_path, *names)


def untrainable(_: Path) -> None:
    raise AssertionError("trained although the model was there")


@pytest.mark.parametrize("source", ["config.yml", "data/nlu/faq/a.yml", "zh/fold.py", "components/a.py", "zh/new.yml"])
def test_other_sources_another_name(project: Path, source: str) -> None:
    before = digest(project)
    assert digest(project) == before
    (project / source).write_text("edited")
    assert digest(project) != before


def test_a_renamed_source_is_another(project: Path) -> None:
    before = digest(project)
    (project / "data/nlu/faq/a.yml").rename(project / "data/nlu/faq/b.yml")
    assert digest(project) != before


@pytest.mark.parametrize("other", ["zh/__pycache__/fold.pyc", "data/source/faq.txt", "actions/a.py", "var/a.yml"])
def test_what_no_model_is_made_from_does_not_count(project: Path, other: str) -> None:
    before = digest(project)
    (project / other).parent.mkdir(parents=True, exist_ok=True)
    (project / other).write_text("edited")
    assert digest(project) == before


def test_trained_once(project: Path) -> None:
    trained = ensure_trained(write, project)
    assert trained == project / "models" / f"{digest(project)}.tar.gz"
    assert content(trained) == "trained"
    assert ensure_trained(untrainable, project) == trained


def test_a_failed_training_leaves_nothing(project: Path) -> None:
    def fail(path: Path) -> None:
        path.write_text("half")
        raise TrainingFailed

    with pytest.raises(TrainingFailed):
        ensure_trained(fail, project)
    assert [path.name for path in (project / "models").iterdir()] == [".lock"]
    assert ensure_trained(write, project).exists()


def test_what_a_killed_training_left_is_cleared_away(project: Path) -> None:
    left = project / "models/.training-killed"
    left.mkdir(parents=True)
    (left / "half.tar.gz").write_text("half")
    ensure_trained(write, project)
    assert not left.exists()


def test_sources_edited_while_training_are_trained_again(project: Path) -> None:
    trained: list[str] = []

    def edit_once(path: Path) -> None:
        if not trained:
            (project / "config.yml").write_text("edited meanwhile")
        trained.append(path.name)
        write(path)

    result = ensure_trained(edit_once, project)
    assert trained[0] != trained[1] == result.name
    assert [path.name for path in (project / "models").glob("*.tar.gz")] == [result.name]


def test_few_models_are_kept_and_the_used_one_is_among_them(project: Path) -> None:
    used = ensure_trained(write, project)
    by_hand = project / "models/release-1.tar.gz"
    write(by_hand)
    for path in (used, by_hand):
        os.utime(path, (0, 0))
    texts = [f"edit {n}" for n in range(model.MOST_KEPT - 1)]
    first, *rest = [_edited(project, text) for text in texts]
    (project / "config.yml").write_text("config.yml")
    assert ensure_trained(untrainable, project) == used
    _edited(project, "one too many")
    assert used.exists()
    assert by_hand.exists()
    assert not first.exists()
    assert all(path.exists() for path in rest)


def _edited(project: Path, text: str) -> Path:
    (project / "config.yml").write_text(text)
    trained = ensure_trained(write, project)
    # The clock of a file system may be too coarse to tell models that are trained in no time apart.
    age = 10_000 - int(text[-1]) if text[-1].isdigit() else 0
    os.utime(trained, (time.time() - age, time.time() - age))
    return trained


def test_two_processes_at_a_time_train_once(project: Path) -> None:
    fork = multiprocessing.get_context("fork")
    count, begun, go_on = fork.Value("i", 0), fork.Event(), fork.Event()

    def slowly(path: Path) -> None:
        with count.get_lock():
            count.value += 1
        begun.set()
        go_on.wait(60)
        write(path)

    both = [fork.Process(target=ensure_trained, args=(slowly, project)) for _ in range(2)]
    for process in both:
        process.start()
    assert begun.wait(60)
    go_on.set()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    assert count.value == 1

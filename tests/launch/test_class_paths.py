"""A path that leads to no class is named with its file, its line and the nearest class, however one starts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from launch.class_paths import MOVED, PACKAGES, ClassMissing, check, is_there
from launch.ports import free_port
from tests.running import ROOT

FILES = ("credentials.yml", "endpoints.yml", "config.yml")
REST = "channels.rest.input.RestInput"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's files that name classes, beside its packages."""
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    for package in PACKAGES:
        (tmp_path / package).symlink_to(ROOT / package)
    return tmp_path


def edit(project: Path, file: str, old: str, new: str) -> int:
    """Replace the text once; returns its line."""
    before, found, after = (project / file).read_text(encoding="utf-8").partition(old)
    assert found
    (project / file).write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def test_the_projects_own_are_all_there(project: Path) -> None:
    check(project)


@pytest.mark.parametrize("old", MOVED)
def test_what_has_moved_is_named_with_its_new_path(project: Path, old: str) -> None:
    assert is_there(MOVED[old], ROOT)
    line = edit(project, "credentials.yml", f"{MOVED[old]}:", f"{old}:")
    with pytest.raises(ClassMissing, match=f"^credentials.yml 第 {line} 行：没有 {old} 这个类，现在是 {MOVED[old]}，"):
        check(project)


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("credentials.yml", REST, "chanels.rest.input.RestInput"),
        ("credentials.yml", REST, "channels.rest.input.RestInputs"),
        ("credentials.yml", REST, "channels.rest.Input.RestInput"),
        ("endpoints.yml", "records.tracker_store.ConversationStore", "storage.tracker_store.ConversationStore"),
        ("endpoints.yml", "records.lock_store.ConversationLocks", "records.lock_store.ConversationLock"),
        ("config.yml", "components.faq_classifier.FaqClassifier", "components.classifier.FaqClassifier"),
        ("config.yml", "components.text_normalizer.TextNormalizer", "components.text_normaliser.TextNormaliser"),
    ],
)
def test_the_nearest_is_named(project: Path, file: str, right: str, wrong: str) -> None:
    line = edit(project, file, right, wrong)
    with pytest.raises(ClassMissing, match=f"^{file} 第 {line} 行：没有 {wrong} 这个类，最接近的是 {right}，"):
        check(project)


def test_where_nothing_is_near_none_is_named(project: Path) -> None:
    edit(project, "credentials.yml", REST, "nowhere.Q")
    with pytest.raises(ClassMissing, match=r"没有 nowhere\.Q 这个类，请核对路径$"):
        check(project)


@pytest.mark.parametrize("file", FILES)
def test_what_is_no_yaml_is_named_with_its_line(project: Path, file: str) -> None:
    (project / file).write_text("one: 1\ntwo: [\n", encoding="utf-8")
    with pytest.raises(ClassMissing, match=f"^{file} 第 \\d 行附近不符合 YAML 的写法"):
        check(project)


def test_classes_of_operators_and_of_libraries_may_stand_there(project: Path) -> None:
    (project / "ours").mkdir()
    (project / "ours/__init__.py").write_text("from ours.sms import SmsInput\n")
    (project / "ours/sms.py").write_text("class SmsInput: ...\n")
    for path in ("ours.sms.SmsInput", "ours.SmsInput", "rasa.core.channels.rest.RestInput"):
        edit(project, "credentials.yml", f"{REST}:", f"{path}: {{}}\n{REST}:")
    check(project)
    edit(project, "credentials.yml", "ours.sms.SmsInput", "ours.mms.SmsInput")
    with pytest.raises(ClassMissing, match=r"没有 ours\.mms\.SmsInput"):
        check(project)


def test_names_without_a_path_and_other_settings_are_left_to_rasa(project: Path) -> None:
    (project / "endpoints.yml").write_text(
        "action_endpoint: {url: localhost.example.org}\ntracker_store: {type: SQL, db: a.b}\nevent_broker:\n",
        encoding="utf-8",
    )
    (project / "credentials.yml").write_text("rest:\nsocketio: {url: a.b.c}\n", encoding="utf-8")
    check(project)
    (project / "credentials.yml").write_text("", encoding="utf-8")
    check(project)


@pytest.mark.parametrize("command", ["run", "server", "instance", "shell", "train", "cluster", "gate"])
def test_every_way_of_starting_looks(tmp_path: Path, command: str) -> None:
    app = tmp_path / "app"
    shutil.copytree(
        ROOT, app, ignore=shutil.ignore_patterns("web", "tests", "benchmarks", "models", "var", "docs", ".*")
    )
    line = edit(app, "credentials.yml", REST, "channels.rest.RestInput")
    port = str(free_port())
    more = {
        "run": ["--port", port], "server": ["--port", port, "--action-port", port], "cluster": ["--port", port],
        "instance": ["--port", port, "--model", "m"], "gate": ["--model", "m"],
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "launch", command, *more.get(command, [])],
        cwd=app, env=dict(os.environ), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"credentials.yml 第 {line} 行：没有 channels.rest.RestInput 这个类，现在是 {REST}，请改过来"
    ]

"""The list of patches, the page about them and the code say the same; another version is noticed at the start."""

import importlib
import inspect
import re
import subprocess
import sys
from importlib.metadata import version

import pytest

from launch.rasa_patches import patches
from launch.rasa_patches.patches import IN_RASA, LOADED_BY, PATCHES, WRITTEN_FOR, Patch, other_versions
from tests.running import ROOT

PAGE = (ROOT / "docs/design/rasa-patches.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(?P<target>[\w.]+)` \|.*\| `(?P<file>[\w/.]+)` \|$", re.MULTILINE)
ADDED = {
    "rasa.shared.core.trackers.DialogueStateTracker.events_stored",
    "rasa.shared.core.trackers.DialogueStateTracker.newest_state",
}


def file_of(module: str) -> str:
    return f"{module.replace('.', '/')}.py"


def test_the_page_names_them_all() -> None:
    rows = {(match["target"], match["file"]) for match in ROW.finditer(PAGE)}
    assert rows == {(patch.target, file_of(patch.module)) for patch in PATCHES}


def test_every_module_of_the_package_is_listed() -> None:
    there = {path.stem for path in (ROOT / "launch/rasa_patches").glob("*.py")} - {"__init__", "patches"}
    listed = {patch.module.rpartition(".")[2] for patch in PATCHES if patch.module.startswith("launch.rasa_patches.")}
    assert there == listed


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.target)
def test_what_is_replaced_is_there_and_named_where_it_is_replaced(patch: Patch) -> None:
    owner_path, _, name = patch.target.rpartition(".")
    assert name in (ROOT / file_of(patch.module)).read_text(encoding="utf-8")
    assert patch.package in WRITTEN_FOR
    owner = _imported(owner_path)
    taken = inspect.signature(owner).parameters if inspect.isclass(owner) else {}
    assert (hasattr(owner, name) or name in taken) == (patch.target not in ADDED)


def test_they_were_written_for_what_is_installed() -> None:
    assert {package: version(package) for package in WRITTEN_FOR} == WRITTEN_FOR
    assert all(f"{number}" in PAGE for number in WRITTEN_FOR.values())
    assert {package for packages in LOADED_BY.values() for package in packages} == set(WRITTEN_FOR)
    assert other_versions(IN_RASA) == []


def test_another_version_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patches, "WRITTEN_FOR", {**WRITTEN_FOR, "rasa": "3.6.19"})
    [reason] = other_versions(IN_RASA)
    assert reason.startswith("已安装 rasa 3.6.21，而本项目对它内部的改动是按 3.6.19 写的")
    assert "docs/design/rasa-patches.md" in reason
    assert other_versions(["rasa-sdk"]) == []


# In a process of its own: a command changes the working directory, the environment and the signals.
BEGIN = """
from launch import __main__ as line, commands
from launch.rasa_patches import patches
patches.WRITTEN_FOR = {**patches.WRITTEN_FOR, "rasa": "3.6.19", "rasa-sdk": "3.6.1"}
line.COMMANDS = dict.fromkeys(line.COMMANDS, commands.SettingsCommand(commands.action_server, lambda *_: 0))
line.main(["actions", "--port", "1"])
"""


def test_each_process_says_it_at_its_start_of_what_it_loads() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    [output] = done.stderr.splitlines()
    assert output.startswith("已安装 rasa-sdk 3.6.2，")


def test_what_is_not_installed_is_not_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patches, "WRITTEN_FOR", {"no-such-package": "1.0"})
    assert other_versions(["no-such-package"]) == []


def _imported(path: str) -> object:
    """Return the module or class at the dotted path."""
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        module, _, name = path.rpartition(".")
        result: object = getattr(importlib.import_module(module), name)
        return result

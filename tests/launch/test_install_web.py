"""What scripts/install-web and the build ask of npm and node, with ones that only write down what they are asked."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import ROOT

NPM = """#!/bin/sh
case "$1" in --version) echo 10.0.0; exit ;; esac
echo "npm $@" >>"$CALLS"
[ -z "${FAIL:-}" ] || exit 1
rm -rf node_modules && mkdir node_modules
"""
# Says that it is new enough unless it is told otherwise.
NODE = """#!/bin/sh
case "$1" in -e) exit "${OLD:-0}" ;; esac
echo "node $@" >>"$CALLS"
mkdir -p web/dist && touch web/dist/.stamp
"""
# Brings an npm and a node of its own.
UV = """#!/bin/sh
case "$1" in --version) exit ;; esac
echo "uv $@" >>"$CALLS"
for name in npm node; do
    sed 's/"${OLD:-0}"/0/; s/echo "n/echo "own n/' bin/$name >.venv/bin/$name
    chmod +x .venv/bin/$name
done
"""
INSTALL = "--ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error"
BUILT, DEV = "web/dist/.stamp", "web/node_modules/.stamp-dev"


class Project:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "scripts", folder / "scripts")
        shutil.copy(ROOT / "Makefile", folder)
        names = ("web/package.json", "web/package-lock.json", "web/build.mjs", "web/src/main.tsx")
        for name in (*names, ".venv/bin/python", ".venv/.stamp-run", ".venv/.stamp-dev"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
        patches = (f"launch/rasa_patches/{name}.py" for name in ("without_tensorflow", "typed_commands"))
        for name in ("requirements.txt", "requirements-dev.txt", *patches, ".venv/bin/python"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
            os.utime(folder / name, (1, 1))
        (folder / "bin").mkdir()
        for name, text in {"npm": NPM, "node": NODE, "uv": UV}.items():
            (folder / "bin" / name).write_text(text)
            (folder / "bin" / name).chmod(0o755)

    def make(self, *targets: str, **environment: str) -> list[str]:
        """Let make bring the targets up to date; returns what was asked of the programs."""
        calls = self.folder / "calls"
        calls.write_text("")
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        variables = {"PATH": path, "CALLS": str(calls), "UV_DEFAULT_INDEX": "none", **environment}
        subprocess.run(
            ["make", "--silent", *targets],
            cwd=self.folder, env={**os.environ, **variables}, capture_output=True, check=True, timeout=120,
        )  # fmt: skip
        return calls.read_text().splitlines()

    def edit(self, name: str, text: str = "edited") -> None:
        """Change a file so that it is younger than all others."""
        (self.folder / name).write_text(text)
        stamp = max(path.stat().st_mtime for path in self.folder.rglob("*") if path.is_file()) + 10
        os.utime(self.folder / name, (stamp, stamp))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_the_first_time_packages_and_page_the_second_time_nothing(project: Project) -> None:
    assert project.make(BUILT) == [f"npm ci --omit=dev {INSTALL}", "node web/build.mjs"]
    assert project.make(BUILT) == []


def test_a_changed_source_is_built_without_npm(project: Project) -> None:
    project.make(BUILT)
    project.edit("web/src/main.tsx")
    assert project.make(BUILT) == ["node web/build.mjs"]


def test_a_changed_lock_is_installed_and_built(project: Project) -> None:
    project.make(BUILT)
    project.edit("web/package-lock.json")
    assert project.make(BUILT) == [f"npm ci --omit=dev {INSTALL}", "node web/build.mjs"]


def test_a_lock_that_only_looks_newer_needs_no_network(project: Project) -> None:
    project.make(BUILT)
    project.edit("web/package-lock.json", "")
    assert project.make(BUILT) == ["node web/build.mjs"]


def test_tools_for_checks_come_when_they_are_needed_and_stay(project: Project) -> None:
    project.make(BUILT)
    assert project.make(DEV) == [f"npm ci --include=dev {INSTALL}"]
    project.edit("web/package-lock.json")
    assert project.make(BUILT)[0] == f"npm ci --include=dev {INSTALL}"


def test_an_installation_that_failed_is_begun_anew(project: Project) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        project.make(BUILT, FAIL="1")
    assert len(project.make(BUILT)) == 2


def test_without_a_node_that_is_new_enough_the_environment_gets_one(project: Project) -> None:
    asked = project.make(BUILT, OLD="1")
    assert asked[0].startswith("uv pip install")
    assert "requirements-node.txt" in asked[0]
    assert asked[1:] == [f"own npm ci --omit=dev {INSTALL}", "own node web/build.mjs"]
    project.edit("web/src/main.tsx")
    assert project.make(BUILT, OLD="1") == ["own node web/build.mjs"]

import re
import subprocess

from tests.running import ROOT


def _help() -> str:
    return subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout


def test_every_command_explains_itself() -> None:
    phony = re.findall(r"^\.PHONY: ([\w-]+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.findall(r"^make ([\w-]+) +\S", _help(), re.MULTILINE) == phony
    assert {"run", "test", "shell", "data", "train", "check", "bench", "setup", "lock", "clean", "help"} <= set(phony)


def test_continuous_integration_runs_what_people_run() -> None:
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()[-1] == "make test"


def test_the_version_is_that_of_the_project_and_of_its_changelog() -> None:
    shown = subprocess.run(
        ["make", "--no-print-directory", "version"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout.strip()
    assert f'\nversion = "{shown}"\n' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"\n## {shown} – " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

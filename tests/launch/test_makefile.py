import re
import subprocess
from pathlib import Path

import pytest

from tests.running import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def _help() -> str:
    return subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout


def test_every_command_explains_itself() -> None:
    phony = re.findall(r"^\.PHONY: ([\w-]+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.findall(r"^make ([\w-]+) +\S", _help(), re.MULTILINE) == phony
    assert {"run", "test", "shell", "data", "train", "check", "bench", "setup", "lock", "clean", "help"} <= set(phony)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_commands_that_are_there(document: Path) -> None:
    named = re.findall(r"(?:`|^ {4})make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= set(re.findall(r"^make ([\w-]+)", _help(), re.MULTILINE))


def test_continuous_integration_runs_what_people_run() -> None:
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()[-1] == "make test"

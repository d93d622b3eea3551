import re
import subprocess
from pathlib import Path

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


def test_what_people_write_is_no_order_to_make(tmp_path: Path) -> None:
    done = tmp_path / "done"
    text = f"上课$(shell touch {done})入口$5在哪 `touch {done}` \"'；"
    show = tmp_path / "show.mk"
    show.write_text(f'include {ROOT / "Makefile"}\nshow:\n\t@printf "%s" "$$TEXT"\n', encoding="utf-8")
    command = ["make", "--silent", "--file", str(show), "show", f"TEXT={text}"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    assert shown == text
    assert not done.exists()

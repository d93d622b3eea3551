"""Rasa's own commands, typed in the project's folder, begin with the project's defaults; nothing else does."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from launch.rasa_patches import typed_commands

COPY = Path(sysconfig.get_path("purelib")) / "rasa_typed_commands.py"
PREPARE = "import os\ndef prepare():\n    os.environ.setdefault('DATABASE_URL', 'sqlite:///var/conversations.db')\n"
SHOW = """import os
def main():
    print(os.environ.get('DATABASE_URL'))
if __name__ == '__main__':
    main()
"""
# A script finds Rasa in the environment's packages; here the one in the folder above comes first.
SCRIPT = "import sys; sys.path.insert(0, sys.path[0] + '/..')\nfrom rasa.__main__ import main\nmain()\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a Rasa that shows what it is set to, scripts that call it, and the project's defaults."""
    files = {
        "rasa/__init__.py": "",
        "rasa/__main__.py": SHOW,
        "launch/environment.py": PREPARE,
        "bin/rasa": SCRIPT,
        "bin/other": SCRIPT,
        "elsewhere/readme": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def shown(folder: Path, *command: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()


DEFAULT = "sqlite:///var/conversations.db"


@pytest.mark.parametrize("command", [("-m", "rasa"), ("bin/rasa",)], ids=" ".join)
def test_a_typed_command_has_the_defaults_and_what_is_set_stays(project: Path, command: tuple[str, ...]) -> None:
    assert shown(project, *command) == DEFAULT
    assert shown(project, *command, DATABASE_URL="sqlite:///mine.db") == "sqlite:///mine.db"


def test_other_programs_and_other_folders_are_left_alone(project: Path) -> None:
    assert shown(project, "bin/other") == "None"
    assert shown(project / "elsewhere", "../bin/rasa") == "None"


def test_the_environment_has_it_as_it_stands_here() -> None:
    assert COPY.read_bytes() == Path(typed_commands.__file__).read_bytes()
    assert "rasa_typed_commands.complete_environment()" in COPY.with_suffix(".pth").read_text()


def test_it_costs_other_programs_no_import_of_its_own() -> None:
    code = "import sys, os; before = set(sys.modules); import rasa_typed_commands; print(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.append({str(COPY.parent)!r}); {code}"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == ["rasa_typed_commands"]


def test_twice_is_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [])
    typed_commands.complete_environment()
    typed_commands.complete_environment()
    assert [str(finder) for finder in sys.meta_path] == [str(typed_commands.Finder)]

"""A Python 3.10 counts only when it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts/find-python"
# What pyenv's shim of a version that is not active does.
SHIM = "#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n"
OTHER_VERSION = "#!/bin/sh\n"


def python(patch: int) -> str:
    return f'#!/bin/sh\necho "{patch} $0"\n'


class Machine:
    """A PATH with nothing but what a test puts there, and a home."""

    def __init__(self, folder: Path) -> None:
        self.path, self.home = folder / "bin", folder / "home with blank"
        self.path.mkdir()
        self.home.mkdir()

    def on_path(self, text: str) -> Path:
        return _executable(self.path / "python3.10", text)

    def in_pyenv(self, version: str, text: str, root: str = ".pyenv") -> Path:
        return _executable(self.home / root / "versions" / version / "bin/python", text)

    def find(self, **environment: str) -> str:
        """Run the script as make does; it never complains."""
        done = subprocess.run(
            ["/bin/sh", str(SCRIPT)],
            env={"PATH": str(self.path), "HOME": str(self.home), **environment},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert done.stderr == ""
        return done.stdout.rstrip("\n")


def _executable(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_one_on_path_comes_first(machine: Machine) -> None:
    machine.in_pyenv("3.10.13", python(13))
    first = machine.on_path(python(2))
    assert machine.find() == str(first)


@pytest.mark.parametrize("useless", [SHIM, OTHER_VERSION], ids=["inactive shim", "another version"])
def test_one_that_does_not_run_as_3_10_does_not_count(machine: Machine, useless: str) -> None:
    machine.on_path(useless)
    assert machine.find() == ""
    other = machine.in_pyenv("3.10.13", python(13))
    assert machine.find() == str(other)


def test_the_newest_of_pyenv(machine: Machine) -> None:
    machine.in_pyenv("3.10.9", python(9))
    newest = machine.in_pyenv("3.10.13", python(13))
    machine.in_pyenv("3.10.14", SHIM)
    machine.in_pyenv("3.11.7", python(99))
    assert machine.find() == str(newest)


def test_pyenv_may_be_elsewhere(machine: Machine) -> None:
    elsewhere = machine.in_pyenv("3.10.1", python(1), root="elsewhere")
    assert machine.find(PYENV_ROOT=str(machine.home / "elsewhere")) == str(elsewhere)


def test_none_at_all(machine: Machine) -> None:
    assert machine.find() == ""


def test_a_real_one_is_asked_for_its_own_path(machine: Machine) -> None:
    machine.on_path(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    assert machine.find(LANG=os.environ.get("LANG", "C")) == sys.executable

"""What scripts/install asks of uv, with a uv that only writes down what it is asked."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-tensorflow.txt", "requirements-node.txt")
STAND_IN = "launch/rasa_patches/without_tensorflow.py"
TYPED = "launch/rasa_patches/typed_commands.py"
PACKAGES = ".venv/lib/python3.10/site-packages"
# Makes an environment whose Python says it is 3.10; `sync` installs pytest when it is asked for the tools for tests.
UV = """#!/bin/sh
echo "$@" >>"$CALLS"
last() { for last; do :; done; echo "$last"; }
case "$1 $2" in
    "venv "*)
        env=$(last "$@")
        mkdir -p $env/bin
        printf '#!/bin/sh\\necho Python 3.10.13\\n' >$env/bin/python
        chmod +x $env/bin/python ;;
    "pip sync")
        [ -z "${FAIL:-}" ] || exit 1
        rm -f .venv/bin/pytest
        case "$*" in
            *requirements-dev.txt*) printf '#!/bin/sh\\n' >.venv/bin/pytest && chmod +x .venv/bin/pytest ;;
        esac ;;
esac
"""
SYNC = "pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode"


class Project:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._calls = folder / "calls"
        shutil.copytree(ROOT / "scripts", folder / "scripts")
        shutil.copy(ROOT / "Makefile", folder)
        (folder / STAND_IN).parent.mkdir(parents=True)
        for name in (STAND_IN, TYPED):
            shutil.copy(ROOT / name, folder / name)
        for name in LOCKS:
            (folder / name).write_text(name)
        bin_ = folder / "bin"
        bin_.mkdir()
        for name, text in {"uv": UV, "python3.10": '#!/bin/sh\necho "13 $0"\n'}.items():
            (bin_ / name).write_text(text)
            (bin_ / name).chmod(0o755)

    def make(self, *targets: str, **environment: str) -> list[str]:
        """Let make bring the targets up to date; returns what uv was asked, without questions for its version."""
        self._calls.write_text("")
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        subprocess.run(
            ["make", "--silent", *targets],
            cwd=self.folder,
            env={**os.environ, "PATH": path, "CALLS": str(self._calls), "UV_DEFAULT_INDEX": "none", **environment},
            capture_output=True,
            check=True,
            timeout=120,
        )
        return [call for call in self._calls.read_text().splitlines() if call != "--version"]

    def touch(self, name: str) -> None:
        """Make a file younger than all others, as a change of branches does."""
        stamp = max(path.stat().st_mtime for path in self.folder.glob(".venv/.stamp-*")) + 10
        os.utime(self.folder / name, (stamp, stamp))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


RUN, DEV = ".venv/.stamp-run", ".venv/.stamp-dev"


def test_the_first_time_an_environment_and_all_packages_of_the_lock(project: Project) -> None:
    python = project.folder / "bin/python3.10"
    assert project.make(RUN) == [f"venv --quiet --python {python} .venv", f"{SYNC} requirements.txt"]


def test_the_second_time_nothing(project: Project) -> None:
    project.make(RUN)
    assert project.make(RUN) == []


def test_tools_for_tests_come_only_when_they_are_needed_and_stay(project: Project) -> None:
    project.make(RUN)
    assert project.make(DEV) == [f"{SYNC} requirements.txt requirements-dev.txt"]
    assert project.make(RUN) == []
    (project.folder / "requirements.txt").write_text("edited")
    project.touch("requirements.txt")
    assert project.make(RUN) == [f"{SYNC} requirements.txt requirements-dev.txt"]
    assert project.make(DEV, RUN) == []


def test_what_stands_in_for_tensorflow_comes_with_the_environment_and_is_renewed(project: Project) -> None:
    project.make(RUN)
    copy = project.folder / PACKAGES / "rasa_without_tensorflow.py"
    line = "import rasa_without_tensorflow; rasa_without_tensorflow.stand_in()\n"
    assert copy.with_suffix(".pth").read_text() == line
    (project.folder / STAND_IN).write_text("# newer")
    project.touch(STAND_IN)
    assert project.make(RUN) == []
    assert copy.read_text() == "# newer"


def test_tensorflow_comes_when_it_is_asked_for_and_stays(project: Project) -> None:
    web = project.folder / "web/dist/.stamp"
    web.parent.mkdir(parents=True)
    web.touch()
    project.make(RUN)
    with_it = f"{SYNC} requirements.txt requirements-tensorflow.txt"
    assert project.make("tensorflow", "--assume-old=web/dist/.stamp") == [with_it]
    (project.folder / "requirements.txt").write_text("edited")
    project.touch("requirements.txt")
    assert project.make(RUN) == [with_it]


def test_a_lock_that_only_looks_newer_needs_no_network(project: Project) -> None:
    project.make(DEV)
    for lock in ("requirements.txt", "requirements-dev.txt"):
        project.touch(lock)
        assert project.make(RUN, DEV) == []


def test_an_interrupted_installation_is_begun_anew(project: Project) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        project.make(RUN, FAIL="1")
    (project.folder / ".venv/half").touch()
    assert [call.split()[0] for call in project.make(RUN)] == ["venv", "pip"]
    assert not (project.folder / ".venv/half").exists()


def test_interrupted_tools_for_tests_take_the_stamp_of_the_rest_with_them(project: Project) -> None:
    project.make(RUN)
    with pytest.raises(subprocess.CalledProcessError):
        project.make(DEV, FAIL="1")
    assert [call.split()[0] for call in project.make(RUN)] == ["venv", "pip"]


def test_an_interpreter_that_has_gone_takes_the_environment_with_it(project: Project) -> None:
    project.make(RUN)
    python = project.folder / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/gone")
    assert [call.split()[0] for call in project.make(RUN)] == ["venv", "pip"]


@pytest.mark.parametrize("failing", ["python", "packages"])
def test_an_environment_that_cannot_be_rebuilt_stays(project: Project, failing: str) -> None:
    project.make(RUN)
    python, uv = project.folder / ".venv/bin/python", project.folder / "bin/uv"
    interpreter, works = python.read_text(), uv.read_text()
    (project.folder / ".venv/installed by another user").touch()
    python.unlink()
    python.symlink_to("/not/for/this/user")
    if failing == "python":
        (project.folder / "bin/python3.10").write_text("#!/bin/false\n")
        uv.write_text('#!/bin/sh\ntest "$1" = --version\n')
    elsewhere = {"HOME": str(project.folder), "PYENV_ROOT": str(project.folder)}
    for _ in range(2):
        with pytest.raises(subprocess.CalledProcessError):
            project.make(RUN, FAIL="1", **elsewhere)
        assert (project.folder / ".venv/installed by another user").exists()
        assert python.is_symlink()
    python.unlink()
    python.write_text(interpreter)
    python.chmod(0o755)
    uv.write_text(works)
    assert project.make(RUN) == []


def test_what_a_killed_installation_put_aside_comes_back(project: Project) -> None:
    project.make(RUN)
    (project.folder / ".venv").rename(project.folder / ".tools/venv.kept")
    (project.folder / ".venv").mkdir()
    (project.folder / ".venv/.installing").touch()
    assert project.make(RUN) == []
    assert not (project.folder / ".tools/venv.kept").exists()


def test_npm_from_the_lock_stays(project: Project) -> None:
    project.make(RUN)
    npm = project.folder / ".venv/bin/npm"
    npm.write_text("")
    npm.chmod(0o755)
    (project.folder / "requirements.txt").write_text("edited")
    project.touch("requirements.txt")
    assert project.make(RUN) == [f"{SYNC} requirements.txt requirements-node.txt"]


def test_without_python_3_10_uv_is_asked_for_one_and_then_one_sentence(project: Project) -> None:
    (project.folder / "bin/python3.10").unlink()
    (project.folder / "bin/python3.10").symlink_to("/bin/false")
    environment = {"HOME": str(project.folder), "PYENV_ROOT": str(project.folder)}
    assert project.make(RUN, **environment)[0] == "venv --quiet --managed-python --python 3.10 .venv"
    shutil.rmtree(project.folder / ".venv")
    (project.folder / "bin/uv").write_text('#!/bin/sh\ntest "$1" = --version\n')
    with pytest.raises(subprocess.CalledProcessError) as failed:
        project.make(RUN, **environment)
    sentence, _ = failed.value.stderr.decode().splitlines()
    assert sentence.startswith("找不到 Python 3.10")

"""What the tests start is there, or comes with Debian's package manager, or is asked for in one sentence."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.running import ROOT

NEEDED = ("chromium", "redis-server")
INSTALLS = """#!/bin/sh
echo "$@" >>"$0.asked"
case $1 in install) shift 3; for name in "$@"; do cp "$0" "${0%/*}/$name"; done ;; esac
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return the folder that is the whole PATH; the script stands beside it."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/require-packages", tmp_path / "scripts")
    path = tmp_path / "bin"
    path.mkdir()
    for name in ("dirname", "mkdir", "cp"):
        (path / name).symlink_to(str(shutil.which(name)))
    return path


def _put(path: Path, name: str, text: str) -> None:
    # What stands there may be a link to the machine's own program.
    (path / name).unlink(missing_ok=True)
    (path / name).write_text(text)
    (path / name).chmod(0o755)


def _require(path: Path, needed: Sequence[str] = NEEDED) -> "subprocess.CompletedProcess[str]":
    script, environment = path.parent / "scripts/require-packages", {"PATH": str(path), "SYSTEM_ROOT": str(path.parent)}
    return subprocess.run(
        ["/bin/sh", str(script), *needed], env=environment, capture_output=True, text=True, timeout=60
    )


def test_nothing_to_do_when_they_are_there(machine: Path) -> None:
    for name in NEEDED:
        _put(machine, name, "")
    done = _require(machine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("there", [(), ("chromium",)])
def test_root_gets_the_missing_ones_from_the_distribution(machine: Path, there: tuple[str, ...]) -> None:
    for name in there:
        _put(machine, name, "")
    _put(machine, "id", "#!/bin/sh\necho 0\n")
    _put(machine, "apt-get", INSTALLS)
    assert _require(machine).returncode == 0
    missing = " ".join(name for name in NEEDED if name not in there)
    assert (machine / "apt-get.asked").read_text().splitlines() == [
        "update",
        f"install --yes --no-install-recommends {missing}",
    ]


@pytest.mark.parametrize("folder", ["usr/sbin", "usr/lib/postgresql/15/bin"])
def test_a_program_of_another_name_outside_of_the_path(machine: Path, folder: str) -> None:
    place = machine.parent / folder
    place.mkdir(parents=True)
    _put(place, "postgres", "")
    done = _require(machine, ["postgresql:postgres"])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_package_is_what_is_installed_and_the_program_what_must_be_there(machine: Path) -> None:
    _put(machine, "id", "#!/bin/sh\necho 0\n")
    _put(machine, "apt-get", "#!/bin/sh\nmkdir -p $SYSTEM_ROOT/usr/lib/postgresql/15/bin\n"
         'echo "$@" >>"$0.asked"; cp "$0" $SYSTEM_ROOT/usr/lib/postgresql/15/bin/postgres\n')  # fmt: skip
    assert _require(machine, ["postgresql:postgres"]).returncode == 0
    assert (machine / "apt-get.asked").read_text().endswith("--no-install-recommends postgresql\n")


def test_the_package_is_what_is_asked_for(machine: Path) -> None:
    _put(machine, "id", "#!/bin/sh\necho 1000\n")
    done = _require(machine, ["postgresql:postgres"])
    assert done.returncode == 1
    assert "apt-get install postgresql）" in done.stderr


@pytest.mark.parametrize("apt_get", [None, "#!/bin/sh\nexit 100\n"], ids=["no apt-get", "apt-get fails"])
@pytest.mark.parametrize("user", [0, 1000])
def test_else_one_sentence(machine: Path, user: int, apt_get: str | None) -> None:
    _put(machine, "chromium", "")
    _put(machine, "id", f"#!/bin/sh\necho {user}\n")
    if apt_get:
        _put(machine, "apt-get", apt_get)
    done = _require(machine)
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert "请先安装" in sentence
    assert "redis-server" in sentence
    assert "chromium" not in sentence

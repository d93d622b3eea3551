"""What the tests start is there, or comes with Debian's package manager, or is asked for in one sentence."""

import shutil
import subprocess
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
    (path / name).write_text(text)
    (path / name).chmod(0o755)


def _require(path: Path) -> "subprocess.CompletedProcess[str]":
    script = path.parent / "scripts/require-packages"
    return subprocess.run(
        ["/bin/sh", str(script), *NEEDED], env={"PATH": str(path)}, capture_output=True, text=True, timeout=60
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

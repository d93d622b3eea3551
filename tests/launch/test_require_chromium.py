"""A Chromium is there, or comes with Debian's package manager, or is asked for in one sentence."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import ROOT

INSTALLS = '#!/bin/sh\necho "$@" >>"$0.asked"\ncase $1 in install) cp "$0" "${0%/*}/chromium" ;; esac\n'


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return the folder that is the whole PATH; the script stands beside it."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/require-chromium", tmp_path / "scripts")
    path = tmp_path / "bin"
    path.mkdir()
    for name in ("dirname", "mkdir", "cp"):
        (path / name).symlink_to(str(shutil.which(name)))
    return path


def _put(path: Path, name: str, text: str) -> None:
    (path / name).write_text(text)
    (path / name).chmod(0o755)


def _require(path: Path) -> "subprocess.CompletedProcess[str]":
    script = path.parent / "scripts/require-chromium"
    return subprocess.run(["/bin/sh", str(script)], env={"PATH": str(path)}, capture_output=True, text=True, timeout=60)


def test_nothing_to_do_when_it_is_there(machine: Path) -> None:
    _put(machine, "chromium", "")
    done = _require(machine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_root_gets_it_from_the_distribution(machine: Path) -> None:
    _put(machine, "id", "#!/bin/sh\necho 0\n")
    _put(machine, "apt-get", INSTALLS)
    assert _require(machine).returncode == 0
    assert (machine / "apt-get.asked").read_text().splitlines() == [
        "update",
        "install --yes --no-install-recommends chromium",
    ]


@pytest.mark.parametrize("apt_get", [None, "#!/bin/sh\nexit 100\n"], ids=["no apt-get", "apt-get fails"])
@pytest.mark.parametrize("user", [0, 1000])
def test_else_one_sentence(machine: Path, user: int, apt_get: str | None) -> None:
    _put(machine, "id", f"#!/bin/sh\necho {user}\n")
    if apt_get:
        _put(machine, "apt-get", apt_get)
    done = _require(machine)
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert "请先安装" in sentence

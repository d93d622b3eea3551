"""The terminal: however one leaves it, one is out, and the action server too."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.running import ROOT

START_TIMEOUT = 240
STOP_TIMEOUT = 60


@pytest.fixture
def shell() -> Iterator["pexpect.spawn[str]"]:
    it = pexpect.spawn(
        sys.executable,
        ["-m", "launch", "shell"],
        cwd=str(ROOT),
        encoding="utf-8",
        timeout=START_TIMEOUT,
        dimensions=(40, 400),
    )
    it.expect("Your input")
    yield it
    it.close(force=True)


def _followers(pid: int) -> list[str]:
    result = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in result.splitlines() if f"--follow {pid}" in line]


@pytest.mark.parametrize("leave", ["\x03", "\x04", "/stop\r"], ids=["Ctrl-C", "Ctrl-D", "stop"])
def test_leaving(shell: "pexpect.spawn[str]", leave: str) -> None:
    assert _followers(shell.pid) != []
    shell.send(leave)
    shell.expect(pexpect.EOF, timeout=STOP_TIMEOUT)
    shell.wait()
    assert shell.exitstatus == 0
    assert _followers(shell.pid) == []
    assert "Traceback" not in (ROOT / Path("var/actions.log")).read_text(encoding="utf-8")

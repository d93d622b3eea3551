"""Whatever ends first, nothing stays behind."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import ROOT

SUPERVISE = """
import sys
from launch.supervisor import supervise
one = [sys.executable, "-c", "import time; print('up one', flush=True); time.sleep(60)"]
two = [sys.executable, "-c", "import time; print('up two', flush=True); time.sleep(60)"]
sys.exit(supervise({"one": one, "two": two}))
"""


class Supervisor:
    """A supervisor of two processes in a process of its own."""

    def __init__(self, code: str = SUPERVISE) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = ""

    def read_until(self, *words: str) -> None:
        assert self.process.stdout is not None
        while not all(word in self.said for word in words):
            line = self.process.stdout.readline()
            assert line, f"ended before {words}:\n{self.said}"
            self.said += line

    def pid(self, name: str) -> int:
        found = re.search(rf"{name} started \(pid=(\d+)\)", self.said)
        assert found
        return int(found[1])

    def wait(self) -> int:
        stdout = self.process.stdout
        if stdout is not None and not stdout.closed:
            self.said += stdout.read()
            stdout.close()
        return self.process.wait(60)


def _exists(pid: int) -> bool:
    # Without a parent that asks for its end, a dead process stays in the table for a while as a zombie.
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    it = Supervisor()
    it.read_until("up one", "up two", "one started", "two started")
    yield it
    it.process.kill()
    it.wait()
    for name in ("one", "two"):
        if _exists(it.pid(name)):
            os.kill(it.pid(name), signal.SIGKILL)


def _both_gone(supervisor: Supervisor) -> bool:
    return not any(_exists(supervisor.pid(name)) for name in ("one", "two"))


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 143)], ids=lambda it: str(int(it))
)
def test_a_signal_stops_both(supervisor: Supervisor, number: signal.Signals, code: int) -> None:
    supervisor.process.send_signal(number)
    assert supervisor.wait() == code
    assert _both_gone(supervisor)


@pytest.mark.parametrize("name", ["one", "two"])
def test_when_one_is_killed_the_other_is_stopped(supervisor: Supervisor, name: str) -> None:
    os.kill(supervisor.pid(name), signal.SIGKILL)
    assert supervisor.wait() == 137
    assert f"{name} stopped (rc=-9)" in supervisor.said
    assert _both_gone(supervisor)


def test_to_end_without_being_told_is_a_failure() -> None:
    ended = Supervisor(SUPERVISE.replace("time.sleep(60)", "time.sleep(0)", 1))
    assert ended.wait() == 1
    assert "one stopped (rc=0)" in ended.said
    assert _both_gone(ended)


def test_a_reader_of_its_output_that_goes_away_does_no_harm(supervisor: Supervisor) -> None:
    assert supervisor.process.stdout is not None
    supervisor.process.stdout.close()
    supervisor.process.send_signal(signal.SIGHUP)
    assert supervisor.wait() == 143
    assert _both_gone(supervisor)


def test_a_signal_before_the_processes_are_known_stops_them_all_the_same() -> None:
    # Between the fork of a process and the message with its id: honcho by itself would fail with a KeyError here.
    early = Supervisor(
        SUPERVISE.replace(
            "one = ",
            "import os, signal\n"
            "from honcho.manager import Manager\n"
            "start = Manager._start\n"
            "Manager._start = lambda self: (start(self), os.kill(os.getpid(), signal.SIGTERM))\n"
            "one = ",
            1,
        )
    )
    assert early.wait() == 143
    assert "Traceback" not in early.said
    deadline = time.monotonic() + 30
    while not _both_gone(early) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _both_gone(early)

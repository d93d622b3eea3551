"""Processes are stopped by their ids, and never another that has got the same id since."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from launch.cluster.process import Process, began, children, own_process, start

STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("there", flush=True)
time.sleep(60)
"""
FAMILY = "import subprocess; child = subprocess.Popen(['sleep', '60']); print(child.pid, flush=True); child.wait()"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def started(log: Path, *command: str) -> Process:
    return start(command, os.environ, log, folder=Path("/"))


def said(log: Path) -> str:
    while not log.read_text():
        pass
    return log.read_text()


def test_it_runs_until_it_is_ended(log: Path) -> None:
    process = started(log, "sleep", "60")
    assert process.is_running
    assert process.end()
    assert not process.is_running
    assert began(process.pid) is None


def test_what_it_says_is_kept(log: Path) -> None:
    assert started(log, "echo", "one").wait(30)
    assert started(log, "echo", "two").wait(30)
    assert log.read_text() == "one\ntwo\n"


def test_who_does_not_listen_is_killed(log: Path) -> None:
    process = started(log, sys.executable, "-c", STUBBORN)
    said(log)
    assert not process.end(seconds=0.2)
    assert not process.is_running


def test_killing_takes_what_it_has_started_along(log: Path) -> None:
    process = started(log, sys.executable, "-c", FAMILY)
    child = int(said(log))
    assert [found.pid for found in children(process.pid)] == [child]
    process.kill()
    assert began(child) is None
    process.kill()


def test_waiting_has_an_end(log: Path) -> None:
    process = started(log, "sleep", "60")
    assert not process.wait(0.01)
    process.kill()
    assert process.wait(0)


def test_another_process_of_the_same_id_is_left_alone() -> None:
    with subprocess.Popen(["sleep", "60"]) as other:
        since = began(other.pid)
        assert since is not None
        stale = Process(other.pid, since - 1)
        assert not stale.is_running
        stale.send(signal.SIGKILL)
        stale.kill()
        assert stale.wait(0)
        assert other.poll() is None
        other.kill()


def test_this_process_runs() -> None:
    assert own_process().is_running
    assert own_process().pid == os.getpid()


def test_a_program_that_is_not_there(log: Path) -> None:
    with pytest.raises(FileNotFoundError):
        started(log, "no-such-program")

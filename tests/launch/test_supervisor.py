"""What ends is started anew; when the supervisor ends, nothing stays behind."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.cluster.process import children
from launch.ports import free_port
from tests.running import ROOT

SUPERVISE = """
import sys
from launch.supervisor import supervise
one = [sys.executable, "-c", "import time; print('up one', flush=True); time.sleep(60)"]
two = [sys.executable, "-c", "import time; print('up two', flush=True); time.sleep(60)"]
sys.exit(supervise({"one": one, "two": two}, {int(page): "/" for page in sys.argv[1:]}))
"""


class Supervisor:
    """A supervisor of two processes in a process of its own."""

    def __init__(self, code: str = SUPERVISE, *pages: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, pages)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def read_until(self, *words: str) -> None:
        assert self.process.stdout is not None
        while not all(word in self.said for word in words):
            line = self.process.stdout.readline()
            assert line, f"ended before {words}:\n{self.said}"
            self.said += line

    def pid(self, name: str) -> int:
        """Return the last one it was started with."""
        return int(re.findall(rf"{name} 已启动（进程 (\d+)）", self.said)[-1])

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
    # A page that never answers: it has not begun.
    it = Supervisor(SUPERVISE, free_port())
    it.read_until("up one", "up two")
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
def test_what_is_killed_is_started_anew_and_the_other_goes_on(supervisor: Supervisor, name: str) -> None:
    other = {"one": "two", "two": "one"}[name]
    before, beside = supervisor.pid(name), supervisor.pid(other)
    os.kill(before, signal.SIGKILL)
    before_that, supervisor.said = supervisor.said, ""
    supervisor.read_until(f"up {name}", f"{name} 已启动（")
    supervisor.said = before_that + supervisor.said
    assert f"{name} 意外结束（信号 9），0.5 秒后重新启动" in supervisor.said
    assert supervisor.pid(name) != before
    assert supervisor.pid(other) == beside
    assert _exists(beside)
    supervisor.process.send_signal(signal.SIGTERM)
    assert supervisor.wait() == 143
    assert _both_gone(supervisor)


def test_pauses_grow_for_what_does_not_stay() -> None:
    # With no page to wait for, all is there at once.
    restless = Supervisor(
        SUPERVISE.replace("time.sleep(60)", "time.sleep(0.3); sys.exit(3)", 1).replace(
            "import time;", "import sys, time;"
        )
    )
    restless.read_until("2 秒后")
    assert re.findall(r"one 意外结束（代码 3），(\S+) 秒后重新启动", restless.said) == ["0.5", "1", "2"]
    assert "two 意外" not in restless.said
    restless.process.send_signal(signal.SIGTERM)
    assert restless.wait() == 143
    assert _both_gone(restless)


@pytest.mark.parametrize(("leaves", "code"), [("time.sleep(0)", 1), ("raise SystemExit(7)", 7)])
def test_what_leaves_before_all_is_there_has_said_why_and_ends_all(leaves: str, code: int) -> None:
    ended = Supervisor(SUPERVISE.replace("time.sleep(60)", leaves, 1), free_port())
    assert ended.wait() == code
    assert "one 已结束（代码" in ended.said
    assert "重新启动" not in ended.said
    assert _both_gone(ended)


def test_what_a_killed_process_had_started_goes_with_it() -> None:
    code = SUPERVISE.replace("time.sleep(60)", "import subprocess; subprocess.run(['sleep', '61'])", 1)
    parents = Supervisor(code, free_port())
    parents.read_until("up one", "up two")
    until = time.monotonic() + 30
    while not (left := children(parents.pid("one"))) and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(parents.pid("one"), signal.SIGKILL)
    parents.read_until("重新启动")
    assert left[0].wait(10)
    parents.process.send_signal(signal.SIGTERM)
    assert parents.wait() == 143
    assert _both_gone(parents)


def test_a_reader_of_its_output_that_goes_away_does_no_harm(supervisor: Supervisor) -> None:
    assert supervisor.process.stdout is not None
    supervisor.process.stdout.close()
    supervisor.process.send_signal(signal.SIGHUP)
    assert supervisor.wait() == 143
    assert _both_gone(supervisor)


def test_a_signal_while_the_processes_are_being_started_stops_them_all_the_same() -> None:
    early = Supervisor(
        SUPERVISE.replace(
            "one = ",
            "import os, signal, subprocess\n"
            "made = subprocess.Popen.__init__\n"
            "def init(self, *a, **k): made(self, *a, **k); os.kill(os.getpid(), signal.SIGTERM)\n"
            "subprocess.Popen.__init__ = init\n"
            "one = ",
            1,
        ),
        free_port(),
    )
    assert early.wait() == 143
    assert "Traceback" not in early.said
    assert _both_gone(early)


SPARE = """
import sys
from launch.supervisor import supervise
one = [sys.executable, "-c", "import time; print('up one', flush=True); time.sleep(60)"]
two = [sys.executable, "-c", "import sys; sys.exit(3)"]
sys.exit(supervise({"one": one, "two": two}, {int(page): "/" for page in sys.argv[1:]}, {"two"}))
"""


def test_what_the_others_do_without_ends_nobody() -> None:
    supervisor = Supervisor(SPARE, free_port())
    supervisor.read_until("up one", "1 秒后重新启动")
    assert _exists(supervisor.pid("one"))
    supervisor.process.send_signal(signal.SIGTERM)
    assert supervisor.wait() == 128 + signal.SIGTERM


ORDERED = """
import sys
from launch.supervisor import supervise
ends = "import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: (time.sleep({0}), print('down {1}', flush=True), sys.exit())); print('up {1}', flush=True); time.sleep(60)"
one, two = ([sys.executable, "-c", ends.format(*it)] for it in ((0, "one"), (0.5, "two")))
sys.exit(supervise({"one": one, "two": two}, {}))
"""  # noqa: E501


def test_what_others_rest_on_is_stopped_after_them() -> None:
    supervisor = Supervisor(ORDERED)
    supervisor.read_until("up one", "up two")
    supervisor.process.send_signal(signal.SIGTERM)
    assert supervisor.wait() == 128 + signal.SIGTERM
    assert re.findall(r"down (\w+)", supervisor.said) == ["two", "one"]

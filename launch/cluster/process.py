"""Process: a process known by its id and start time, also if another process started it."""

import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_BEGAN = 19
"""Index of the start time among the fields of /proc/<pid>/stat, counted from the state."""


@dataclass(frozen=True)
class Process:
    """`began`: start time in ticks since boot; it tells apart processes with the same id."""

    pid: int
    began: int

    @property
    def is_running(self) -> bool:
        return began(self.pid) == self.began

    def send(self, number: signal.Signals) -> None:
        """Send a signal; nothing happens when it has ended."""
        if self.is_running:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended; return whether it has."""
        if not self.is_running:
            self._reap()
            return True
        try:
            watched = os.pidfd_open(self.pid)
        except ProcessLookupError:
            return True
        try:
            end = select.poll()
            end.register(watched, select.POLLIN)
            ended = bool(end.poll(seconds * 1000)) or not self.is_running
        finally:
            os.close(watched)
        self._reap()
        return ended

    def end(self, number: signal.Signals = signal.SIGTERM, seconds: float = 30.0) -> bool:
        """Ask it to end; after `seconds` kill it with all it has started. Return whether asking was enough."""
        self.send(number)
        if self.wait(seconds):
            return True
        self.kill()
        return False

    def kill(self) -> None:
        """Kill it and all it has started. It leads a process group of its own (see `start`)."""
        if self.is_running:
            self._kill_group()

    def end_group(self) -> None:
        """Kill what is left of the group of a process that has ended."""
        # If the id is in use again, the group would be another process's.
        if self.pid > 0 and began(self.pid) is None:
            self._kill_group()

    def _kill_group(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.wait(30.0)
        self._wait_for_group(30.0)

    def _wait_for_group(self, seconds: float) -> None:
        """Wait until the whole group has ended; PostgreSQL does not start again before that."""
        until = time.monotonic() + seconds
        with suppress(ProcessLookupError):
            while time.monotonic() < until:
                # One that is dead but not reaped still counts.
                self._reap()
                os.killpg(self.pid, 0)
                time.sleep(0.02)

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            os.waitpid(self.pid, os.WNOHANG)


def began(pid: int) -> int | None:
    """Return the start time of the process, None if it has ended; a zombie counts as ended."""
    fields = _fields(pid)
    return int(fields[_BEGAN]) if fields else None


def _fields(pid: int) -> list[str] | None:
    """Return the fields of /proc/<pid>/stat of a running process, from its state on."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    # The name before the last bracket may hold anything.
    fields = stat.rpartition(")")[2].split()
    return None if not fields or fields[0] in "ZX" else fields


def children(pid: int) -> list[Process]:
    """Return the processes that a process has started itself and that still run."""
    running = []
    for folder in Path("/proc").iterdir():
        fields = _fields(int(folder.name)) if folder.name.isdecimal() else None
        if fields and int(fields[1]) == pid:
            running.append(Process(int(folder.name), int(fields[_BEGAN])))
    return running


def own_process() -> Process:
    start_time = began(os.getpid())
    assert start_time is not None
    return Process(os.getpid(), start_time)


def start(
    command: Sequence[str], environment: Mapping[str, str], log: Path, *, user: str | None = None, folder: Path
) -> Process:
    """Start a command as the leader of a group of its own, so that Ctrl-C in a terminal does not reach it.

    Its output is appended to `log`. Raises OSError when there is no such program.
    """
    whom = {"user": user, "group": user, "extra_groups": []} if user else {}
    with log.open("ab") as output:
        child = subprocess.Popen(
            [*command], cwd=folder, env={**environment}, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True, **whom,  # type: ignore[call-overload]
        )  # fmt: skip
    # Popen need not wait for it: Process does, by its id.
    child.returncode = 0
    start_time = began(child.pid)
    return Process(child.pid, -1 if start_time is None else start_time)

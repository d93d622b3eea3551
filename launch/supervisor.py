"""Runs the assistant's processes: restarts each one that ends, and stops all when a signal comes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from launch.announce import when_answering
from launch.pauses import RestartPauses, describe_exit
from observability.json_lines import json_line, writes_json

SECONDS_TO_STOP = 5.0
"""For each process; one that needs longer is killed."""


@dataclass
class _Part:
    """One process. `due`: when to restart it, in seconds of `time.monotonic`."""

    name: str
    command: Sequence[str]
    pauses: RestartPauses = field(default_factory=RestartPauses)
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        self.began = time.monotonic()
        # In a session of its own: Ctrl-C reaches only the supervisor, which then stops all in order.
        self.process = subprocess.Popen([*self.command], stdin=subprocess.DEVNULL, start_new_session=True)
        _say(f"{self.name} 已启动（进程 {self.process.pid}）")

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the process and to those it has started, which may outlive it."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def ended(self) -> int | None:
        """Return the exit code of a process that has ended; only the first call returns it."""
        code = self.process.poll() if self.process else None
        if code is not None:
            self.send(signal.SIGKILL)
            self.process = None
        return code

    def wait(self, until: float) -> None:
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.0, until - time.monotonic()))


def launch_command(*arguments: str) -> list[str]:
    """Return the command of another part of this package; it ends when this process does."""
    return [sys.executable, "-m", "launch", *arguments, "--follow", str(os.getpid())]


def supervise(commands: Mapping[str, Sequence[str]], pages: Mapping[int, str], spare: Container[str] = ()) -> int:
    """Run the commands until a signal comes; return an exit code that names the signal, as in a shell.

    `pages`, by port and path, answer once everything has started. If a command exits by itself before that, all are
    stopped and its exit code is returned, or 1 if it was 0. Commands in `spare` are restarted even then.
    """
    return _Supervisor(commands, spare).run(pages)


class _Supervisor:
    def __init__(self, commands: Mapping[str, Sequence[str]], spare: Container[str]) -> None:
        self._spare = spare
        self._parts = [_Part(name, command) for name, command in commands.items()]
        # SimpleQueue, because signal handlers may put into it at any moment.
        self._signals: SimpleQueue[int] = SimpleQueue()
        self._began = False

    def run(self, pages: Mapping[int, str]) -> int:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, lambda received, _: self._signals.put(received))
        signal.signal(signal.SIGHUP, lambda *_: self._signals.put(signal.SIGTERM))
        when_answering(self._has_begun, pages)
        for part in self._parts:
            part.start()
        code = None
        while code is None:
            code = self._signal() or self._look()
        self._stop()
        return code

    def _has_begun(self) -> None:
        self._began = True

    def _signal(self) -> int | None:
        """Wait until a process ends or is due for a restart; return an exit code if all must stop."""
        pauses = [part.due - time.monotonic() for part in self._parts if not part.process]
        try:
            number = self._signals.get(timeout=max(0.0, min(pauses)) if pauses else None)
        except Empty:
            return None
        return None if number == signal.SIGCHLD else 128 + number

    def _look(self) -> int | None:
        """Restart what is due and note what has ended; return an exit code if all must stop."""
        for part in self._parts:
            code = part.ended()
            if code is not None:
                if code >= 0 and not self._began and part.name not in self._spare:
                    _say(f"{part.name} 已结束（{describe_exit(code)}）")
                    return code or 1
                self._again(part, f"意外结束（{describe_exit(code)}）")
            elif not part.process and part.due <= time.monotonic():
                try:
                    part.start()
                except OSError:
                    # Too many processes, or no memory for one more.
                    self._again(part, "没有启动（系统没有余力）")
        return None

    def _again(self, part: _Part, what: str) -> None:
        now = time.monotonic()
        pause = part.pauses.after(now - part.began)
        part.due = now + pause
        _say(f"{part.name} {what}，{pause:g} 秒后重新启动")

    def _stop(self) -> None:
        """Stop all in the reverse order of their start: a turn that has begun still needs what started before."""
        for part in reversed(self._parts):
            part.send(signal.SIGTERM)
            part.wait(time.monotonic() + SECONDS_TO_STOP)
            part.send(signal.SIGKILL)
            part.wait(time.monotonic() + SECONDS_TO_STOP)


def _say(sentence: str) -> None:
    """Print without Python's buffer. Text left in it makes Python fail at exit if the terminal is gone."""
    shown = json_line(sentence, "launch") if writes_json() else sentence
    # If the terminal is gone, the processes must still be stopped.
    with suppress(OSError):
        os.write(sys.stdout.fileno(), f"{shown}\n".encode())

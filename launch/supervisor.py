"""Runs the assistant's processes together: what ends is started anew, and a signal stops all by their ids."""

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
from launch.pauses import Pauses, how
from observability.json_lines import json_line, writes_json

SECONDS_TO_STOP = 5.0


@dataclass
class _Part:
    """`due`: when it is to be started anew, in seconds of `time.monotonic`."""

    name: str
    command: Sequence[str]
    pauses: Pauses = field(default_factory=Pauses)
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        self.began = time.monotonic()
        # A session of its own: Ctrl-C in a terminal is for the supervisor, which then stops all in good order.
        self.process = subprocess.Popen([*self.command], stdin=subprocess.DEVNULL, start_new_session=True)
        _say(f"{self.name} 已启动（进程 {self.process.pid}）")

    def send(self, number: signal.Signals) -> None:
        """To the processes it has started as well, which may outlive it."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def ended(self) -> int | None:
        """Return the exit code of a process that ended, once."""
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
    """The command for another part of this package, which then ends with this process."""
    return [sys.executable, "-m", "launch", *arguments, "--follow", str(os.getpid())]


def supervise(commands: Mapping[str, Sequence[str]], pages: Mapping[int, str], spare: Container[str] = ()) -> int:
    """Run the commands until a signal comes; the exit code says which, as in a shell.

    `pages`, named by port and path, answer once all is there. A command that leaves by itself before that has said
    why it can't serve: then all are stopped, and its exit code is returned, or 1 where it has none. The others do
    without those in `spare`, which are started anew at any time.
    """
    return _Supervisor(commands, spare).run(pages)


class _Supervisor:
    def __init__(self, commands: Mapping[str, Sequence[str]], spare: Container[str]) -> None:
        self._spare = spare
        self._parts = [_Part(name, command) for name, command in commands.items()]
        # Signal handlers may put into this one at any moment.
        self._told: SimpleQueue[int] = SimpleQueue()
        self._began = False

    def run(self, pages: Mapping[int, str]) -> int:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, lambda told, _: self._told.put(told))
        signal.signal(signal.SIGHUP, lambda *_: self._told.put(signal.SIGTERM))
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
        """Wait until a process ends or is to be started; return the exit code when all are to be stopped."""
        pauses = [part.due - time.monotonic() for part in self._parts if not part.process]
        try:
            number = self._told.get(timeout=max(0.0, min(pauses)) if pauses else None)
        except Empty:
            return None
        return None if number == signal.SIGCHLD else 128 + number

    def _look(self) -> int | None:
        """Start what is due, and note what has ended; return the exit code when that is the end of all."""
        for part in self._parts:
            code = part.ended()
            if code is not None:
                if code >= 0 and not self._began and part.name not in self._spare:
                    _say(f"{part.name} 已结束（{how(code)}）")
                    return code or 1
                self._again(part, f"意外结束（{how(code)}）")
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
        for part in self._parts:
            part.send(signal.SIGTERM)
        until = time.monotonic() + SECONDS_TO_STOP
        for part in self._parts:
            part.wait(until)
        for part in self._parts:
            part.send(signal.SIGKILL)
            part.wait(time.monotonic() + SECONDS_TO_STOP)


def _say(sentence: str) -> None:
    """Without Python's buffer: what is left in it makes Python fail at its end when the terminal has gone."""
    shown = json_line(sentence, "launch") if writes_json() else sentence
    # Then there is nobody left to tell, but still processes to stop.
    with suppress(OSError):
        os.write(sys.stdout.fileno(), f"{shown}\n".encode())

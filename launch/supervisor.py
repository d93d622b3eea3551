"""Runs the assistant's processes together: when one ends, or a signal comes, all are stopped by their ids."""

import os
import shlex
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from honcho.manager import Manager
from honcho.printer import Message, Printer

from observability.json_lines import json_line, writes_json


class _Output:
    """Standard output without Python's buffer: that may not be written to by a signal which interrupts its writing, and
    what is left in it makes Python fail at its end when the terminal has gone.
    """

    def write(self, text: str) -> None:
        if writes_json():
            # honcho's own remarks; its programs write JSON themselves
            text = json_line(text, "launch") + "\n" * text.endswith("\n")
        os.write(sys.stdout.fileno(), text.encode(errors="replace"))

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        return sys.stdout.isatty()


class _Printer(Printer):
    def write(self, message: Message) -> None:
        # When the terminal was closed there is nobody left to tell, but still processes to stop.
        with suppress(OSError):
            super().write(message)


class _Manager(Manager):
    def terminate(self) -> None:
        # A signal may come before honcho has heard the ids of what it has just started; it would stumble over that.
        if self._all_started():
            super().terminate()
        else:
            signal.signal(signal.SIGALRM, lambda *_: self.terminate())
            signal.setitimer(signal.ITIMER_REAL, 0.1)


def launch_command(*arguments: str) -> list[str]:
    """The command for another part of this package, which then ends with this process."""
    return [sys.executable, "-m", "launch", *arguments, "--follow", str(os.getpid())]


def supervise(commands: Mapping[str, Sequence[str]]) -> int:
    """Run the commands until one of them ends or a signal comes; the exit code says which, as in a shell.

    None is meant to end by itself, so that is a failure even when the command calls it none.
    """
    manager = _Manager(_Printer(_Output(), prefix=False))
    for name, command in commands.items():
        # honcho hands the line to a shell; exec puts the process in its place, so that its id is the one to stop.
        manager.add_process(name, "exec " + shlex.join(command))
    # honcho knows the other two ways of being told to stop.
    signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    manager.loop()
    code: int = manager.returncode
    return 128 - code if code < 0 else code or 1

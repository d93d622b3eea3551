"""Program: how one part of the cluster is started, when it is there, and how it is stopped."""

import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from launch.cluster.process import Process, start

SECONDS_TO_START = 120.0


class NotStarted(Exception):
    """A part did not come up; says which, and where its log is."""


@dataclass(frozen=True)
class Program:
    """`answers` asks whether it is there; `stop` is the signal that ends it in good order; `user`: who it runs as."""

    name: str
    port: int
    command: tuple[str, ...]
    answers: Callable[[], bool]
    environment: Mapping[str, str] = field(repr=False)
    folder: Path
    stop: signal.Signals = signal.SIGTERM
    user: str | None = None

    def begin(self, log: Path) -> Process:
        """Start it, without waiting until it answers."""
        return start(self.command, self.environment, log, user=self.user, folder=self.folder)


def wait_until_answering(program: Program, process: Process, log: Path, seconds: float = SECONDS_TO_START) -> None:
    """Return when it answers; raises NotStarted when it ends before, or takes too long."""
    until = time.monotonic() + seconds
    while not program.answers():
        if not process.is_running:
            process.wait(0)
            raise NotStarted(f"{program.name} 没有启动，原因见 {log}")
        if time.monotonic() > until:
            raise NotStarted(f"{program.name} 在 {seconds:.0f} 秒内没有准备好，见 {log}")
        time.sleep(0.05)

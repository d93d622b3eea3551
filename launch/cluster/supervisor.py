"""Keeps a cluster running: restarts each part that has ended, with growing pauses."""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from launch.cluster.cluster import CONSOLE, Cluster
from launch.cluster.state import ClusterState
from launch.pauses import RestartPauses

EVERY = 0.2
"""Seconds between two looks."""


@dataclass
class _WatchedPart:
    """A part that was seen. `began` and `due`: seconds of the supervisor's clock; `due` only while it does not run."""

    began: float
    pauses: RestartPauses = field(default_factory=RestartPauses)
    due: float | None = None


def needed_parts(state: ClusterState) -> list[str]:
    """Return the parts that users need: a release starts others beside them, and stops those it has replaced."""
    desk = [CONSOLE] if CONSOLE in state.parts else []
    return ["postgresql", "redis", state.actions(), *state.serving, "nginx", *desk]


def keep(cluster: Cluster) -> None:
    """Start anew what ends, until a signal raises its exception here."""
    supervisor = ClusterSupervisor(cluster)
    # A signal interrupts only the main thread: a part that is just being started gets into the state, and is stopped.
    with ThreadPoolExecutor(1) as thread:
        while True:
            thread.submit(supervisor.look).result()
            time.sleep(EVERY)


class ClusterSupervisor:
    def __init__(self, cluster: Cluster, clock: Callable[[], float] = time.monotonic) -> None:
        self._cluster = cluster
        self._clock = clock
        self._parts: dict[str, _WatchedPart] = {}

    def look(self) -> None:
        """Look at each part once."""
        state = self._cluster.state
        names = needed_parts(state)
        self._parts = {name: self._parts.get(name) or _WatchedPart(self._clock()) for name in names}
        for name, part in self._parts.items():
            if state.parts[name].process.is_running:
                part.due = None
            elif part.due is None:
                self._note(name, part)
            elif part.due <= self._clock():
                self._start(name, part)

    def _note(self, name: str, part: _WatchedPart) -> None:
        now = self._clock()
        pause = part.pauses.after(now - part.began)
        part.due = now + pause
        reason = f"{name} 意外结束，{pause:g} 秒后重新启动；原因见 {self._cluster.log(name)}"
        print(reason, file=sys.stderr, flush=True)

    def _start(self, name: str, part: _WatchedPart) -> None:
        part.began = self._clock()
        part.due = None
        try:
            process = self._cluster.start_again(name)
        except OSError:
            # Too many processes, or no memory for one more: the next look finds that it does not run.
            return
        if process:
            print(f"{name} 已重新启动（进程 {process.pid}）", flush=True)

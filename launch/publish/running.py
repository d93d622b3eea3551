"""Status files of the `make run` servers that follow publications: each names the version it serves."""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace

from launch.cluster.process import Process, began, own_process
from launch.model import program
from launch.publish.store import VersionStore, write_json

FOLDER = "running"
LOOK = 0.1
"""Seconds between two checks of the status files."""


@dataclass(frozen=True)
class Status:
    """`boss`: the process that restarts it, as `boss_of` names it. `version`: the served version, 0 for none.

    `seen`: the last serial number it has read. `failed`: why it could not load that version, in Chinese, else "".
    """

    port: int
    pid: int
    began: int
    boss: str
    program: str
    version: int
    seen: int
    failed: str = ""

    @property
    def is_running(self) -> bool:
        return Process(self.pid, self.began).is_running

    @property
    def name(self) -> str:
        return f"{self.port}-{self.pid}.json"


def boss_of(pid: int) -> str:
    """Return a name for the process that no later process gets; "" for none."""
    return f"{pid}-{began(pid)}" if pid else ""


def new_status(port: int, boss: str, version: int, seen: int) -> Status:
    """Return the status of this process."""
    own = own_process()
    return Status(port, own.pid, own.began, boss, program(), version, seen)


def write_status(store: VersionStore, status: Status) -> None:
    """Write the status file, and remove those of ended servers on the same port."""
    folder = store.folder / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / status.name, asdict(status))
    for other in _statuses(store):
        if other.port == status.port and not other.is_running:
            (folder / other.name).unlink(missing_ok=True)


def running(store: VersionStore) -> list[Status]:
    return [status for status in _statuses(store) if status.is_running]


def previous_status(store: VersionStore, port: int, boss: str) -> Status | None:
    """Return the status of the last server on this port that the same process started."""
    statuses = [status for status in _statuses(store) if (status.port, status.boss) == (port, boss) and boss]
    return max(statuses, key=lambda status: status.began, default=None)


def wait(store: VersionStore, serial: int, notified: Iterable[Status], seconds: float) -> list[str]:
    """Wait until the notified servers have loaded the version; return in Chinese what went wrong."""
    until = time.monotonic() + seconds
    waiting, wrong = {status.name: status for status in notified}, []
    while waiting and time.monotonic() < until:
        now = {status.name: status for status in _statuses(store)}
        for name, status in [*waiting.items()]:
            current = now.get(name, replace(status, seen=0))
            if current.seen >= serial or not current.is_running:
                del waiting[name]
                # A server that has ended restarts with the version in service, so it is no failure.
                wrong += [f"端口 {status.port}：{current.failed}"] if current.failed else []
        time.sleep(LOOK)
    return wrong + [f"端口 {status.port}：{seconds:g} 秒内没有换上" for status in waiting.values()]


def _statuses(store: VersionStore) -> Iterator[Status]:
    for file in sorted((store.folder / FOLDER).glob("[0-9]*.json")):
        with suppress(OSError, ValueError, TypeError):
            yield Status(**json.loads(file.read_text(encoding="utf-8")))

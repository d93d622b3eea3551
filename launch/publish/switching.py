"""Puts a version into service in the cluster and the servers of `make run`; on failure restores the old one."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from launch.cluster.running import is_running
from launch.cluster.state import read
from launch.cluster.tools import MissingPrograms
from launch.model import program
from launch.publish.running import Status, running, wait
from launch.publish.store import Served, Version, VersionStore
from launch.release import release
from launch.release.canary import Talk

SECONDS = 60.0
"""Seconds that a server may take to load a model; two are usual."""


class PublicationRefused(Exception):
    """The old version serves on, unchanged or restored; the message gives the reason in Chinese."""


@dataclass(frozen=True)
class Assistants:
    """The running assistants of this content: a cluster in `folder`, and servers of `make run`."""

    store: VersionStore
    folder: Path
    cluster: bool
    servers: Sequence[Status]

    def __bool__(self) -> bool:
        return self.cluster or bool(self.servers)

    @property
    def version(self) -> int:
        """Number of the version that answers users now; 0 if it is no version."""
        if self.cluster:
            return number_of(self.store, Path(read(self.folder).model))
        return next((status.version for status in self.servers), self.store.served().version)

    def serves_only(self, version: int) -> bool:
        """Return whether publishing this version changes nothing; False for a cluster, which may need a new program."""
        others = [status for status in self.servers if status.version != version]
        return not (self.cluster or others or self.store.served().pinned)


def assistants(store: VersionStore, folder: Path) -> Assistants:
    return Assistants(store, folder, is_running(folder), running(store))


def check_program(of: Assistants) -> None:
    """Raise PublicationRefused if a server runs another version of the program than this one."""
    now = program()
    for status in of.servers:
        if status.program != now:
            raise PublicationRefused(
                f"端口 {status.port} 的助手启动以后，程序改过了，换不上新的模型：请先重新启动它（make run）"
            )


def switch(of: Assistants, version: Version, talks: Sequence[Talk], *, pinned: bool, any_answer: bool = False) -> float:
    """Serve the version; return the seconds until all did. Raises PublicationRefused, OSError."""
    began, before = time.monotonic(), of.store.served()
    previous = before.previous if of.version == version.number else of.version
    if of.cluster:
        replace_cluster(of.folder, version.model, talks, any_answer=any_answer)
    now = of.store.serve(version.number, previous, pinned=pinned)
    wrong = wait(of.store, now.serial, of.servers, SECONDS)
    if wrong:
        _put_back(of, before)
        raise PublicationRefused("；".join(wrong))
    return time.monotonic() - began


def replace_cluster(folder: Path, model: Path, talks: Sequence[Talk], *, any_answer: bool) -> None:
    try:
        release.replace(folder, model, talks, any_answer=any_answer)
    except (release.ReleaseRefused, MissingPrograms) as error:
        raise PublicationRefused(str(error)) from error


def _put_back(of: Assistants, before: Served) -> None:
    """Make the servers that loaded the version return to the one before."""
    number = before.version or of.version
    if number:
        now = of.store.serve(number, before.previous, pinned=before.pinned)
        wait(of.store, now.serial, of.servers, SECONDS)


def number_of(store: VersionStore, model: Path) -> int:
    """Return the number of the version that the model lies in; 0 if it lies in none."""
    lies = model.parent
    return int(lies.name) if lies.parent == store.folder and lies.name.isdecimal() else 0


def versions_in_use(of: Assistants) -> list[int]:
    """Return the numbers of versions that are served or may be rolled back to."""
    state = read(of.folder)
    models = [Path(path) for path in (state.model, state.previous) if path]
    return [status.version for status in of.servers] + [number_of(of.store, model) for model in models]

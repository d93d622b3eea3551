"""Starts a whole cluster, and stops everything that belongs to it at the end."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from launch.cluster import proxy
from launch.cluster.cluster import CONSOLE, Cluster
from launch.cluster.models import keep, remember
from launch.cluster.process import Process
from launch.cluster.program import NotStarted
from launch.cluster.state import ClusterPart, actions_name, changing, rasa_name, read
from launch.environment import ROOT
from launch.ports import free_port

INSTANCES = 2


class AlreadyRunning(Exception):
    """There is a cluster in this folder."""


def is_running(folder: Path) -> bool:
    """Say whether there is a cluster in the folder."""
    owner = read(folder).owner
    return owner is not None and owner.is_running


@contextmanager
def running(
    folder: Path, port: int, model: Path, more: Mapping[str, str] | None = None, console_port: int | None = None
) -> Iterator[Cluster]:
    """Run a cluster in `folder` with nginx on `port`; its parts end with this process, however that ends.

    `more`: variables for the instances and the action server. `console_port`: of the agents' desk, if any.
    Raises MissingPrograms, NotStarted, AlreadyRunning.
    """
    cluster = Cluster(folder)
    if is_running(folder):
        raise AlreadyRunning
    cluster.stop_all()
    cluster.prepare(port, more or {}, console_port)
    sweeper = _sweeper(folder)
    try:
        _start(cluster, model)
        yield cluster
    finally:
        cluster.stop_all()
        with changing(folder) as state:
            state.owner = None
        sweeper.terminate()
        sweeper.wait()


def _start(cluster: Cluster, model: Path) -> None:
    cluster.start("postgresql", "redis")
    before = cluster.state.model
    names = add_instances(cluster, keep(cluster.folder, model))
    cluster.start(*names)
    switch(cluster, names[1:])
    remember(cluster.folder, before)
    cluster.check_proxy()
    cluster.start("nginx")
    if CONSOLE in cluster.state.parts:
        _start_desk(cluster)


def _start_desk(cluster: Cluster) -> None:
    """One that does not start is no reason to answer nobody: its keeper goes on trying."""
    try:
        cluster.start(CONSOLE)
    except NotStarted as error:
        print(error, file=sys.stderr)


def add_instances(cluster: Cluster, model: Path) -> list[str]:
    """Name an action server and instances of the next generation; returns their names, the action server's first."""
    with changing(cluster.folder) as state:
        state.generation += 1
        actions = ClusterPart("actions", free_port())
        new = {actions_name(state.generation): actions}
        for number in range(1, INSTANCES + 1):
            part = ClusterPart("rasa", free_port(), model=str(model), action_port=actions.port)
            new[rasa_name(state.generation, number)] = part
        state.parts.update(new)
    return [*new]


def switch(cluster: Cluster, names: list[str]) -> None:
    """Write down for nginx and for everybody else which instances serve from now on."""
    with changing(cluster.folder) as state:
        state.serving = names
        state.model = state.parts[names[0]].model
        proxy.write_upstreams(cluster.proxy_folder, state.ports(names))


def _sweeper(folder: Path) -> "subprocess.Popen[bytes]":
    """Start a process that stops the parts when this one could not do it any more."""
    command = [sys.executable, "-m", "launch", "sweep", "--folder", str(folder), "--owner", str(os.getpid())]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def sweep(folder: Path, owner: int) -> None:
    """Wait for the owner's end, and stop what it has left."""
    state = read(folder)
    if state.owner is None or state.owner.pid != owner:
        return
    while not state.owner.wait(3600.0):
        pass
    if read(folder).owner == Process(owner, state.owner.began):
        Cluster(folder).stop_all()

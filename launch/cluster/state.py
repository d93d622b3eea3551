"""Reads and writes what runs in a cluster, in a file: other processes release and stop by it."""

import dataclasses
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from launch.cluster.process import Process

FILE = "state.json"


@dataclass(frozen=True)
class ClusterPart:
    """One program. Instances also have the model they serve and their action server's port."""

    kind: str
    port: int
    pid: int = 0
    began: int = -1
    model: str = ""
    action_port: int = 0

    @property
    def process(self) -> Process:
        return Process(self.pid, self.began)

    def run_by(self, process: Process) -> "ClusterPart":
        return dataclasses.replace(self, pid=process.pid, began=process.began)


@dataclass
class ClusterState:
    """`owner`: the process in front, with which all end. `parts` by name; `serving`: the names of those behind nginx.

    `model` is what they serve, `previous` what a rollback goes back to, both paths; `generation` counts the releases.
    `data`: PostgreSQL's folder. `variables`: what all instances are started with.
    """

    owner: Process | None = None
    parts: dict[str, ClusterPart] = field(default_factory=dict)
    serving: list[str] = field(default_factory=list)
    model: str = ""
    previous: str = ""
    generation: int = 0
    desk_port: int = 0
    data: str = ""
    password: str = ""
    variables: dict[str, str] = field(default_factory=dict)

    def ports(self, names: list[str]) -> list[int]:
        return [self.parts[name].port for name in names]

    def actions(self) -> str:
        """Return the name of the action server of the instances that serve."""
        port = self.parts[self.serving[0]].action_port
        return next(name for name, part in self.parts.items() if (part.kind, part.port) == ("actions", port))


def actions_name(generation: int) -> str:
    return f"actions-{generation}"


def rasa_name(generation: int, number: int) -> str:
    return f"rasa-{generation}-{number}"


def read(folder: Path) -> ClusterState:
    """Return the state, an empty one where there is none."""
    try:
        state: Mapping[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ClusterState()
    parts = {name: ClusterPart(**part) for name, part in state["parts"].items()}
    owner = Process(**state["owner"]) if state["owner"] else None
    return ClusterState(**{**state, "parts": parts, "owner": owner})


@contextmanager
def changing(folder: Path) -> Iterator[ClusterState]:
    """Change the state: nobody else does meanwhile, and the file is whole at any moment. It holds secrets."""
    with (folder / f".{FILE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = read(folder)
        yield state
        new = folder / f".{FILE}"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
            json.dump(dataclasses.asdict(state), stream, ensure_ascii=False, indent=1)
        new.replace(folder / FILE)

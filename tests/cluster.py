"""A running cluster for tests: the parts of `make cluster` on free loopback ports, each stopped by its process id.

with running_cluster(tmp_path) as site:
    async with client(site.url) as user: ...       # through nginx
    site.instances[0].kill()                       # SIGKILL; .stop() in good order; .start() again, same port
    site.postgresql.stop(); ...; site.postgresql.start()
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launch.cluster.cluster import Cluster
from launch.cluster.running import running
from launch.cluster.state import ClusterPart
from launch.environment import LOOPBACK
from launch.ports import free_port
from tests.frozen.project import frozen_model
from tests.running import LIMIT, ROOT


@dataclass(frozen=True)
class Part:
    """One program of the cluster, by its name: postgresql, redis, nginx, actions-…, rasa-…."""

    cluster: Cluster
    name: str

    @property
    def state(self) -> ClusterPart:
        return self.cluster.state.parts[self.name]

    @property
    def port(self) -> int:
        return self.state.port

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def pid(self) -> int:
        return self.state.pid

    @property
    def is_running(self) -> bool:
        return self.state.process.is_running

    @property
    def log(self) -> str:
        return self.cluster.log(self.name).read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End it by SIGKILL, with the processes it has started; returns when all have gone."""
        self.state.process.kill()

    def stop(self) -> bool:
        """End it in good order (PostgreSQL: without waiting for its clients); says whether that was enough."""
        return self.cluster.stop(self.name)

    def start(self) -> None:
        """Start it anew on its port; returns when it answers."""
        assert not self.is_running, self.name
        self.cluster.start(self.name)

    def pause(self) -> None:
        """Let it hang: connections open, nothing answers (of PostgreSQL, only new connections)."""
        self.state.process.send(signal.SIGSTOP)

    def go_on(self) -> None:
        self.state.process.send(signal.SIGCONT)


@dataclass(frozen=True)
class Site:
    """`url` is nginx's, for users; `desk_url` nginx's for the people's desk; each part has its own `url`."""

    cluster: Cluster

    @property
    def url(self) -> str:
        return self.nginx.url

    @property
    def desk_url(self) -> str:
        return f"http://{LOOPBACK}:{self.cluster.state.desk_port}"

    @property
    def nginx(self) -> Part:
        return Part(self.cluster, "nginx")

    @property
    def postgresql(self) -> Part:
        return Part(self.cluster, "postgresql")

    @property
    def redis(self) -> Part:
        return Part(self.cluster, "redis")

    @property
    def actions(self) -> Part:
        """The action server of the instances that serve now."""
        return Part(self.cluster, self.cluster.state.actions())

    @property
    def console(self) -> Part:
        """The agents' desk."""
        return Part(self.cluster, "console")

    @property
    def instances(self) -> list[Part]:
        """The Rasa instances that serve now; a release brings others."""
        return [Part(self.cluster, name) for name in self.cluster.state.serving]

    @property
    def variables(self) -> Mapping[str, str]:
        """What the instances are started with: DATABASE_URL, REDIS_URL, SESSION_SECRET and so on."""
        return self.cluster.state.variables

    @property
    def database_url(self) -> str:
        return self.variables["DATABASE_URL"]

    @property
    def redis_url(self) -> str:
        return self.variables["REDIS_URL"]


@contextmanager
def running_cluster(folder: Path, more: Mapping[str, str] | None = None, *, console: bool = False) -> Iterator[Site]:
    """Start PostgreSQL, Redis, an action server, two instances and nginx, with their files in `folder`.

    `more`: environment variables for the instances and the action server; `console`: with the agents' desk. On leaving
    all are stopped. Takes 10 to 20 seconds; serves the frozen content, whose model is trained when it is not there.
    """
    own = {"WEBCHAT_ADDRESS_LIMIT": LIMIT, **(more or {})}
    with running(folder, free_port(), frozen_model(), own, free_port() if console else None) as cluster:
        yield Site(cluster)


@contextmanager
def served_cluster(
    folder: Path, port: int, project: Path = ROOT, more: Mapping[str, str] | None = None
) -> Iterator["subprocess.Popen[str]"]:
    """Run `make cluster` of the project as a script does in the background; return when it says that it is there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "launch", "cluster", "--folder", str(folder), "--port", str(port)],
        cwd=project, env={**os.environ, "CONSOLE_PORT": str(free_port()), **(more or {})},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        preexec_fn=_ignore_interrupts,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if f"http://{LOOPBACK}:{port}/" in line:
                break
        else:
            raise AssertionError("it ended")
        yield process
    finally:
        process.kill()
        process.wait(timeout=60)
        process.stdout.close()


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

"""Which parts of a cluster are started anew, and when."""

import sys
from pathlib import Path

import pytest

from launch.cluster.process import Process, start
from launch.cluster.state import ClusterPart, ClusterState
from launch.cluster.supervisor import ClusterSupervisor, needed_parts

SHORT = (sys.executable, "-c", "pass")
LONG = ("sleep", "60")


class FakeCluster:
    """Its parts are small programs; it notes what is started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = ("postgresql", "redis", "nginx", "actions-1", "rasa-1-1")
        self.command: dict[str, tuple[str, ...]] = dict.fromkeys(names, LONG)
        self.state = ClusterState(serving=["rasa-1-1"])
        self.again: list[str] = []
        for number, name in enumerate(self.command, 1):
            kind = name.split("-")[0]
            self.state.parts[name] = ClusterPart(kind, number, action_port=4 if kind == "rasa" else 0)
            self._start(name)

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def start_again(self, name: str) -> Process:
        self.again.append(name)
        return self._start(name)

    def _start(self, name: str) -> Process:
        process = start(self.command[name], {}, self.log(name), folder=self.folder)
        self.state.parts[name] = self.state.parts[name].run_by(process)
        return process


def test_what_ends_is_started_after_its_pause_and_the_pauses_grow(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    cluster = FakeCluster(tmp_path)
    clock = [100.0]
    supervisor = ClusterSupervisor(cluster, lambda: clock[0])  # type: ignore[arg-type]
    try:
        supervisor.look()
        cluster.command["nginx"] = SHORT
        cluster.state.parts["nginx"].process.kill()
        for pause in (0.5, 1.0, 2.0):
            assert cluster.state.parts["nginx"].process.wait(30)
            before = len(cluster.again)
            supervisor.look()
            clock[0] += pause - 0.1
            supervisor.look()
            assert len(cluster.again) == before
            clock[0] += 0.2
            supervisor.look()
            assert cluster.again[before:] == ["nginx"]
        output = capfd.readouterr().err.splitlines()
        assert [line.split("；")[0] for line in output] == [
            f"nginx 意外结束，{pause} 秒后重新启动" for pause in ("0.5", "1", "2")
        ]
    finally:
        for part in cluster.state.parts.values():
            part.process.kill()


def test_what_a_release_has_replaced_or_not_let_in_yet_is_left_alone() -> None:
    parts = {
        "postgresql": ClusterPart("postgresql", 1),
        "actions-1": ClusterPart("actions", 2),
        "rasa-1-1": ClusterPart("rasa", 3, action_port=2),
        "actions-2": ClusterPart("actions", 4),
        "rasa-2-1": ClusterPart("rasa", 5, action_port=4),
    }
    assert needed_parts(ClusterState(parts=parts, serving=["rasa-1-1"])) == [
        "postgresql",
        "redis",
        "actions-1",
        "rasa-1-1",
        "nginx",
    ]
    assert needed_parts(ClusterState(parts=parts, serving=["rasa-2-1"])) == [
        "postgresql",
        "redis",
        "actions-2",
        "rasa-2-1",
        "nginx",
    ]

"""`make cluster`: what it says, and that nothing of it is left however it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launch.cluster.process import Process, children
from launch.cluster.state import ClusterState, changing, read
from launch.ports import free_port
from tests.cluster import served_cluster
from tests.running import ROOT


def running(state: ClusterState) -> list[str]:
    return [name for name, part in state.parts.items() if part.process.is_running]


def gone(processes: list[Process]) -> bool:
    """Wait until all have ended."""
    until = time.monotonic() + 60
    while any(process.is_running for process in processes) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(process.is_running for process in processes)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_is_left_however_it_ends(tmp_path: Path, number: signal.Signals) -> None:
    with served_cluster(tmp_path, free_port()) as process:
        state = read(tmp_path)
        assert len(running(state)) == 7
        processes = [part.process for part in state.parts.values()]
        workers = [child for part in processes for child in descendants(part.pid)]
        process.send_signal(number)
        process.wait(timeout=60)
        assert gone(processes + workers)
    # The sweeper is the last to go.
    assert not read(tmp_path).parts or number == signal.SIGKILL
    until = time.monotonic() + 30
    while read(tmp_path).parts and time.monotonic() < until:
        time.sleep(0.05)
    assert read(tmp_path).parts == {}
    if os.geteuid() == 0:
        assert not Path(state.data).exists()


def descendants(pid: int) -> list[Process]:
    return [found for child in children(pid) for found in (child, *descendants(child.pid))]


def test_what_ends_by_itself_is_started_anew_and_the_others_go_on(tmp_path: Path) -> None:
    with served_cluster(tmp_path, free_port()) as process:
        state = read(tmp_path)
        victim = state.serving[0]
        state.parts[victim].process.kill()
        assert process.stdout is not None
        said = next(line for line in process.stdout if "意外结束" in line)
        assert said.startswith(f"{victim} 意外结束，0.5 秒后重新启动；原因见 {tmp_path}")
        again = next(line for line in process.stdout if "已重新启动" in line)
        state_now = read(tmp_path)
        assert again == f"{victim} 已重新启动（进程 {state_now.parts[victim].pid}）\n"
        assert len(running(state_now)) == 7
        others = [name for name in state.parts if name != victim]
        assert [state_now.parts[name] for name in others] == [state.parts[name] for name in others]
        second = subprocess.run(
            [sys.executable, "-m", "launch", "cluster", "--folder", str(tmp_path), "--port", str(free_port())],
            cwd=ROOT, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert second.returncode == 1
        assert "里的集群正在运行" in second.stderr
        assert len(running(read(tmp_path))) == 7
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 128 + signal.SIGTERM


def test_the_state_is_for_its_owner_alone(tmp_path: Path) -> None:
    with changing(tmp_path) as state:
        state.password = "secret"
    assert (tmp_path / "state.json").stat().st_mode & 0o077 == 0


def test_missing_programs_are_one_sentence(tmp_path: Path) -> None:
    # The desk's port is one for all, and another test may have it.
    environment = {**os.environ, "PATH": "/nowhere", "CONSOLE": "off"}
    code = (
        "import launch.cluster.tools as tools, sys\n"
        "tools.search_path = lambda path, root=None: path\n"
        "sys.argv = ['launch', 'cluster', '--port', sys.argv[1], '--folder', sys.argv[2]]\n"
        "from launch.__main__ import main\nsys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(free_port()), str(tmp_path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("缺少 nginx postgresql redis-server：请先安装"), done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr

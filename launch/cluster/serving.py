"""`make cluster`: several instances behind nginx on this machine, for looking at."""

import os
import sys
from pathlib import Path

from launch.cluster import tools
from launch.cluster.cluster import Cluster
from launch.cluster.keeping import keep
from launch.cluster.program import NotStarted
from launch.cluster.running import AlreadyRunning, is_running, running
from launch.environment import LOOPBACK
from launch.ports import is_free
from launch.preparation import model_to_serve
from owner.live import profile


def serve(folder: Path, port: int) -> int:
    """Serve until a signal comes; returns the exit code when it could not begin."""
    if not is_free(port):
        print(f"端口 {port} 不可用（可能已被占用），请换一个，例如：make cluster PORT={port + 1}", file=sys.stderr)
        return 1
    try:
        # Before training, which takes longer.
        if is_running(folder):
            raise AlreadyRunning
        tools.find(tools.PACKAGES, os.environ.get("PATH", os.defpath))
        with running(folder, port, model_to_serve()) as cluster:
            print(_told(cluster, port), flush=True)
            keep(cluster)
    except AlreadyRunning:
        print(f"{folder} 里的集群正在运行，请先停止它", file=sys.stderr)
    except (tools.MissingPrograms, NotStarted) as error:
        print(error, file=sys.stderr)
    return 1


def _told(cluster: Cluster, port: int) -> str:
    state = cluster.state
    parts = "\n".join(f"  {name:<12} {LOOPBACK}:{part.port}  pid {part.pid}" for name, part in state.parts.items())
    logs = cluster.folder / "logs"
    name = profile().assistant.name
    return f"{name}的集群已启动，请打开 http://{LOOPBACK}:{port}/ ，按 Ctrl-C 停止；日志在 {logs}\n{parts}"

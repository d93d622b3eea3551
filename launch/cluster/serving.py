"""`make cluster`: several instances behind nginx on this machine, for looking at."""

import os
import sys
from pathlib import Path

from console.server import admin_link
from launch.cluster import tools
from launch.cluster.cluster import Cluster
from launch.cluster.program import NotStarted
from launch.cluster.running import AlreadyRunning, is_running, running
from launch.cluster.supervisor import keep
from launch.environment import LOOPBACK
from launch.ports import is_free
from launch.publish.beginning import version_or_model
from owner.live import profile


def serve(folder: Path, port: int, console_port: int | None) -> int:
    """Serve until a signal comes; returns the exit code when it could not begin. `console_port`: as in `running`."""
    if not is_free(port):
        print(f"端口 {port} 不可用（可能已被占用），请换一个，例如：make cluster PORT={port + 1}", file=sys.stderr)
        return 1
    if console_port and not is_free(console_port):
        print(f"人工接待台没有启动：端口 {console_port} 不可用，请用 CONSOLE_PORT 换一个", file=sys.stderr)
        console_port = None
    try:
        # Before training, which takes longer.
        if is_running(folder):
            raise AlreadyRunning
        tools.find(tools.PACKAGES, os.environ.get("PATH", os.defpath))
        with running(folder, port, version_or_model(), console_port=console_port) as cluster:
            print(_start_notice(cluster, port), flush=True)
            if console_port and sys.stdout.isatty():
                _show_link(cluster)
            keep(cluster)
    except AlreadyRunning:
        print(f"{folder} 里的集群正在运行，请先停止它", file=sys.stderr)
    except (tools.MissingPrograms, NotStarted) as error:
        print(error, file=sys.stderr)
    return 1


def _show_link(cluster: Cluster) -> None:
    """Print the sign-up link of the first administrator; only to a terminal, never to a log."""
    variables = cluster.state.variables
    link = admin_link(variables["DATABASE_URL"], variables["CONSOLE_URL"], first=True)
    if link:
        print(f"人工接待台还没有管理员，请在 24 小时内打开这个只能用一次的链接注册：\n  {link}", flush=True)


def _start_notice(cluster: Cluster, port: int) -> str:
    state = cluster.state
    parts = "\n".join(f"  {name:<12} {LOOPBACK}:{part.port}  pid {part.pid}" for name, part in state.parts.items())
    logs = cluster.folder / "logs"
    name = profile().assistant.name
    return f"{name}的集群已启动，请打开 http://{LOOPBACK}:{port}/ ，按 Ctrl-C 停止；日志在 {logs}\n{parts}"

"""Runs nginx with deploy/nginx.conf, and writes the files it includes for this machine."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from launch.announce import answers
from launch.cluster.program import NotStarted, Program
from launch.environment import LOOPBACK, ROOT

CONFIGURATION = ROOT / "deploy/nginx.conf"
UPSTREAMS = "upstreams.conf"


def write_settings(folder: Path, port: int, desk_port: int) -> None:
    """Put nginx.conf and what it includes into `folder`, except for the upstreams."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(CONFIGURATION, folder / CONFIGURATION.name)
    workers = "user www-data;\n" if os.geteuid() == 0 else ""
    (folder / "process.conf").write_text(f"{workers}worker_processes 2;\ndaemon off;\n")
    (folder / "listen.conf").write_text(f"listen {LOOPBACK}:{port};\n")
    (folder / "internal.conf").write_text(f"listen {LOOPBACK}:{desk_port};\n")


def upstreams(ports: Sequence[int]) -> str:
    """Return the file that names the instances, as deploy/nginx/upstreams.conf does for containers."""
    # max_fails=0: no failure is remembered. An instance that is down costs a request only a refused connection.
    # One that has come back is used at once, and if both failed once, both are still tried.
    servers = "".join(f"    server {LOOPBACK}:{port} max_fails=0;\n" for port in ports)
    settings = "    zone assistant 64k;\n    hash $stays consistent;\n"
    return f"upstream assistant {{\n{settings}{servers}    keepalive 32;\n}}\n"


def write_upstreams(folder: Path, ports: Sequence[int]) -> None:
    """Write the file of upstreams, atomically; nginx reads it at the next reload."""
    new = folder / f".{UPSTREAMS}"
    new.write_text(upstreams(ports))
    new.replace(folder / UPSTREAMS)


def check(nginx: str, folder: Path) -> None:
    """Raise NotStarted with nginx's message if its files are wrong."""
    result = subprocess.run(
        [nginx, "-t", "-q", "-p", str(folder), "-c", str(folder / CONFIGURATION.name)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if result.returncode != 0:
        raise NotStarted(f"nginx 的设置有误：{result.stderr.strip()}")


def program(nginx: str, folder: Path, port: int, environment: Mapping[str, str]) -> Program:
    return Program(
        "nginx",
        port,
        (nginx, "-p", str(folder), "-c", str(folder / CONFIGURATION.name)),
        lambda: answers(port, "/"),
        environment,
        folder,
    )

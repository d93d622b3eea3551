"""Starts the processes of a benchmark, and reads their memory and CPU time from /proc."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def pid_of(name: str, log: str) -> int:
    """Return the process that the launcher started last under a name that begins so, as its log says."""
    return int(re.findall(rf"{name}.* 已启动（进程 (\d+)）", log)[-1])


def memory(pid: int) -> float:
    """Return MB of physical memory (RSS)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def cpu(pid: int) -> float:
    """Return seconds of processor time, of the program and of the kernel for it."""
    # The name stands in parentheses and may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def program(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command` in `folder`, and stop it in the end."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)

"""The service of compose.yml that runs once a day: its own command, with a sleep that ends it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.test_compose import SERVICES
from tests.running import ROOT

SERVICE = SERVICES["expire"]


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs: Python, and a sleep that writes down for how long and ends who called it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    lines = {"python": f'exec {sys.executable} "$@"', "sleep": f'echo "$1" > {tmp_path}/slept; kill "$PPID"'}
    for name, line in lines.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o700)
    return folder


def run(part: list[str], programs: Path, url: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the service with its file in the place of the container's."""
    here = [word.replace("/tmp/expired", str(programs.parent / "expired")) for word in part]
    secret = programs.parent / "url"
    secret.write_text(url)
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**kept, "PATH": f"{programs}:{os.environ['PATH']}", "DATABASE_URL_FILE": str(secret)}
    return subprocess.run(here, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


def is_healthy(programs: Path) -> bool:
    return run(SERVICE["healthcheck"]["test"][1:], programs, "").returncode == 0


def test_it_expires_and_waits_for_a_day(programs: Path, postgres_url: str) -> None:
    assert not is_healthy(programs)
    ended = run(SERVICE["command"], programs, postgres_url)
    assert "180 天以前的" in ended.stdout, ended.stderr
    assert (programs.parent / "slept").read_text() == "86400\n"
    assert is_healthy(programs)
    long_ago = (programs.parent / "expired").stat().st_mtime - 3 * 86_400
    os.utime(programs.parent / "expired", (long_ago, long_ago))
    assert not is_healthy(programs)


def test_it_ends_when_it_could_not(programs: Path) -> None:
    ended = run(SERVICE["command"], programs, "postgresql://nobody@127.0.0.1:1/none")
    assert ended.returncode == 1
    assert "数据库打不开" in ended.stderr
    assert not is_healthy(programs)
    assert not (programs.parent / "slept").exists()

"""What the command line says when it cannot do as told."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping

import pytest

from launch.__main__ import _leave, exit_code, main
from launch.serving import ACTIONS_READY, READY
from tests.running import ROOT


def launch(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return launch_with({}, *arguments)


def launch_with(more: Mapping[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command with `more` environment variables."""
    return subprocess.run(
        [sys.executable, "-m", "launch", *arguments],
        cwd=ROOT, env={**os.environ, **more}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_a_taken_port_is_one_sentence() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        done = launch("run", "--port", str(port))
    assert done.returncode == 1
    assert done.stdout == ""
    [sentence] = done.stderr.splitlines()
    assert f"端口 {port} 不可用" in sentence
    assert "make run PORT=" in sentence


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", ""])
def test_no_port(port: str) -> None:
    done = launch("run", f"--port={port}")
    assert done.returncode == 2
    assert f"不是端口号：{port}" in done.stderr


@pytest.mark.parametrize("command", ["run", "shell", "cluster"])
def test_make_is_told_of_no_error_when_it_was_stopped(command: str) -> None:
    assert [exit_code(code, command, follows=True) for code in (130, 143, 0, 1, 137)] == [0, 0, 0, 1, 137]
    assert [exit_code(code, command, follows=False) for code in (130, 143)] == [130, 143]


def test_a_signal_while_it_begins_is_no_error_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("launch.__main__._run", lambda *_: _leave(signal.SIGTERM, None))
    assert main(["shell", "--follow", "1"]) == 0
    assert main(["shell"]) == 128 + signal.SIGTERM


def test_the_supervisor_is_told_how_a_part_of_it_ended() -> None:
    assert exit_code(143, "server", follows=True) == 143


def test_readiness_is_asked_where_it_is_told() -> None:
    from rasa_sdk.endpoint import create_app

    from channels.watch.health import READINESS_PATH

    assert READY == READINESS_PATH
    paths = [f"/{route.path}" for route in create_app("actions").router.routes]
    assert ACTIONS_READY in paths

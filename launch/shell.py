"""`make shell`: the same assistant in the terminal, for testers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch import programs
from launch.environment import LOOPBACK, action_endpoint
from launch.ports import free_port
from launch.preparation import model_to_serve
from launch.rasa_patches.end_of_input import leave_at_end_of_input
from launch.rasa_patches.numbered_choices import type_choices
from launch.supervisor import launch_command

LOG = Path("var/actions.log")


def talk(log_level: str) -> int:
    """Talk to the assistant until the tester leaves; returns the exit code."""
    port = free_port()
    os.environ["ACTION_ENDPOINT_URL"] = action_endpoint(port)
    with _action_server(port) as actions:
        model = model_to_serve()
        if actions.poll() is not None:
            print(f"动作服务没有启动，原因见 {LOG}", file=sys.stderr)
            return 1
        leave_at_end_of_input()
        type_choices()
        print("直接输入消息；有选项时回复序号或选项的文字。/restart 重新开始一个对话，/stop 离开。")
        programs.rasa(
            *("shell", "--quiet", "--model", str(model), "--endpoints", "endpoints.yml"),
            *("--interface", LOOPBACK, "--port", str(free_port())),
            log_level=log_level,
        )
    return 0


@contextmanager
def _action_server(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Beside the conversation and silent; in a session of its own, since Ctrl-C belongs to the conversation."""
    with LOG.open("wb") as log:
        process = subprocess.Popen(
            launch_command("actions", "--port", str(port)),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

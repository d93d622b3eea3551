"""`make run`: the web server and its action server on this machine's loopback address."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from launch import announce, programs
from launch.environment import LOOPBACK, action_endpoint, desk_endpoint
from launch.model import can_train
from launch.model_file import objection
from launch.ports import free_port, is_free
from launch.preparation import model_to_serve
from launch.publish.beginning import begin_with, view_with
from launch.publish.following import Begin, follower, shows
from launch.publish.running import boss_of
from launch.supervisor import launch_command, supervise
from owner.live import profile
from settings.console import Console
from settings.processes import Launcher
from settings.reading import SettingsRefused, read

# The readiness page of channels.watch.health; an open port is not enough, because it opens even without a model.
READY = "/readyz"
ACTIONS_READY = "/health"
CONSOLE_READY = "/health"
DESK = "人工接待台"


def run(port: int, settings: Launcher) -> int:
    """Serve on the port until stopped; returns the exit code."""
    if _is_taken(port):
        return 1
    # Only our own server asks there, so any will do: two assistants that start at once must not choose the same. Where
    # Prometheus asks as well, ACTIONS_PORT names it (docs/design/watching.md).
    action_port = settings.actions_port or free_port()
    os.environ["ACTION_ENDPOINT_URL"] = action_endpoint(action_port)
    commands = {
        "动作服务": launch_command("actions", "--port", str(action_port)),
        "Rasa 服务": launch_command("server", "--port", str(port), "--action-port", str(action_port)),
    }
    os.environ.setdefault("DESK_ENDPOINT_URL", desk_endpoint(port))
    if _has_desk(settings):
        commands[DESK] = launch_command("console", "--port", str(settings.console_port))
    return supervise(commands, _pages(port, action_port), {DESK})


def _has_desk(settings: Launcher) -> bool:
    """Return whether the agents' desk can be started; if not, say why, and the assistant runs without it."""
    if settings.console == "off":
        return False
    try:
        read(Console)
    except SettingsRefused as error:
        print(f"{DESK}没有启动：{error}", file=sys.stderr)
        return False
    if is_free(settings.console_port):
        return True
    notice = f"{DESK}没有启动：端口 {settings.console_port} 不可用（可能已被占用），请用 CONSOLE_PORT 换一个"
    print(f"{notice}；不需要它时设 CONSOLE=off", file=sys.stderr)
    return False


def serve(port: int, action_port: int, log_level: str, boss: int = 0) -> int:
    """Run the web server with an up-to-date model, later with published ones; return the exit code.

    `boss`: the process that restarts it. After a restart it serves what it served before, not later edits.
    """
    begun = begin_with(port, boss_of(boss))
    # Training takes long enough for somebody to start a second assistant in another window.
    if _is_taken(port):
        return 1
    started = f"{profile().assistant.name}已启动，请打开 http://{LOOPBACK}:{port}/"
    announce.say_when_answering(started, _pages(port, action_port))
    return _rasa(begun.model, port, LOOPBACK, log_level, follower(begun))


def serve_model(model: Path, port: int, interface: str, log_level: str) -> int:
    """Run Rasa with the given model, or with one trained from the present files if that one is unusable.

    Returns the exit code.
    """
    if not model.is_file():
        print(f"没有模型 {model}", file=sys.stderr)
        return 1
    wrong = objection(model)
    if wrong and not can_train():
        print(f"模型 {model} 用不了：{wrong}。请用这个版本的程序重新训练，或重新制作镜像。", file=sys.stderr)
        return 1
    if wrong:
        print(f"模型 {model} 用不了：{wrong}。改用由现有内容训练的模型。", file=sys.stderr, flush=True)
        model = model_to_serve()
    return _rasa(model, port, interface, log_level, shows(view_with(model)))


def _rasa(model: Path, port: int, interface: str, log_level: str, begin: Begin) -> int:
    programs.rasa(
        *("run", "--interface", interface, "--port", str(port), "--model", str(model)),
        *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
        log_level=log_level, begin=begin,
    )  # fmt: skip
    return 0


def _pages(port: int, action_port: int) -> Mapping[int, str]:
    return {port: READY, action_port: ACTIONS_READY}


def _is_taken(port: int) -> bool:
    if is_free(port):
        return False
    print(f"端口 {port} 不可用（可能已被占用），请换一个，例如：make run PORT={port + 1}", file=sys.stderr)
    return True

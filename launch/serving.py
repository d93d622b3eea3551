"""`make run`: the web server and its action server on this machine's loopback address."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from launch import announce, programs
from launch.environment import LOOPBACK, action_endpoint
from launch.model import can_train
from launch.model_file import objection
from launch.ports import free_port, is_free
from launch.preparation import model_to_serve
from launch.supervisor import launch_command, supervise
from owner.live import profile

# Where channels.watch.health says that a message would be answered: the port opens even when no model could be loaded.
READY = "/readyz"
ACTIONS_READY = "/health"


def run(port: int, action_port: int | None) -> int:
    """Serve on the port until stopped; returns the exit code."""
    if _is_taken(port):
        return 1
    # Only our own server asks there, so any will do: two assistants that start at once must not choose the same. Where
    # Prometheus asks as well, ACTIONS_PORT names it (docs/watching.md).
    action_port = action_port or free_port()
    os.environ["ACTION_ENDPOINT_URL"] = action_endpoint(action_port)
    commands = {
        "动作服务": launch_command("actions", "--port", str(action_port)),
        "Rasa 服务": launch_command("server", "--port", str(port), "--action-port", str(action_port)),
    }
    return supervise(commands, _pages(port, action_port))


def serve(port: int, action_port: int, log_level: str) -> int:
    """The web server itself, with an up-to-date model; returns the exit code."""
    model = model_to_serve()
    # Training takes long enough for somebody to start a second assistant in another window.
    if _is_taken(port):
        return 1
    started = f"{profile().assistant.name}已启动，请打开 http://{LOOPBACK}:{port}/"
    announce.say_when_answering(started, _pages(port, action_port))
    return _rasa(model, port, LOOPBACK, log_level)


def serve_model(model: Path, port: int, interface: str, log_level: str) -> int:
    """Rasa itself with a model that is there, or with one of the present files in place of one that is of no use;
    returns the exit code.
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
    return _rasa(model, port, interface, log_level)


def _rasa(model: Path, port: int, interface: str, log_level: str) -> int:
    programs.rasa(
        *("run", "--interface", interface, "--port", str(port), "--model", str(model)),
        *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
        log_level=log_level,
    )
    return 0


def _pages(port: int, action_port: int) -> Mapping[int, str]:
    return {port: READY, action_port: ACTIONS_READY}


def _is_taken(port: int) -> bool:
    if is_free(port):
        return False
    print(f"端口 {port} 不可用（可能已被占用），请换一个，例如：make run PORT={port + 1}", file=sys.stderr)
    return True

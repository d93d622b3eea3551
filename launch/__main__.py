"""`python -m launch run | shell | train | cluster | …`, each after converting and, as needed, training."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from launch import environment, logs, production
from launch.lifeline import end_with
from launch.model import TrainingFailed
from launch.preparation import ConversionFailed

NEEDS = {"run": ("actions", "rasa"), "server": ("rasa",), "instance": ("rasa",), "actions": ("actions",)}
"""Which parts of the assistant a command starts itself."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = _arguments(argv)
    try:
        # Before the defaults, which are those of a single machine.
        production.read_secret_files(os.environ)
        production.require(os.environ, NEEDS.get(arguments.command, ()))
    except production.NotConfigured as error:
        print(error, file=sys.stderr)
        return 1
    environment.prepare()
    logs.begin()
    # As an exception, so that what was begun is cleared away.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    if arguments.follow:
        end_with(arguments.follow)
    try:
        return _do(arguments)
    except TrainingFailed:
        print("训练没有成功，原因见上", file=sys.stderr)
        return 1
    except ConversionFailed:
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m launch", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="serve the assistant")
    commands.add_parser("shell", help="talk to it in the terminal")
    commands.add_parser("train", help="print the model's path")
    server = commands.add_parser("server", help="part of run: Rasa")
    actions = commands.add_parser("actions", help="part of run and shell: the action server")
    instance = commands.add_parser("instance", help="part of a cluster: Rasa with a model that is there")
    cluster = commands.add_parser("cluster", help="several instances behind nginx, with PostgreSQL and Redis")
    sweep = commands.add_parser("sweep", help="part of cluster: stops what a killed one left")
    for command in (run, server, actions, instance, cluster):
        command.add_argument("--port", type=_port, required=True)
    instance.add_argument("--interface", default=environment.LOOPBACK, help="the address to listen on")
    instance.add_argument("--model", type=Path, required=True)
    sweep.add_argument("--folder", type=Path, required=True)
    sweep.add_argument("--owner", type=int, required=True)
    server.add_argument("--action-port", type=_port, required=True)
    for command in commands.choices.values():
        command.add_argument("--follow", type=int, metavar="PID", help="end when this process has ended")
    return parser.parse_args(argv)


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"不是端口号：{text}")
    return int(text)


def _do(arguments: argparse.Namespace) -> int:
    """Each command imports what it needs: the action server starts in a second, and TensorFlow would cost it four."""
    if arguments.command == "actions":
        from launch import programs

        programs.action_server(arguments.port)
        return 0
    if arguments.command == "sweep":
        from launch.cluster.running import sweep

        sweep(arguments.folder, arguments.owner)
        return 0
    from launch import serving, shell
    from launch.preparation import prepared_model

    if arguments.command == "run":
        return serving.run(arguments.port)
    if arguments.command == "server":
        return serving.serve(arguments.port, arguments.action_port)
    if arguments.command == "instance":
        return serving.serve_model(arguments.model, arguments.port, arguments.interface)
    if arguments.command == "cluster":
        from launch.cluster.serving import FOLDER, serve

        return serve(FOLDER, arguments.port)
    if arguments.command == "shell":
        return shell.talk()
    print(prepared_model().relative_to(environment.ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())

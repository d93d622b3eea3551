"""`python -m launch run | shell | train`, each after converting and, as needed, training."""

import argparse
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from launch import environment
from launch.lifeline import end_with
from launch.model import TrainingFailed
from launch.preparation import ConversionFailed


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = _arguments(argv)
    environment.prepare()
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
    for command in (run, server, actions):
        command.add_argument("--port", type=_port, required=True)
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
    from launch import serving, shell
    from launch.preparation import prepared_model

    if arguments.command == "run":
        return serving.run(arguments.port)
    if arguments.command == "server":
        return serving.serve(arguments.port, arguments.action_port)
    if arguments.command == "shell":
        return shell.talk()
    print(prepared_model().relative_to(environment.ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())

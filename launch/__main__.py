"""`python -m launch run | shell | train | cluster | …`, each after converting and, as needed, training."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from launch import environment, logs
from launch.commands import COMMANDS, Do
from launch.conversion import ConversionFailed
from launch.lifeline import end_with
from launch.model import TrainingFailed
from launch.rasa_patches.patches import LOADED_BY, other_versions
from launch.startup_checks import NotInOrder, check_before_start
from persistence.full_disk import is_full, sentence
from settings.common import Common
from settings.reading import SettingsRefused

STARTED_BY_MAKE = ("run", "shell", "cluster")
STOPPED = (128 + signal.SIGINT, 128 + signal.SIGTERM)
"""Exit codes of a command that a signal has stopped in good order."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = _arguments(argv)
    try:
        # Before the defaults, which are those of a single machine.
        settings, do = COMMANDS[arguments.command].ready(arguments)
    except SettingsRefused as error:
        print(error, file=sys.stderr)
        return 1
    try:
        code = _run(arguments, settings, do)
    except SystemExit as left:
        if left.code not in STOPPED:
            raise
        code = left.code
    except Exception as error:
        if not is_full(error):
            raise
        print(sentence(environment.ROOT), file=sys.stderr)
        return 1
    return exit_code(code, arguments.command, follows=bool(arguments.follow))


def _run(arguments: argparse.Namespace, settings: Common, do: Do) -> int:
    environment.hand_on(settings)
    environment.prepare()
    logs.begin(json=settings.log_format == "json", level=settings.log_level)
    for warning in other_versions(LOADED_BY.get(arguments.command, ())):
        print(warning, file=sys.stderr)
    # As an exception, so that cleanup runs.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    # A process that a script starts in the background ignores SIGINT by default.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if arguments.follow:
        end_with(arguments.follow)
    try:
        check_before_start(arguments.command, settings)
        return do()
    except NotInOrder as error:
        print(error, file=sys.stderr)
        return 1
    except TrainingFailed:
        print("训练没有成功，原因见上", file=sys.stderr)
        return 1
    except ConversionFailed:
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def exit_code(code: int, command: str, *, follows: bool) -> int:
    """Return 0 in place of a signal's exit code if make started the command. `follows`: it ends with make.

    make reports every code but 0 as an error, also after Ctrl-C. systemd and scripts do not use make and get `code`.
    """
    return 0 if follows and command in STARTED_BY_MAKE and code in STOPPED else code


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
    console = commands.add_parser("console", help="part of run: the agents' desk")
    link = commands.add_parser("admin-link", help="print a link by which somebody becomes the desk's administrator")
    instance = commands.add_parser("instance", help="part of a cluster: Rasa with a model that is there")
    cluster = commands.add_parser("cluster", help="several instances behind nginx, with PostgreSQL and Redis")
    publish = commands.add_parser("publish", help="have users get the present files, if they stand the tests")
    release = commands.add_parser("release", help="the same")
    rollback = commands.add_parser("rollback", help="have them get what was before")
    history = commands.add_parser("history", help="who published what, and when")
    gate = commands.add_parser("gate", help="part of publish: examine a model")
    sweep = commands.add_parser("sweep", help="part of cluster: stops what a killed one left")
    for command in (run, server, actions, instance, cluster):
        command.add_argument("--port", type=_port, required=True)
    console.add_argument("--port", type=_port)
    for command in (publish, release, rollback):
        command.add_argument("--by", default="", help="who does it; default: the login name")
        command.add_argument("--yes", action="store_true", help="without asking")
        command.add_argument("--to", type=int, default=0, help="of rollback: the version to go back to")
    for command in (cluster, sweep, publish, release, rollback, history, link):
        command.add_argument("--folder", type=_absolute, default=environment.ROOT / "var/cluster", help="the cluster's")
    for command in (instance, gate):
        command.add_argument("--model", type=_absolute, required=True)
    instance.add_argument("--interface", default=environment.LOOPBACK, help="the address to listen on")
    sweep.add_argument("--owner", type=int, required=True)
    server.add_argument("--action-port", type=_port, required=True)
    for command in commands.choices.values():
        command.add_argument("--follow", type=int, metavar="PID", help="end when this process has ended")
    return parser.parse_args(argv)


def _absolute(text: str) -> Path:
    """Before the working directory becomes the project's."""
    return Path(text).absolute()


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"不是端口号：{text}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())

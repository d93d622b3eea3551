"""`python -m launch run | shell | train | cluster | …`, each after converting and, as needed, training."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from launch import environment, logs
from launch.commands import COMMANDS, Do
from launch.conversion import ConversionFailed
from launch.lifeline import end_with
from launch.model import TrainingFailed
from launch.rasa_patches.patches import LOADED_BY, other_versions
from launch.startup_checks import ProjectNotReady, check_before_start
from persistence.full_disk import is_full, sentence
from settings.common import Common
from settings.reading import SettingsRefused

MEANINGS = {
    "run": "serve the assistant",
    "shell": "talk to it in the terminal",
    "train": "print the model's path",
    "server": "part of run: Rasa",
    "actions": "part of run and shell: the action server",
    "console": "part of run: the agents' desk",
    "admin-link": "print a link by which somebody becomes the desk's administrator",
    "instance": "part of a cluster: Rasa with a model that is there",
    "cluster": "several instances behind nginx, with PostgreSQL and Redis",
    "publish": "have users get the present files, if they stand the tests",
    "release": "the same",
    "rollback": "have them get what was before",
    "history": "who published what, and when",
    "gate": "part of publish: examine a model",
    "sweep": "part of cluster: stops what a killed one left",
}
"""What `--help` says of each command."""

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
    except ProjectNotReady as error:
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
    parsers = {name: commands.add_parser(name, help=meaning) for name, meaning in MEANINGS.items()}

    def add(names: str, option: str, **settings: Any) -> None:
        for name in names.split():
            parsers[name].add_argument(option, **settings)

    add("run server actions instance cluster", "--port", type=_port, required=True)
    add("console", "--port", type=_port)
    add("publish release rollback", "--by", default="", help="who does it; default: the login name")
    add("publish release rollback", "--yes", action="store_true", help="without asking")
    add("publish release rollback", "--to", type=int, default=0, help="of rollback: the version to go back to")
    folder = environment.ROOT / "var/cluster"
    of_a_cluster = "cluster sweep publish release rollback history admin-link"
    add(of_a_cluster, "--folder", type=_absolute, default=folder, help="the cluster's")
    add("instance gate", "--model", type=_absolute, required=True)
    add("instance", "--interface", default=environment.LOOPBACK, help="the address to listen on")
    add("sweep", "--owner", type=int, required=True)
    add("server", "--action-port", type=_port, required=True)
    add(" ".join(MEANINGS), "--follow", type=int, metavar="PID", help="end when this process has ended")
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

"""The commands of `python -m launch`: what each does, and which settings it reads first.

Each imports what it needs: the action server starts in a second, and Rasa would cost it two.
"""

import getpass
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from launch import environment
from settings.common import Common
from settings.console import Console
from settings.processes import ActionServer, Launcher, RasaServer, action_server, rasa_server
from settings.reading import read

if TYPE_CHECKING:
    from launch.publish.publishing import PublishOptions

MOST_OF_A_NAME = 64

Do = Callable[[], int]
"""Does what the command line says; returns the exit code."""

_S = TypeVar("_S", bound=Common)


class Command(Protocol):
    def ready(self, args: Namespace) -> tuple[Common, Do]:
        """Read the process's settings; returns them and what is to be done with them. Raises SettingsRefused."""
        ...


@dataclass(frozen=True)
class SettingsCommand(Generic[_S]):
    """`checked`: what the processes that it starts will read, so that it is refused before anything is prepared."""

    read: Callable[[], _S]
    do: Callable[[Namespace, _S], int]
    checked: tuple[type[Common], ...] = ()

    def ready(self, args: Namespace) -> tuple[Common, Do]:
        for kind in self.checked:
            read(kind)
        settings = self.read()
        return settings, partial(self.do, args, settings)


def _launcher() -> Launcher:
    return read(Launcher)


def _console_settings() -> Console:
    return read(Console)


def _actions(args: Namespace, settings: ActionServer) -> int:
    from launch import programs

    programs.action_server(args.port, settings)
    return 0


def _run(args: Namespace, settings: Launcher) -> int:
    from launch import serving

    return serving.run(args.port, settings)


def _console(args: Namespace, settings: Console) -> int:
    from console import server
    from launch.desk_address import record_address

    port = args.port or settings.console_port
    with record_address(settings, port):
        return server.serve(port, settings)


def _admin_link(args: Namespace, settings: Console) -> int:
    from console import server
    from launch.cluster.running import is_running
    from launch.cluster.state import read as read_state
    from launch.desk_address import address_of

    if is_running(args.folder):
        variables = read_state(args.folder).variables
        print(server.admin_link(variables["DATABASE_URL"], variables["CONSOLE_URL"]))
    else:
        print(server.admin_link(settings.database, address_of(settings)))
    return 0


def _server(args: Namespace, settings: RasaServer) -> int:
    from launch import serving

    return serving.serve(args.port, args.action_port, settings.log_level, args.follow or 0)


def _instance(args: Namespace, settings: RasaServer) -> int:
    from launch import serving

    return serving.serve_model(args.model, args.port, args.interface, settings.log_level)


def _shell(_: Namespace, settings: Launcher) -> int:
    from launch import shell

    return shell.talk(settings.log_level)


def _train(_: Namespace, __: Launcher) -> int:
    from launch.preparation import prepared_model

    print(prepared_model().relative_to(environment.ROOT))
    return 0


def _cluster(args: Namespace, settings: Launcher) -> int:
    from launch.cluster.serving import serve

    return serve(args.folder, args.port, settings.console_port if settings.console == "on" else None)


def _sweep(args: Namespace, _: Launcher) -> int:
    from launch.cluster.running import sweep

    sweep(args.folder, args.owner)
    return 0


def _gate(args: Namespace, _: Launcher) -> int:
    from launch.release.commands import check

    return check(args.model)


def _publish(args: Namespace, settings: Launcher) -> int:
    from launch.publish import commands

    return commands.publish(_wish(args, settings))


def _rollback(args: Namespace, settings: Launcher) -> int:
    from launch.publish import commands

    return commands.go_back(_wish(args, settings))


def _wish(args: Namespace, settings: Launcher) -> "PublishOptions":
    from launch.publish.publishing import PublishOptions

    who = (args.by or getpass.getuser())[:MOST_OF_A_NAME]
    # Under its first name nobody was asked, and without a terminal nobody can be.
    yes = args.yes or (args.command == "release" and not sys.stdin.isatty())
    return PublishOptions(args.folder, who, settings.database, yes, args.to)


def _history(args: Namespace, settings: Launcher) -> int:
    from launch.publish import commands

    return commands.history(args.folder, settings.database)


COMMANDS: Mapping[str, Command] = {
    "actions": SettingsCommand(action_server, _actions),
    "run": SettingsCommand(_launcher, _run, (RasaServer, ActionServer)),
    "server": SettingsCommand(rasa_server, _server),
    "instance": SettingsCommand(rasa_server, _instance),
    "console": SettingsCommand(_console_settings, _console),
    "admin-link": SettingsCommand(_console_settings, _admin_link),
    "shell": SettingsCommand(_launcher, _shell, (ActionServer,)),
    "train": SettingsCommand(_launcher, _train),
    "cluster": SettingsCommand(_launcher, _cluster),
    "sweep": SettingsCommand(_launcher, _sweep),
    "gate": SettingsCommand(_launcher, _gate),
    "publish": SettingsCommand(_launcher, _publish),
    "release": SettingsCommand(_launcher, _publish),
    "rollback": SettingsCommand(_launcher, _rollback),
    "history": SettingsCommand(_launcher, _history),
}

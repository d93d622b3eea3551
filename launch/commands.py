"""What each command of `python -m launch` does, and which settings it reads first.

Each imports what it needs: the action server starts in a second, and Rasa would cost it two.
"""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from launch import environment
from settings.common import Common
from settings.processes import ActionServer, Launcher, RasaServer, action_server, rasa_server
from settings.reading import read

Do = Callable[[], int]
"""Does what the command line says; returns the exit code."""

_S = TypeVar("_S", bound=Common)


class Command(Protocol):
    def ready(self, given: Namespace) -> tuple[Common, Do]:
        """Read the process's settings; returns them and what is to be done with them. Raises Refused."""
        ...


@dataclass(frozen=True)
class Reading(Generic[_S]):
    """`checked`: what the processes that it starts will read, so that it is refused before anything is prepared."""

    read: Callable[[], _S]
    do: Callable[[Namespace, _S], int]
    checked: tuple[type[Common], ...] = ()

    def ready(self, given: Namespace) -> tuple[Common, Do]:
        for kind in self.checked:
            read(kind)
        settings = self.read()
        return settings, partial(self.do, given, settings)


def _launcher() -> Launcher:
    return read(Launcher)


def _actions(given: Namespace, settings: ActionServer) -> int:
    from launch import programs

    programs.action_server(given.port, settings)
    return 0


def _run(given: Namespace, settings: Launcher) -> int:
    from launch import serving

    return serving.run(given.port, settings.actions_port)


def _server(given: Namespace, settings: RasaServer) -> int:
    from launch import serving

    return serving.serve(given.port, given.action_port, settings.log_level)


def _instance(given: Namespace, settings: RasaServer) -> int:
    from launch import serving

    return serving.serve_model(given.model, given.port, given.interface, settings.log_level)


def _shell(_: Namespace, settings: Launcher) -> int:
    from launch import shell

    return shell.talk(settings.log_level)


def _train(_: Namespace, __: Launcher) -> int:
    from launch.preparation import prepared_model

    print(prepared_model().relative_to(environment.ROOT))
    return 0


def _cluster(given: Namespace, _: Launcher) -> int:
    from launch.cluster.serving import serve

    return serve(given.folder, given.port)


def _sweep(given: Namespace, _: Launcher) -> int:
    from launch.cluster.running import sweep

    sweep(given.folder, given.owner)
    return 0


def _gate(given: Namespace, _: Launcher) -> int:
    from launch.release.commands import check

    return check(given.model)


def _release(given: Namespace, _: Launcher) -> int:
    from launch.release.commands import publish

    return publish(given.folder)


def _rollback(given: Namespace, _: Launcher) -> int:
    from launch.release.commands import go_back

    return go_back(given.folder)


COMMANDS: Mapping[str, Command] = {
    "actions": Reading(action_server, _actions),
    "run": Reading(_launcher, _run, (RasaServer, ActionServer)),
    "server": Reading(rasa_server, _server),
    "instance": Reading(rasa_server, _instance),
    "shell": Reading(_launcher, _shell, (ActionServer,)),
    "train": Reading(_launcher, _train),
    "cluster": Reading(_launcher, _cluster),
    "sweep": Reading(_launcher, _sweep),
    "gate": Reading(_launcher, _gate),
    "release": Reading(_launcher, _release),
    "rollback": Reading(_launcher, _rollback),
}

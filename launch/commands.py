"""What each command of `python -m launch` does.

Each imports what it needs: the action server starts in a second, and TensorFlow would cost it four.
"""

from argparse import Namespace
from collections.abc import Callable, Mapping

from launch import environment


def _actions(given: Namespace) -> int:
    from launch import programs

    programs.action_server(given.port)
    return 0


def _run(given: Namespace) -> int:
    from launch import serving

    return serving.run(given.port)


def _server(given: Namespace) -> int:
    from launch import serving

    return serving.serve(given.port, given.action_port)


def _instance(given: Namespace) -> int:
    from launch import serving

    return serving.serve_model(given.model, given.port, given.interface)


def _shell(_: Namespace) -> int:
    from launch import shell

    return shell.talk()


def _train(_: Namespace) -> int:
    from launch.preparation import prepared_model

    print(prepared_model().relative_to(environment.ROOT))
    return 0


def _cluster(given: Namespace) -> int:
    from launch.cluster.serving import serve

    return serve(given.folder, given.port)


def _sweep(given: Namespace) -> int:
    from launch.cluster.running import sweep

    sweep(given.folder, given.owner)
    return 0


def _gate(given: Namespace) -> int:
    from launch.release.commands import check

    return check(given.model)


def _release(given: Namespace) -> int:
    from launch.release.commands import publish

    return publish(given.folder)


def _rollback(given: Namespace) -> int:
    from launch.release.commands import go_back

    return go_back(given.folder)


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "actions": _actions,
    "run": _run,
    "server": _server,
    "instance": _instance,
    "shell": _shell,
    "train": _train,
    "cluster": _cluster,
    "sweep": _sweep,
    "gate": _gate,
    "release": _release,
    "rollback": _rollback,
}

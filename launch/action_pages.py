"""What the action server shows to operators: its metrics, beside the page /health that the SDK has."""

import logging
from collections.abc import Mapping

import pluggy
from sanic import Sanic

from actions.tickets.collector import desk_collector
from watching.errors import ErrorCounter
from watching.pages import add_pages, registry

implements = pluggy.HookimplMarker("rasa_sdk")


class ActionPages:
    """A plug-in of the SDK, which is how it lets one add to its server."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    @implements
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        of = registry()
        of.register(desk_collector(self._environment))
        logging.getLogger().addHandler(ErrorCounter(of))
        add_pages(app, of, self._environment, slow=True)


def show_pages(environment: Mapping[str, str]) -> None:
    """Add them to the server that this process will start."""
    from rasa_sdk.plugin import plugin_manager

    plugin_manager().register(ActionPages(environment))

"""WatchInput: metrics, liveness and request ids on Rasa's server; time limits for calls and for a hanging loop."""

import logging
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any

from prometheus_client import CollectorRegistry
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic

from channels.rasa_server import OnNewMessage, RasaAgent, agent_of
from channels.settings import server_settings, words
from channels.watch.actions import ActionMeters, watch_actions
from channels.watch.collector import ServerCollector
from channels.watch.health_checks import HealthChecks
from channels.watch.state import Watch, keep_watch
from channels.watch.watchdog import Watchdog
from observability.errors import ErrorCounter
from observability.pages import add_pages, registry
from observability.readers import Readers
from observability.turns import TurnMeters
from settings.processes import RasaServer
from understanding.labels import answers_among

Listener = Callable[..., Coroutine[object, object, None]]
"""As Sanic takes it: with the app and the loop."""


class WatchInput(InputChannel):
    """A channel without messages, because Rasa lets only channels add to its server.

    Without it nothing is counted, and a hanging action server is waited for as long as Rasa itself would wait.

    credentials.yml:
        channels.watch.input.WatchInput: {}
    """

    @classmethod
    def name(cls) -> str:
        return "watch"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "WatchInput":
        words("The channel of metrics", credentials or {}, ())
        return cls(server_settings())

    def __init__(self, server: RasaServer) -> None:
        self._server = server

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        return WatchBlueprint(self._server)


class WatchBlueprint(Blueprint):
    def __init__(self, server: RasaServer) -> None:
        super().__init__("watch")
        self.ctx.settings = server

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Add the pages that are not under a channel's address; each server has its own metrics registry."""
        super().register(app, options)  # type: ignore[no-untyped-call]
        server: RasaServer = self.ctx.settings
        of = registry()
        add_pages(app, of, Readers(server.metrics_from))
        of.register(ServerCollector(app))
        errors = ErrorCounter(of)
        logging.getLogger().addHandler(errors)
        app.register_listener(_begin_with(of, server.action_timeout), "after_server_start")
        app.register_listener(_end_with(errors), "after_server_stop")
        if server.hang_timeout:
            _guard(app, Watchdog(server.hang_timeout))


def _begin_with(of: CollectorRegistry, seconds: float) -> Listener:
    async def begin(app: Sanic, *_: object) -> None:
        # Rasa's server knows its channels only once all are registered, and its agent once it has started.
        talking = (channel.name() for channel in app.ctx.input_channels if hasattr(channel, "guard"))
        watch = Watch(TurnMeters(of, talking), HealthChecks(app))
        keep_watch(app, watch)
        agent = agent_of(app)
        if agent is None:
            return
        know = partial(_know_answers, watch.meters)
        know(agent)
        # A model that is published later may have other answers.
        app.ctx.of_new_models = [know]
        watch_actions(agent, ActionMeters(of), seconds)

    return begin


def _know_answers(meters: TurnMeters, agent: RasaAgent) -> None:
    meters.know_answers(answers_among(agent.domain.responses.items() if agent.domain else ()))


def _guard(app: Sanic, watchdog: Watchdog) -> None:
    async def begin(*_: object) -> None:
        watchdog.begin()

    async def end(*_: object) -> None:
        watchdog.end()

    app.register_listener(begin, "after_server_start")
    app.register_listener(end, "after_server_stop")


def _end_with(errors: logging.Handler) -> Listener:
    async def end(*_: object) -> None:
        logging.getLogger().removeHandler(errors)

    return end

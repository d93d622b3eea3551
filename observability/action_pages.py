"""Adds /metrics and /healthz to the action server, with the number of events the desk has not taken."""

import logging
from collections.abc import Callable, Iterator

import pluggy
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sanic import Sanic

from observability.errors import ErrorCounter
from observability.pages import add_pages, registry
from observability.readers import Readers

logger = logging.getLogger(__name__)

implements = pluggy.HookimplMarker("rasa_sdk")

Waiting = Callable[[], tuple[int, int]]
"""Asks the database how many events the desk has not taken, and how many of them were sent in vain."""


class DeskCollector(Collector):
    """Asks the database each time; the figures are the same in every process that shares it."""

    def __init__(self, waiting: Waiting) -> None:
        self._waiting = waiting

    def collect(self) -> Iterator[Metric]:
        try:
            waiting, failing = self._waiting()
        except Exception as error:  # each database has errors of its own; the other figures are still worth reading
            logger.error("Tickets could not be counted: %s", type(error).__name__)
            return
        yield GaugeMetricFamily("xueshi_desk_pending", "Events the desk has not taken yet", waiting)
        yield GaugeMetricFamily("xueshi_desk_failing", "Those of them that were sent in vain at least once", failing)

    def describe(self) -> list[Metric]:
        """Nothing is asked when the collector is registered."""
        return []


class ActionPages:
    """A plug-in of the SDK, which is how it lets one add to its server."""

    def __init__(self, readers: Readers, waiting: Waiting) -> None:
        self._readers = readers
        self._waiting = waiting

    @implements
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        of = registry()
        of.register(DeskCollector(self._waiting))
        logging.getLogger().addHandler(ErrorCounter(of))
        add_pages(app, of, self._readers, slow=True)

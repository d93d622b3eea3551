"""DeskCollector: how many events the desk has not taken yet."""

import logging
from collections.abc import Iterator, Mapping

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from actions.tickets.store import TicketStore
from storage.places import database_url

logger = logging.getLogger(__name__)


class DeskCollector(Collector):
    """Asks the database each time; the figures are the same in every process that shares it."""

    def __init__(self, store: TicketStore) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        try:
            waiting, failing = self._store.waiting()
        except Exception as error:  # each database has errors of its own; the other figures are still worth reading
            logger.error("Tickets could not be counted: %s", type(error).__name__)
            return
        yield GaugeMetricFamily("xueshi_desk_pending", "Events the desk has not taken yet", waiting)
        yield GaugeMetricFamily("xueshi_desk_failing", "Those of them that were sent in vain at least once", failing)

    def describe(self) -> list[Metric]:
        """Nothing is asked when the collector is registered."""
        return []


def desk_collector(environment: Mapping[str, str]) -> DeskCollector:
    return DeskCollector(TicketStore(database_url(environment)))

"""The desk's metrics for Prometheus: open requests, agents online, messages not yet delivered."""

import asyncio
import logging
import time
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response

from console.http.problem import NOT_FROM_HERE, refused
from observability.readers import Readers
from persistence.database import Database
from persistence.helpdesk.presence import Presence
from persistence.tables import desk_outbox, tickets

logger = logging.getLogger(__name__)

STATES = ("waiting", "active", "left")


class ConsoleCollector(Collector):
    """Queries the database at each scrape."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[Metric]:
        try:
            yield from self._read(time.time())
        except Exception as error:  # each database has its own errors; the other metrics are still served
            logger.error("The desk could not be counted: %s", type(error).__name__)

    def describe(self) -> list[Metric]:
        """Return nothing at registration, so that the database is not queried."""
        return []

    def _read(self, now: float) -> Iterator[Metric]:
        by_state = select(tickets.c.state, func.count().label("many"), func.min(tickets.c.waiting_since).label("since"))
        pending = select(func.count(), func.min(desk_outbox.c.at)).where(desk_outbox.c.state == "pending")
        with self._database.begin() as connection:
            query = by_state.where(tickets.c.state.in_(STATES)).group_by(tickets.c.state)
            rows = {row.state: row for row in connection.execute(query)}
            waits, oldest = connection.execute(pending).one()
        there = Presence(self._database).there(now)
        requests = GaugeMetricFamily("xueshi_console_requests", "Open requests for a person", labels=["state"])
        for state in STATES:
            requests.add_metric([state], rows[state].many if state in rows else 0)
        agents = GaugeMetricFamily("xueshi_console_agents", "Agents who take requests", labels=["which"])
        agents.add_metric(["online"], there.online)
        agents.add_metric(["free"], there.free)
        since = rows["waiting"].since if "waiting" in rows else None
        longest = max(0.0, now - datetime.fromisoformat(since).timestamp()) if since else 0.0
        yield from (requests, agents)
        yield GaugeMetricFamily("xueshi_console_longest_wait_seconds", "Of who waits for a person", longest)
        yield GaugeMetricFamily("xueshi_console_outbox", "Messages of agents not delivered yet", waits)
        age = max(0.0, now - oldest) if oldest is not None else 0.0
        yield GaugeMetricFamily("xueshi_console_outbox_age_seconds", "Age of the oldest of them", age)


class Metrics:
    """Serves the metrics page. `readers`: who may read it besides this machine."""

    def __init__(self, database: Database, readers: Readers) -> None:
        self._readers = readers
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(ConsoleCollector(database))

    async def page(self, request: Request) -> Response:
        address = request.client.host if request.client else ""
        if not self._readers.may(address, request.headers):
            return refused(request, NOT_FROM_HERE)
        body = await asyncio.to_thread(generate_latest, self._registry)
        return Response(body, headers={"Content-Type": CONTENT_TYPE_LATEST})

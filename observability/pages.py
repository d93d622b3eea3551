"""Adds the operators' pages and request ids to a Sanic server."""

import asyncio
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from observability.readers import Readers
from observability.request_id import HEADER, accepted_id, request_id

METRICS_PATH = "/metrics"
LIVENESS_PATH = "/healthz"


def registry() -> CollectorRegistry:
    """Return a registry with the process's own figures: memory, CPU time, open files, garbage collection."""
    # A second series for each counter, of which Prometheus makes nothing.
    disable_created_metrics()  # type: ignore[no-untyped-call]
    made = CollectorRegistry()
    for collector in (ProcessCollector, PlatformCollector, GCCollector):
        collector(registry=made)
    return made


def add_pages(app: Sanic, of: CollectorRegistry, readers: Readers, *, slow: bool = False) -> None:
    """Serve /metrics to those who may read it and /healthz to all, HEAD as GET, and give each request its id.

    `slow`: collecting asks a database, so it must not hold up the server.
    """

    async def metrics(request: Request) -> HTTPResponse:
        if not readers.may(request.ip, request.headers):
            return response.json({"error": "only for this machine, and not through a proxy (METRICS_FROM)"}, status=403)
        body = await asyncio.to_thread(generate_latest, of) if slow else generate_latest(of)
        return response.raw(body, content_type=CONTENT_TYPE_LATEST)

    async def alive(_: Request) -> HTTPResponse:
        """Whoever gets this knows that the process lives and its event loop has time."""
        return response.json({"status": "alive"})

    app.add_route(metrics, METRICS_PATH, methods=["GET"], name="metrics")
    app.add_route(alive, LIVENESS_PATH, methods=["GET"], name="alive")
    # Before Sanic looks for a route: each is found for GET alone. It has noted by then that no body may be sent.
    app.signal("http.lifecycle.request")(_as_get)
    app.register_middleware(_begin, "request")
    app.register_middleware(_end, "response")


async def _as_get(request: Request) -> None:
    """Answer HEAD as GET, without the body."""
    if request.method == "HEAD" and "upgrade" not in request.headers:
        request.method = "GET"


async def _begin(request: Request) -> None:
    # The turns of a web socket have ids of their own: it lasts as long as the user stays.
    is_socket = request.headers.get("upgrade", "").lower() == "websocket"
    request_id.set(None if is_socket else accepted_id(request.headers.get(HEADER)))


async def _end(_: Request, answer: Any) -> None:
    current = request_id.get()
    if current and answer is not None:
        answer.headers[HEADER] = current

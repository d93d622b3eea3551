"""Builds the desk's Starlette application: its routes, and the tasks that run beside them."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

import yaml
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from console.http.endpoint import endpoint
from console.http.headers import headers
from console.http.problem import FAILED, NO_SUCH_ADDRESS, NO_SUCH_HOST, Problem, refused
from console.live.changes import HelpdeskChanges
from console.live.delivery import PacketDelivery
from console.live.endpoint import RasaEndpoint
from console.live.form_expiry import FormExpiry
from console.live.poller import Poller
from console.metrics import Metrics
from console.pages import ConsolePages
from console.routes import RULES
from console.services import ConsoleServices

logger = logging.getLogger(__name__)

HEALTH, METRICS_PATH = "/health", "/metrics"

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def app_of(services: ConsoleServices, pages: ConsolePages) -> Starlette:
    """Build the application. Without `services.rasa_endpoint` the background tasks do not run."""
    routes = [Route(rule.path, endpoint(rule, services), methods=[rule.method]) for rule in RULES]
    routes += [
        Route("/", pages.index, methods=["GET"]),
        Route("/assets/{name}", pages.asset, methods=["GET"]),
        Route(HEALTH, _health, methods=["GET"]),
        Route(METRICS_PATH, Metrics(services.database, services.installation.readers).page, methods=["GET"]),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(KnownHost, hosts=services.installation.hosts)],
        exception_handlers={HTTPException: _no_such, Exception: _failed},
        lifespan=_beside(services),
    )
    # Only the exact paths above exist.
    app.router.redirect_slashes = False
    return app


def _beside(services: ConsoleServices) -> Lifespan:
    @asynccontextmanager
    async def beside(_: Starlette) -> AsyncIterator[None]:
        tasks = (
            [asyncio.create_task(task) for task in _running(services, services.rasa_endpoint)]
            if services.rasa_endpoint
            else []
        )
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            services.database.close()

    return beside


def _running(services: ConsoleServices, rasa_endpoint: RasaEndpoint) -> list[Any]:
    changes = HelpdeskChanges(services.database)
    return [
        PacketDelivery(services.outbox, rasa_endpoint, services.hub).run(),
        Poller(changes, services.handovers, rasa_endpoint, services.hub, services.staff_notices).run(),
        services.staff_notices.run(),
        FormExpiry(services.database).run(),
        _ready(services),
    ]


async def _ready(services: ConsoleServices) -> None:
    """Read the content at the start, so that the first agent who writes need not wait for it."""
    try:
        await asyncio.to_thread(services.nearest.public)
    except (OSError, yaml.YAMLError) as error:
        logger.warning("The content could not be read (%s): it is tried again.", type(error).__name__)


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"}, headers=dict(headers()))


async def _no_such(request: Request, error: Exception) -> Response:
    """Answer Starlette's own errors: an unknown path or a wrong method. Handlers raise Problem instead."""
    status = error.status_code if isinstance(error, HTTPException) else NO_SUCH_ADDRESS.status
    return refused(request, Problem(status, NO_SUCH_ADDRESS.body["error"]))


async def _failed(request: Request, _: Exception) -> Response:
    return refused(request, FAILED)


class KnownHost:
    """Refuses requests whose Host is not the desk's; this stops DNS rebinding."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._knows(Request(scope)):
            await refused(Request(scope), NO_SUCH_HOST)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _knows(self, request: Request) -> bool:
        named = request.headers.getlist("host")
        host = named[0].lower() if len(named) == 1 else ""
        name = host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
        return name in self._hosts

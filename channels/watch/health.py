"""Readiness: whether messages are answered, part by part. Rasa's own pages say 200 even when no model was loaded."""

from typing import Any

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

READINESS_PATH = "/readyz"


def agent_of(app: Sanic) -> Any:
    """Return Rasa's agent, None before it has been loaded."""
    return getattr(app.ctx, "agent", None)


def is_ready(app: Sanic) -> bool:
    """Say whether a message would be answered."""
    agent = agent_of(app)
    return agent is not None and bool(agent.is_ready())


async def readiness(request: Request) -> HTTPResponse:
    """Answer 503 only when messages would not be answered: what else is wrong stands in the body, since another
    instance has the same database and action server, and would be sent away with this one.
    """
    ready = is_ready(request.app)
    parts = getattr(request.app.ctx, "parts", None)
    found = await parts.look() if parts and ready else {}
    status = "not ready" if not ready else "ready" if all(part["ok"] for part in found.values()) else "degraded"
    body = {"status": status, **({"parts": {"model": {"ok": ready}, **found}} if parts else {})}
    return response.json(body, status=200 if ready else 503)


async def liveness(_: Request) -> HTTPResponse:
    """Answer as Rasa's own channels do."""
    return response.json({"status": "ok"})


def conversations_of(agent: Any) -> Any:
    """Return the tracker store itself: Rasa wraps it into one that falls back when it fails."""
    store = getattr(agent, "tracker_store", None)
    return getattr(store, "_tracker_store", store)


def is_degraded(store: Any) -> bool:
    """Say whether the store does without what it keeps things in. One that does not say is not."""
    return bool(getattr(store, "degraded", False))


def backlog(store: Any) -> int:
    """Return how many conversations wait to be written."""
    return int(getattr(store, "backlog", 0))

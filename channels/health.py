"""Readiness: Rasa's own pages answer 200 even when no model was loaded."""

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
    ready = is_ready(request.app)
    return response.json({"status": "ready" if ready else "not ready"}, status=200 if ready else 503)


async def liveness(_: Request) -> HTTPResponse:
    """Answer as Rasa's own channels do."""
    return response.json({"status": "ok"})

"""Readiness and liveness pages, with the state of each part. Rasa's own pages answer 200 even without a model."""

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.rasa_server import agent_of
from channels.watch.state import watch_of

READINESS_PATH = "/readyz"


def is_ready(app: Sanic) -> bool:
    """Say whether a message would be answered."""
    agent = agent_of(app)
    return agent is not None and bool(agent.is_ready())


async def readiness(request: Request) -> HTTPResponse:
    """Answer 503 only if messages would not be answered; other failures are only named in the body.

    All instances share the database and the action server, so a 503 for those would take all of them out.
    """
    ready = is_ready(request.app)
    watch = watch_of(request.app)
    parts = await watch.parts.look() if watch and ready else {}
    status = "not ready" if not ready else "ready" if all(part["ok"] for part in parts.values()) else "degraded"
    body = {"status": status, **({"parts": {"model": {"ok": ready}, **parts}} if watch else {})}
    return response.json(body, status=200 if ready else 503)


async def liveness(_: Request) -> HTTPResponse:
    """Answer as Rasa's own channels do."""
    return response.json({"status": "ok"})

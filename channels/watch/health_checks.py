"""HealthChecks: checks what the server needs, when readiness is asked for."""

import asyncio
import time

import aiohttp
from sanic import Sanic

from channels.rasa_server import RasaAgent, backlog, conversations_of, is_degraded, loaded_agent
from channels.watch.actions import WatchedEndpoint

RECENT = 30.0
"""Seconds for which an answer to a turn counts as proof that the action server is up."""

PATIENCE = 2.0
"""Seconds that one check may take."""

FRESH = 2.0
"""Seconds for which results are reused, because a check costs a request and a query."""

NOBODY = "readiness"
"""The name of a conversation that does not exist; reading it tests the store."""

HEALTH = "/health"

CheckResults = dict[str, dict[str, object]]


class HealthChecks:
    """Needs a loaded agent. While a store is degraded, turns are still answered from the process's memory."""

    def __init__(self, app: Sanic) -> None:
        self._app = app
        self._results: CheckResults = {}
        self._looked = float("-inf")
        self._looking = asyncio.Lock()

    async def look(self) -> CheckResults:
        """Return the result of each check, at most FRESH seconds old."""
        async with self._looking:
            if time.monotonic() - self._looked > FRESH:
                agent = loaded_agent(self._app)
                actions, conversations = await asyncio.gather(_actions(agent), _conversations(agent))
                locks: dict[str, object] = {"ok": not is_degraded(agent.lock_store)}
                self._results = {"actions": actions, "conversations": conversations, "locks": locks}
                self._looked = time.monotonic()
            return self._results


async def _actions(agent: RasaAgent) -> dict[str, object]:
    endpoint = agent.action_endpoint
    if endpoint is None:
        return {"ok": False, "reason": "no endpoint is configured"}
    answered = endpoint.answered if isinstance(endpoint, WatchedEndpoint) else None
    if answered is not None and time.monotonic() - answered < RECENT:
        return {"ok": True}
    url = endpoint.url.removesuffix("/webhook") + HEALTH
    try:
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(timeout=timeout) as http, http.get(url) as answer:
            return {"ok": answer.status == 200}
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
        return {"ok": False, "reason": type(error).__name__}


async def _conversations(agent: RasaAgent) -> dict[str, object]:
    store = conversations_of(agent)
    try:
        await asyncio.wait_for(store.retrieve(NOBODY), PATIENCE)
    except Exception as error:  # each store has errors of its own
        return {"ok": False, "reason": type(error).__name__, "backlog": backlog(store)}
    degraded = is_degraded(store)
    return {"ok": not degraded, "backlog": backlog(store)}

"""Measures the calls to the action server: duration, failures, time of the last answer; ends them after ACTION_TIMEOUT.

Rasa always makes a plain EndpointConfig from endpoints.yml. So the endpoints of the agent and of its processor are
replaced once the server has started. A model loaded later takes the agent's (docs/design/rasa-patches.md). Each call
names the version of the content that the turn shows.
"""

import asyncio
import json
import time

from aiohttp import ClientConnectionError
from prometheus_client import CollectorRegistry, Counter, Histogram
from rasa.utils.endpoints import EndpointConfig

from channels.rasa_server import ActionEndpoint, RasaAgent
from channels.watch.outages import ActionOutage, quieten_rasa
from owner.live import current_view
from owner.versions import HEADER

SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)

AWAY = (ClientConnectionError, asyncio.TimeoutError)
"""Errors of a server that is not there, or hangs; one that answers with an error is there."""


class ActionMeters:
    def __init__(self, registry: CollectorRegistry) -> None:
        self.seconds = Histogram(
            "xueshi_action_seconds", "From calling the action server to its answer", buckets=SECONDS, registry=registry
        )
        self.failures = Counter(
            "xueshi_action_failures", "Custom actions the action server did not answer", registry=registry
        )


class WatchedEndpoint(EndpointConfig):
    """A copy of `endpoint` that measures its calls and ends them after `seconds`.

    `answered`: time of the last answer (monotonic seconds).
    """

    def __init__(self, endpoint: ActionEndpoint, meters: ActionMeters, seconds: float) -> None:
        super().__init__()
        self.__dict__.update(vars(endpoint))
        self._meters = meters
        self._seconds = seconds
        self._outage = ActionOutage()
        self.answered: float | None = None
        self._domain: tuple[object, bytes] = None, b""

    async def request(self, *arguments: object, **named: object) -> object:
        began, view = time.perf_counter(), current_view()
        if view:
            named["headers"] = {HEADER: view.name}
        call = named.get("json")
        if isinstance(call, dict) and "domain" in call:
            named = {**named, "json": None, "data": self._body(call)}
        try:
            # In place of Rasa's own time-out, which it gives with each call.
            response: object = await super().request(*arguments, **{**named, "timeout": self._seconds})
        except Exception as error:
            self._meters.failures.inc()
            self.answered = None
            if isinstance(error, AWAY):
                self._outage.begins(error)
            raise
        self._outage.ends()
        self._meters.seconds.observe(time.perf_counter() - began)
        self.answered = time.monotonic()
        return response

    def _body(self, call: dict[str, object]) -> bytes:
        """Return the call as JSON; its domain, a hundred times as long as the rest, is written once for all calls."""
        domain = call["domain"]
        if self._domain[0] is not domain:
            self._domain = domain, json.dumps(domain).encode()
        rest = json.dumps({name: value for name, value in call.items() if name != "domain"}).encode()
        return b'{"domain": ' + self._domain[1] + (b", " if len(rest) > 2 else b"") + rest[1:]


def watch_actions(agent: RasaAgent, meters: ActionMeters, seconds: float) -> None:
    """Replace the endpoint of the agent, and of its processor if there is one, by a WatchedEndpoint."""
    if agent.action_endpoint is None:
        return
    quieten_rasa()
    agent.action_endpoint = WatchedEndpoint(agent.action_endpoint, meters, seconds)
    if agent.processor is not None:
        agent.processor.action_endpoint = agent.action_endpoint

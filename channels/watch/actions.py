"""The action server as Rasa's process sees it: how long it takes, when it failed, when it last answered. It is not
waited for longer than ACTION_TIMEOUT says.

Rasa makes the endpoint of endpoints.yml an EndpointConfig and nothing else, so the agent and the processor of its model
are given another one once the server has started. A model that is loaded later takes the agent's. It stands in
docs/design/rasa-patches.md. The action server is told which version of the content the turn shows.
"""

import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from rasa.utils.endpoints import EndpointConfig

from channels.rasa_server import Agent, Endpoint
from owner.live import current_view
from owner.versions import HEADER

SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


class ActionMeters:
    def __init__(self, registry: CollectorRegistry) -> None:
        self.seconds = Histogram(
            "xueshi_action_seconds", "From calling the action server to its answer", buckets=SECONDS, registry=registry
        )
        self.failures = Counter(
            "xueshi_action_failures", "Custom actions the action server did not answer", registry=registry
        )


class WatchedEndpoint(EndpointConfig):
    """The same address and settings as `endpoint`, with its calls seen, and given up after `seconds`. `answered`: when
    it last did (monotonic seconds).
    """

    def __init__(self, endpoint: Endpoint, meters: ActionMeters, seconds: float) -> None:
        super().__init__()
        self.__dict__.update(vars(endpoint))
        self._meters = meters
        self._seconds = seconds
        self.answered: float | None = None

    async def request(self, *arguments: object, **named: object) -> object:
        began, view = time.perf_counter(), current_view()
        if view:
            named["headers"] = {HEADER: view.name}
        try:
            # In place of Rasa's own time-out, which it gives with each call.
            found: object = await super().request(*arguments, **{**named, "timeout": self._seconds})
        except Exception:
            self._meters.failures.inc()
            self.answered = None
            raise
        self._meters.seconds.observe(time.perf_counter() - began)
        self.answered = time.monotonic()
        return found


def watch_actions(agent: Agent, meters: ActionMeters, seconds: float) -> None:
    """Put a WatchedEndpoint in the place of the agent's endpoint, and of its processor's, if there is one."""
    if agent.action_endpoint is None:
        return
    agent.action_endpoint = WatchedEndpoint(agent.action_endpoint, meters, seconds)
    if agent.processor is not None:
        agent.processor.action_endpoint = agent.action_endpoint

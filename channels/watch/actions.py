"""The action server as Rasa's process sees it: how long it takes, when it failed, when it last answered. It is not
waited for longer than ACTION_TIMEOUT says.
"""

import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram

SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


class ActionMeters:
    def __init__(self, registry: CollectorRegistry) -> None:
        self.seconds = Histogram(
            "xueshi_action_seconds", "From calling the action server to its answer", buckets=SECONDS, registry=registry
        )
        self.failures = Counter(
            "xueshi_action_failures", "Custom actions the action server did not answer", registry=registry
        )


class WatchedEndpoint:
    """Rasa's endpoint of the action server, with its calls seen, and given up after `seconds`. `answered`: when it last
    did (monotonic seconds).
    """

    def __init__(self, endpoint: Any, meters: ActionMeters, seconds: float) -> None:
        self._endpoint = endpoint
        self._meters = meters
        self._seconds = seconds
        self.answered: float | None = None

    def __getattr__(self, name: str) -> Any:
        # Not self._endpoint: a copy that is just being made has none yet, and would ask here for it without end.
        return getattr(object.__getattribute__(self, "_endpoint"), name)

    async def request(self, *arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            # In place of Rasa's own, which it gives with each call.
            found = await self._endpoint.request(*arguments, **{**named, "timeout": self._seconds})
        except Exception:
            self._meters.failures.inc()
            self.answered = None
            raise
        self._meters.seconds.observe(time.perf_counter() - began)
        self.answered = time.monotonic()
        return found


def watch_actions(agent: Any, meters: ActionMeters, seconds: float) -> None:
    """Put a WatchedEndpoint in the place of the agent's endpoint, and of its processor's, if there is one."""
    endpoint = getattr(agent, "action_endpoint", None)
    if endpoint is None:
        return
    agent.action_endpoint = WatchedEndpoint(endpoint, meters, seconds)
    processor = getattr(agent, "processor", None)
    if processor is not None:
        processor.action_endpoint = agent.action_endpoint

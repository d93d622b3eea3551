"""Breaker: leaves a server that does not answer alone for a while, so that not every turn waits for it."""

import time
from collections.abc import Callable


class Breaker:
    """`pause`: seconds from a failure until the server is asked again."""

    def __init__(self, pause: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._clock = clock
        self._again_at: float | None = None

    @property
    def degraded(self) -> bool:
        """Whether the last attempt failed."""
        return self._again_at is not None

    def may_try(self) -> bool:
        return self._again_at is None or self._clock() >= self._again_at

    def failed(self) -> None:
        self._again_at = self._clock() + self._pause

    def worked(self) -> None:
        self._again_at = None

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
        """Say whether to ask now. After the pause one may; the others don't wait with it for a server that hangs."""
        if self._again_at is None:
            return True
        now = self._clock()
        if now < self._again_at:
            return False
        self._again_at = now + self._pause
        return True

    def failed(self) -> None:
        self._again_at = self._clock() + self._pause

    def worked(self) -> None:
        self._again_at = None

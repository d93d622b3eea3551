"""LogLimit: limits how often a log line is written that any client could cause."""

import time
from collections.abc import Callable

PAUSE = 60.0
"""Seconds in which the same line is written once."""


class LogLimit:
    """Remembers each line. Callers use a fixed set of lines, so it stays small."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: dict[str, float] = {}

    def may_write(self, line: str) -> bool:
        """Return whether the line may be written now; if so, it counts as written."""
        now = self._clock()
        if now - self._last.get(line, -PAUSE) < PAUSE:
            return False
        self._last[line] = now
        return True

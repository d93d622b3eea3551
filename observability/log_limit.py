"""LogLimit: limits how often a log line is written that any client could cause."""

import logging
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


class LimitedWarnings(logging.Filter):
    """For the logger of a library that warns of each malformed request, in a fixed set of lines."""

    def __init__(self) -> None:
        super().__init__()
        self._limit = LogLimit()

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno != logging.WARNING or self._limit.may_write(record.getMessage())

"""Seldom: a log line that anybody could bring about is written once in a while."""

import time
from collections.abc import Callable

PAUSE = 60.0
"""Seconds in which the same line stands once."""


class Seldom:
    """Its lines are known beforehand, so it stays small."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: dict[str, float] = {}

    def may_say(self, line: str) -> bool:
        """Say whether the line may be written now; it then counts as written."""
        now = self._clock()
        if now - self._last.get(line, -PAUSE) < PAUSE:
            return False
        self._last[line] = now
        return True

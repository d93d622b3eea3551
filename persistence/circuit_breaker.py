"""CircuitBreaker: skips a server for a while after it did not answer, so that not every turn waits for it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from redis.exceptions import RedisError

REDIS_FAILURES = (RedisError, OSError, asyncio.TimeoutError)
"""What is raised when Redis cannot be used."""

_Result = TypeVar("_Result")


class Unavailable(Exception):
    """The server does not answer, or has just not answered."""


class CircuitBreaker:
    """`pause`: seconds from a failure until the server is asked again."""

    def __init__(self, pause: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._clock = clock
        self._again_at: float | None = None

    @property
    def degraded(self) -> bool:
        """Whether the last attempt failed."""
        return self._again_at is not None

    async def ask(
        self,
        question: Callable[[], Awaitable[_Result]],
        say: Callable[[str], object],
        failures: tuple[type[Exception], ...] = REDIS_FAILURES,
    ) -> _Result:
        """Ask the server; raises Unavailable when it is left alone, or fails with one of `failures`.

        `say` gets the failure's class only: its text may hold an address with its password, or what a user wrote.
        """
        if not self._may_try():
            raise Unavailable
        try:
            answer = await question()
        except failures as error:
            say(type(error).__name__)
            self.failed()
            raise Unavailable from None
        self.worked()
        return answer

    def failed(self) -> None:
        """Skip the server until the pause is over. `ask` calls this after a failure, and `worked` after a success."""
        self._again_at = self._clock() + self._pause

    def worked(self) -> None:
        """Let everybody ask again."""
        self._again_at = None

    def _may_try(self) -> bool:
        """Return whether the server may be asked now.

        After the pause one caller may try, and the pause begins again: the others do not block on a server that hangs.
        """
        if self._again_at is None:
            return True
        now = self._clock()
        if now < self._again_at:
            return False
        self._again_at = now + self._pause
        return True

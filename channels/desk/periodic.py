"""Periodic: runs a check every few seconds while the server runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sanic import Sanic

from channels.rasa_server import NoAgent
from observability.log_limit import LogLimit

logger = logging.getLogger(__name__)

Look = Callable[[Sanic], Awaitable[None]]


class Periodic:
    """`what`: name of the check in the log when it fails."""

    def __init__(self, look: Look, seconds: float, what: str) -> None:
        self._look, self._seconds, self._what = look, seconds, what
        self._log_limit = LogLimit()
        self._looking: asyncio.Task[None] | None = None

    def begin(self, app: Sanic) -> None:
        self._looking = asyncio.get_running_loop().create_task(self._run(app))

    async def stop(self) -> None:
        if self._looking:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _run(self, app: Sanic) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            try:
                await self._look(app)
            except NoAgent:
                continue
            except Exception as error:  # of any kind: the next check may succeed
                line = f"{self._what} could not be looked at: {type(error).__name__}"
                if self._log_limit.may_write(line):
                    logger.error("%s", line)

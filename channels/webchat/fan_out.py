"""FanOut: sends packets over Redis to the windows of a conversation that are connected to other instances."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from typing import Any

from redis.asyncio import Redis
from socketio.async_pubsub_manager import AsyncPubSubManager

from persistence.circuit_breaker import REDIS_FAILURES, CircuitBreaker, Unavailable

logger = logging.getLogger(__name__)

CHANNEL = "xueshi-webchat"
MOST_WAITING = 1_000
TIMEOUT = 1.0
PAUSE = 1.0
"""Seconds: TIMEOUT of a Redis request, and PAUSE before the next one after a failure."""


class FanOut(AsyncPubSubManager):
    """Serves the sockets of this instance at once, even while Redis fails.

    Replaces the library's own manager, which waits up to a minute before it listens again.
    """

    name = "fan-out"

    def __init__(self, url: str, logger: logging.Logger) -> None:
        super().__init__(channel=CHANNEL, logger=logger)
        self._url = url
        self._publisher = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._breaker = CircuitBreaker(PAUSE)
        self._outgoing: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        self._sending: asyncio.Task[None] | None = None
        self.thread: asyncio.Task[None] | None = None

    @property
    def degraded(self) -> bool:
        """Whether the last packets did not reach other instances."""
        return self._breaker.degraded

    async def close(self) -> None:
        """Send the waiting packets if Redis accepts them, and close the connections."""
        if self._sending:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._outgoing.join(), TIMEOUT)
            self._sending.cancel()
        if self.thread:
            self.thread.cancel()
        await self._publisher.close(close_connection_pool=True)

    async def _publish(self, data: dict[str, Any]) -> None:
        """Queue the packet for a task of its own, so that a hanging Redis delays no turn."""
        if self._sending is None:
            self._sending = asyncio.get_running_loop().create_task(self._send())
        with suppress(asyncio.QueueFull):
            self._outgoing.put_nowait(json.dumps(data))

    async def _send(self) -> None:
        while True:
            data = await self._outgoing.get()
            with suppress(Unavailable):
                await self._breaker.ask(partial(self._publisher.publish, CHANNEL, data), _say)
            self._outgoing.task_done()

    async def _listen(self) -> AsyncIterator[bytes]:
        while True:
            # Silence is no failure here, so there is no time-out; TCP keep-alive detects a lost connection.
            client = Redis.from_url(self._url, socket_connect_timeout=TIMEOUT, socket_keepalive=True)
            try:
                async with client.pubsub(ignore_subscribe_messages=True) as subscription:
                    await subscription.subscribe(CHANNEL)
                    async for message in subscription.listen():
                        yield message["data"]
            except REDIS_FAILURES as error:
                logger.error("Other instances are not heard (%s).", type(error).__name__)
            finally:
                await client.close(close_connection_pool=True)
            await asyncio.sleep(PAUSE)


def _say(failure: str) -> None:
    logger.error("Redis does not answer (%s); other instances hear nothing.", failure)

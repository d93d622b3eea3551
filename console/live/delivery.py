"""PacketDelivery: delivers the outbox to the Rasa server, one packet at a time per conversation."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from console.live.endpoint import RasaEndpoint, Taken
from console.live.hub import Hub
from persistence.helpdesk.outbox import Outbox, OutboxPacket

logger = logging.getLogger(__name__)

LOOK_AGAIN = 0.5
"""Seconds after which the outbox is read again without a notification."""

AT_ONCE = 8
NOTED_AT_ONCE = 2

_LOGGED_ATTEMPTS = frozenset({1, 10, 100})
"""The failed attempts that are logged."""


class PacketDelivery:
    """Delivers until cancelled. A packet stays due until its result is stored, even if this process dies.

    The Rasa server ignores repeats of a delivery id.
    """

    def __init__(self, outbox: Outbox, endpoint: RasaEndpoint, hub: Hub) -> None:
        self._outbox, self._endpoint, self._hub = outbox, endpoint, hub
        self._under_way: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._was_away = False
        # Own threads, so that a hanging Rasa server does not delay browsers' requests.
        self._threads = ThreadPoolExecutor(AT_ONCE, "delivery")
        # Own threads as well, so that browsers' queries do not delay agents' messages.
        self._noting = ThreadPoolExecutor(NOTED_AT_ONCE, "outbox")

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            while True:
                self._hub.to_deliver.clear()
                try:
                    await self._look()
                except (SQLAlchemyError, OSError) as error:
                    logger.warning("The outbox can't be read (%s).", type(error).__name__)
                await _either(self._hub.to_deliver.wait(), LOOK_AGAIN)
        finally:
            for task in self._tasks:
                task.cancel()
            for threads in (self._threads, self._noting):
                threads.shutdown(wait=False, cancel_futures=True)

    async def _look(self) -> None:
        """Start due packets whose conversation has no delivery under way."""
        loop = asyncio.get_running_loop()
        for row in await loop.run_in_executor(self._noting, self._outbox.due, time.time()):
            if row.conversation in self._under_way or len(self._under_way) >= AT_ONCE:
                continue
            self._under_way.add(row.conversation)
            task = asyncio.create_task(self._deliver(row))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, row: OutboxPacket) -> None:
        try:
            loop = asyncio.get_running_loop()
            taken = await loop.run_in_executor(self._threads, self._endpoint.post, row.packet, row.delivery)
            await loop.run_in_executor(self._noting, self._note, row, taken)
            if taken != "again":
                self._hub.tickets([row.ticket])
                # The conversation's next packet is sent at once.
                self._hub.deliver()
        except (SQLAlchemyError, OSError) as error:
            logger.warning("A delivery could not be noted (%s): it is made again.", type(error).__name__)
            await asyncio.sleep(LOOK_AGAIN)
        finally:
            self._under_way.discard(row.conversation)

    def _note(self, row: OutboxPacket, taken: Taken) -> None:
        if taken != "again" and self._was_away:
            # The server is back, so failed packets are retried at once.
            self._outbox.hasten()
        self._was_away = taken == "again"
        if taken in ("sent", "reached"):
            self._outbox.sent(row.id, reached=taken == "reached")
        elif taken == "refused":
            self._outbox.failed(row.id)
        else:
            attempts = row.attempts + 1
            if attempts in _LOGGED_ATTEMPTS:
                logger.warning("The Rasa server did not take a message of the desk (attempt %d).", attempts)
            self._outbox.again(row.id, attempts, time.time())


async def _either(waiting: Coroutine[Any, Any, Any], seconds: float) -> None:
    try:
        await asyncio.wait_for(waiting, seconds)
    except asyncio.TimeoutError:
        return

"""LongTurns: lets turns of long texts begin one after another, with a pause for all others between them.

So a short message waits for one of them at most, however many addresses send them: without the pause each part of a
plain turn would wait for another one. A long message waits for one of each address that has any in line.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from channels.turns import Locks
from zh.fold import unified

LONG = 60
"""Characters, as they are understood, from which a turn may cost many plain ones (docs/benchmarks/long-texts.md)."""

LONGEST = 2.0
"""Seconds for which a turn keeps the next one waiting at most; one that takes longer waits for something itself."""


class LongTurns:
    """Of an address one turn stands in line, so a visitor with many of them does not keep those of other addresses."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._of_addresses = Locks()
        self._in_line = asyncio.Lock()

    @asynccontextmanager
    async def slot(self, address: str, text: str) -> AsyncIterator[None]:
        """Hold the place of a turn with this text; a short one needs none."""
        if len(unified(text)) < LONG:
            yield
            return
        async with self._of(address):
            await self._in_line.acquire()
            loop = asyncio.get_running_loop()
            began, next_one = loop.time(), loop.call_later(self._longest, self._in_line.release)
            try:
                yield
            finally:
                took = loop.time() - began
                if took < self._longest:
                    # The turn itself ends now; the pause is as long as it took, so all of them have half of the time.
                    next_one.cancel()
                    loop.call_later(took, self._in_line.release)

    def _of(self, address: str) -> AbstractAsyncContextManager[object]:
        return self._of_addresses.of(address) if address else nullcontext()

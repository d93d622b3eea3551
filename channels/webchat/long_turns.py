"""LongTurns: lets turns of long texts begin one after another, with a pause for all others between them.

So nobody else waits for more than one of them, however many addresses send them: without the pause each part of a plain
turn would wait for another one.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from channels.turns import Locks
from zh.fold import unified

LONG = 60
"""Characters, as they are understood, from which a turn may cost many plain ones (docs/benchmarks/long-texts.md)."""

PATIENCE = 5.0
"""Seconds to wait for those of other addresses: one that hangs, for example with the action server, stops no other."""

LONGEST_PAUSE = 1.0
"""Seconds. The pause is as long as the turn took, so that long texts have half of the server at most."""


class LongTurns:
    """Of an address one turn stands in line, so a visitor with many of them does not keep those of other addresses."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._of_addresses = Locks()
        self._one = asyncio.Lock()

    @asynccontextmanager
    async def slot(self, address: str, text: str) -> AsyncIterator[None]:
        """Hold the place of a turn with this text; a short one needs none."""
        if len(unified(text)) < LONG:
            yield
            return
        async with self._of(address), self._in_line():
            yield

    def _of(self, address: str) -> AbstractAsyncContextManager[object]:
        return self._of_addresses.of(address) if address else nullcontext()

    @asynccontextmanager
    async def _in_line(self) -> AsyncIterator[None]:
        try:
            await asyncio.wait_for(self._one.acquire(), self._patience)
        except asyncio.TimeoutError:
            yield
            return
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            yield
        finally:
            # The turn itself ends now.
            loop.call_later(min(loop.time() - began, LONGEST_PAUSE), self._one.release)
